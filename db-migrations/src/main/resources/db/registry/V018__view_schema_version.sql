CREATE VIEW registry.countersign_schema_version (version) AS
SELECT max(version::integer)::text FROM registry.schema_history WHERE success AND version IS NOT NULL;

COMMENT ON VIEW registry.countersign_schema_version IS
  'the version of the schema under the views; a foreign schema may offer its own, or none';
