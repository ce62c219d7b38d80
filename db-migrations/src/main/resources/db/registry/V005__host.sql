CREATE TABLE registry.host (
  host_id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name       registry.dns_name NOT NULL UNIQUE,
  a_ttl      registry.ttl,
  aaaa_ttl   registry.ttl,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT host_updated_after_created CHECK (updated_at >= created_at)
);

COMMENT ON TABLE registry.host IS
  'host objects (RFC 5732): below one of our zones, with addresses; or external, with a name only';
COMMENT ON COLUMN registry.host.a_ttl IS 'TTL of the A glue (RFC 9803); null: the policy''s';
COMMENT ON COLUMN registry.host.aaaa_ttl IS 'TTL of the AAAA glue (RFC 9803); null: the policy''s';
