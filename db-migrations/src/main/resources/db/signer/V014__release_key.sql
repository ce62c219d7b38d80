CREATE TABLE signer.release_key (
  zone        signer.dns_name NOT NULL,
  serial      signer.serial NOT NULL,
  fingerprint signer.sha256 NOT NULL,
  tag         signer.key_tag NOT NULL,
  algorithm   integer NOT NULL,
  role        signer.key_role NOT NULL,
  published   boolean NOT NULL,
  signs       boolean NOT NULL,
  PRIMARY KEY (zone, serial, fingerprint),
  FOREIGN KEY (zone, serial) REFERENCES signer.release (zone, serial)
);

COMMENT ON TABLE signer.release_key IS 'the keys a release publishes and is signed with';

CREATE TRIGGER release_key_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON signer.release_key
  FOR EACH STATEMENT EXECUTE FUNCTION signer.refuse_change();
