CREATE TABLE signer.policy (
  sha256 signer.sha256 PRIMARY KEY,
  text   text NOT NULL,
  CONSTRAINT policy_hash_is_of_text CHECK (sha256 = encode(sha256(convert_to(text, 'UTF8')), 'hex'))
);

COMMENT ON TABLE signer.policy IS 'policy texts by content';

CREATE TRIGGER policy_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON signer.policy
  FOR EACH STATEMENT EXECUTE FUNCTION signer.refuse_change();
