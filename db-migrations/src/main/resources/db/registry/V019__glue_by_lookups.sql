-- The same rows as before, found by looking up what each of the few hosts with addresses needs, not
-- by hashing every delegation twice. A subquery with LIMIT is not turned into a join, so the plan is
-- the same whether or not the tables have statistics.
CREATE OR REPLACE VIEW registry.countersign_glue (zone, host, address, ttl) AS
SELECT DISTINCT cut.zone::text, h.name::text, host(a.address),
       (CASE a.family WHEN 4 THEN h.a_ttl ELSE h.aaaa_ttl END)::integer
  FROM registry.host_address a
  JOIN registry.host h USING (host_id)
 CROSS JOIN LATERAL registry.at_or_above(h.name) AS up (name)
  JOIN registry.domain cut ON cut.name = up.name
 WHERE registry.is_published(cut.statuses)
   AND (SELECT true FROM registry.domain_host own WHERE own.domain_id = cut.domain_id LIMIT 1)
   AND (SELECT true FROM registry.domain_host dh
         WHERE dh.host_id = h.host_id
           AND (SELECT d.zone = cut.zone AND registry.is_published(d.statuses)
                  FROM registry.domain d WHERE d.domain_id = dh.domain_id)
         LIMIT 1);
