CREATE TABLE signer.policy_in_force (
  ordinal bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  zone    signer.dns_name NOT NULL REFERENCES signer.zone,
  sha256  signer.sha256 NOT NULL REFERENCES signer.policy,
  since   timestamptz NOT NULL
);

CREATE INDEX policy_in_force_zone ON signer.policy_in_force (zone, ordinal DESC);

COMMENT ON TABLE signer.policy_in_force IS 'which policy a zone has had since when; the last row counts';

CREATE TRIGGER policy_in_force_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON signer.policy_in_force
  FOR EACH STATEMENT EXECUTE FUNCTION signer.refuse_change();
