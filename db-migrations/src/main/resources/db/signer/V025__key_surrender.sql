CREATE TABLE signer.key_surrender (
  key_id uuid PRIMARY KEY REFERENCES signer.key,
  at     timestamptz NOT NULL,
  actor  text NOT NULL,
  reason text NOT NULL,
  CONSTRAINT key_surrender_has_a_reason CHECK (reason ~ '\S')
);

COMMENT ON TABLE signer.key_surrender IS
  'keys withdrawn in an emergency before every cache forgot their signatures: an operator chose bogus answers over forged ones';

CREATE TRIGGER key_surrender_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON signer.key_surrender
  FOR EACH STATEMENT EXECUTE FUNCTION signer.refuse_change();
