CREATE TABLE signer.serial_ledger (
  zone     signer.dns_name NOT NULL REFERENCES signer.zone,
  serial   signer.serial NOT NULL,
  seen_at  text NOT NULL,
  first_at timestamptz NOT NULL,
  PRIMARY KEY (zone, serial, seen_at)
);

COMMENT ON TABLE signer.serial_ledger IS 'every serial ever released, or seen at a secondary, of a zone';
COMMENT ON COLUMN signer.serial_ledger.seen_at IS '"release", "import", or the name of the server that had it';

CREATE TRIGGER serial_ledger_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON signer.serial_ledger
  FOR EACH STATEMENT EXECUTE FUNCTION signer.refuse_change();
