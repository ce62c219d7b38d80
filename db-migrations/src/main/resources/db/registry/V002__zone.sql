CREATE TABLE registry.zone (
  origin registry.dns_name PRIMARY KEY
);

COMMENT ON TABLE registry.zone IS 'zones this registry delegates names in';
