CREATE TABLE registry.domain (
  domain_id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  zone       registry.dns_name NOT NULL REFERENCES registry.zone ON DELETE CASCADE,
  name       registry.dns_name NOT NULL UNIQUE,
  statuses   text[] NOT NULL DEFAULT '{ok}',
  ns_ttl     registry.ttl,
  ds_ttl     registry.ttl,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT domain_in_zone CHECK (registry.is_below(name, zone)),
  -- RFC 5731 section 2.3
  CONSTRAINT domain_statuses_known CHECK (
    cardinality(statuses) > 0 AND array_position(statuses, NULL) IS NULL AND statuses <@ ARRAY[
      'ok', 'inactive',
      'clientDeleteProhibited', 'clientHold', 'clientRenewProhibited', 'clientTransferProhibited', 'clientUpdateProhibited',
      'serverDeleteProhibited', 'serverHold', 'serverRenewProhibited', 'serverTransferProhibited', 'serverUpdateProhibited',
      'pendingCreate', 'pendingDelete', 'pendingRenew', 'pendingTransfer', 'pendingUpdate']),
  CONSTRAINT domain_ok_stands_alone CHECK (NOT 'ok' = ANY (statuses) OR cardinality(statuses) = 1),
  CONSTRAINT domain_delete_not_prohibited CHECK (
    NOT 'pendingDelete' = ANY (statuses)
    OR NOT statuses && ARRAY['clientDeleteProhibited', 'serverDeleteProhibited']),
  CONSTRAINT domain_updated_after_created CHECK (updated_at >= created_at)
);

CREATE INDEX domain_zone ON registry.domain (zone);

COMMENT ON TABLE registry.domain IS 'domain objects (RFC 5731)';
COMMENT ON COLUMN registry.domain.ns_ttl IS 'TTL of the delegation''s NS RRset (RFC 9803); null: the policy''s';
COMMENT ON COLUMN registry.domain.ds_ttl IS 'TTL of the delegation''s DS RRset (RFC 9803); null: the policy''s';
