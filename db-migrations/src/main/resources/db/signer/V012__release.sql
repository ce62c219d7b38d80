CREATE TABLE signer.release (
  ordinal           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  zone              signer.dns_name NOT NULL REFERENCES signer.zone,
  serial            signer.serial NOT NULL,
  released_at       timestamptz NOT NULL,
  kind              text NOT NULL,
  sha256            signer.sha256 NOT NULL,
  length            bigint NOT NULL,
  artefact          text NOT NULL,
  data_sha256       signer.sha256 NOT NULL,
  based_on_snapshot text,
  based_on_revision bigint,
  based_on_serial   signer.serial,
  policy_sha256     signer.sha256 NOT NULL REFERENCES signer.policy,
  verdict           text NOT NULL,
  epoch             bigint NOT NULL,
  run_id            uuid REFERENCES signer.run,
  CONSTRAINT release_serial_unique UNIQUE (zone, serial),
  CONSTRAINT release_kind_known CHECK (kind IN ('regular', 'refresh', 'rollback')),
  CONSTRAINT release_not_empty CHECK (length > 0),
  CONSTRAINT release_verdict_known CHECK (verdict IN ('approved', 'overridden')),
  CONSTRAINT release_has_a_basis CHECK (
    CASE kind WHEN 'rollback' THEN based_on_serial IS NOT NULL ELSE based_on_snapshot IS NOT NULL OR based_on_serial IS NOT NULL END)
);

CREATE INDEX release_latest ON signer.release (zone, ordinal DESC);

COMMENT ON TABLE signer.release IS 'released zones, in the order of release';
COMMENT ON COLUMN signer.release.data_sha256 IS 'digest of the data without DNSSEC records and SOA serial';
COMMENT ON COLUMN signer.release.epoch IS 'the fencing epoch of the lease it was written under';

CREATE TRIGGER release_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON signer.release
  FOR EACH STATEMENT EXECUTE FUNCTION signer.refuse_change();
