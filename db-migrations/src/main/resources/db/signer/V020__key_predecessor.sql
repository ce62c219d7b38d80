CREATE TABLE signer.key_predecessor (
  key_id      uuid NOT NULL REFERENCES signer.key,
  predecessor uuid NOT NULL REFERENCES signer.key,
  PRIMARY KEY (key_id, predecessor),
  CONSTRAINT key_predecessor_is_another CHECK (predecessor <> key_id)
);

INSERT INTO signer.key_predecessor (key_id, predecessor)
SELECT key_id, predecessor FROM signer.key WHERE predecessor IS NOT NULL;

CREATE INDEX key_predecessor_back ON signer.key_predecessor (predecessor);

COMMENT ON TABLE signer.key_predecessor IS
  'the keys whose duties a key takes over: a CSK follows a KSK and a ZSK, and overlapping rollovers follow a row of keys';

CREATE TRIGGER key_predecessor_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON signer.key_predecessor
  FOR EACH STATEMENT EXECUTE FUNCTION signer.refuse_change();
