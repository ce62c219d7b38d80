-- Addresses of hosts inside the zone that some published delegation of the zone needs, whether the
-- host is below that delegation or below a sibling (RFC 9471 section 2).
CREATE VIEW registry.countersign_glue (zone, host, address, ttl) AS
SELECT z.origin::text, h.name::text, host(a.address),
       (CASE a.family WHEN 4 THEN h.a_ttl ELSE h.aaaa_ttl END)::integer
  FROM registry.host h
  JOIN registry.host_address a USING (host_id)
  JOIN registry.zone z ON registry.is_below(h.name, z.origin)
 WHERE EXISTS (
   SELECT FROM registry.domain_host dh JOIN registry.domain d USING (domain_id)
    WHERE dh.host_id = h.host_id AND d.zone = z.origin AND registry.is_published(d.statuses));

COMMENT ON VIEW registry.countersign_glue IS 'addresses of the name servers that need them in the zone';
