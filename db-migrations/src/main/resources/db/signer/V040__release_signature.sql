CREATE TABLE signer.release_signature (
  zone       signer.dns_name NOT NULL,
  serial     signer.serial NOT NULL,
  type       text NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (zone, serial, type),
  FOREIGN KEY (zone, serial) REFERENCES signer.release (zone, serial)
);

COMMENT ON TABLE signer.release_signature IS
  'when the first signature over RRsets of a type expires in a release, as the gate read it';

CREATE TRIGGER release_signature_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON signer.release_signature
  FOR EACH STATEMENT EXECUTE FUNCTION signer.refuse_change();
