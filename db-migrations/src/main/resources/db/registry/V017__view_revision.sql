CREATE VIEW registry.countersign_revision (zone, revision, changed_at) AS
SELECT z.origin::text, coalesce(sum(i.amount), 0)::bigint, max(i.changed_at)
  FROM registry.zone z
  LEFT JOIN registry.revision_increment i ON i.zone = z.origin
 GROUP BY z.origin;

COMMENT ON VIEW registry.countersign_revision IS
  'a number for each zone that grows whenever what the other views show of it may have changed';
