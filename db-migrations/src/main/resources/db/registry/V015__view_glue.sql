-- Addresses of hosts that some published delegation of the zone needs, as long as the host is itself
-- at or below a published delegation: its own or a sibling (RFC 9471 section 2). Below no delegation
-- an address would not be glue but data of the zone's own.
CREATE VIEW registry.countersign_glue (zone, host, address, ttl) AS
SELECT DISTINCT cut.zone::text, h.name::text, host(a.address),
       (CASE a.family WHEN 4 THEN h.a_ttl ELSE h.aaaa_ttl END)::integer
  FROM registry.host_address a
  JOIN registry.host h USING (host_id)
 CROSS JOIN LATERAL registry.at_or_above(h.name) AS up (name)
  JOIN registry.domain cut ON cut.name = up.name
 WHERE registry.is_published(cut.statuses)
   AND EXISTS (SELECT FROM registry.domain_host own WHERE own.domain_id = cut.domain_id)
   AND EXISTS (
     SELECT FROM registry.domain_host dh JOIN registry.domain d USING (domain_id)
      WHERE dh.host_id = h.host_id AND d.zone = cut.zone AND registry.is_published(d.statuses));

COMMENT ON VIEW registry.countersign_glue IS 'addresses of the name servers that need them in the zone';
