-- The end of the chain. Locking this one row is what keeps two writers from forking the chain, and
-- comparing it with the last row shows that rows were cut off.
CREATE TABLE signer.audit_head (
  single boolean PRIMARY KEY DEFAULT true,
  seq  bigint NOT NULL,
  hash bytea NOT NULL,
  CONSTRAINT audit_head_single CHECK (single)
);

INSERT INTO signer.audit_head (seq, hash) VALUES (0, decode(repeat('00', 32), 'hex'));

COMMENT ON TABLE signer.audit_head IS 'number and hash of the last audit row';

CREATE TRIGGER audit_head_never_deleted BEFORE DELETE OR TRUNCATE ON signer.audit_head
  FOR EACH STATEMENT EXECUTE FUNCTION signer.refuse_change();
