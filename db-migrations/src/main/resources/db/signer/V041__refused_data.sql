CREATE TABLE signer.refused_data (
  run_id      uuid PRIMARY KEY REFERENCES signer.run,
  zone        signer.dns_name NOT NULL REFERENCES signer.zone,
  data_sha256 signer.sha256 NOT NULL,
  at          timestamptz NOT NULL
);

CREATE INDEX refused_data_zone ON signer.refused_data (zone, at DESC);

COMMENT ON TABLE signer.refused_data IS
  'digest of the data a run refused: without DNSSEC records and SOA serial, as in signer.release';

CREATE TRIGGER refused_data_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON signer.refused_data
  FOR EACH STATEMENT EXECUTE FUNCTION signer.refuse_change();
