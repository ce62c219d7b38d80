CREATE VIEW registry.countersign_delegation (zone, owner, name_server, ttl) AS
SELECT d.zone::text, d.name::text, h.name::text, d.ns_ttl::integer
  FROM registry.domain d
  JOIN registry.domain_host dh USING (domain_id)
  JOIN registry.host h USING (host_id)
 WHERE registry.is_published(d.statuses);

COMMENT ON VIEW registry.countersign_delegation IS 'NS records of the published delegations';
