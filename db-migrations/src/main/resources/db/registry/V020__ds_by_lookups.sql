-- As with glue: few domains have DS data, and each is looked up.
CREATE OR REPLACE VIEW registry.countersign_ds (zone, owner, key_tag, algorithm, digest_type, digest, ttl) AS
SELECT d.zone::text, d.name::text, s.key_tag, s.algorithm, s.digest_type, s.digest, d.ds_ttl::integer
  FROM registry.ds_data s
  JOIN registry.domain d USING (domain_id)
 WHERE registry.is_published(d.statuses)
   AND (SELECT true FROM registry.domain_host dh WHERE dh.domain_id = d.domain_id LIMIT 1);
