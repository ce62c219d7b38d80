CREATE TABLE signer.key_tag_history (
  zone        signer.dns_name NOT NULL REFERENCES signer.zone,
  fingerprint signer.sha256 NOT NULL,
  tag         signer.key_tag NOT NULL,
  revoked_tag signer.key_tag NOT NULL,
  algorithm   integer NOT NULL,
  known_since timestamptz NOT NULL,
  PRIMARY KEY (zone, fingerprint, tag)
);

COMMENT ON TABLE signer.key_tag_history IS
  'the tag of every key ever known for a zone, and its tag with the REVOKE bit set: no new key takes one of them';

CREATE TRIGGER key_tag_history_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON signer.key_tag_history
  FOR EACH STATEMENT EXECUTE FUNCTION signer.refuse_change();
