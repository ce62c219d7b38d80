CREATE TABLE signer.key_approval (
  approval_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key_id      uuid NOT NULL REFERENCES signer.key,
  record      text NOT NULL,
  state       text NOT NULL,
  given_at    timestamptz NOT NULL,
  given_by    text NOT NULL,
  used_at     timestamptz,
  CONSTRAINT key_approval_record_known CHECK (record IN ('DNSKEY', 'ZRRSIG', 'KRRSIG', 'DS')),
  CONSTRAINT key_approval_of_a_change CHECK (state IN ('RUMOURED', 'UNRETENTIVE')),
  CONSTRAINT key_approval_used_later CHECK (used_at >= given_at)
);

CREATE UNIQUE INDEX key_approval_one_open ON signer.key_approval (key_id, record, state) WHERE used_at IS NULL;

COMMENT ON TABLE signer.key_approval IS
  'moves of a key''s records that an operator agreed to; each is used up by the move it was given for';

CREATE TRIGGER key_approval_never_deleted BEFORE DELETE OR TRUNCATE ON signer.key_approval
  FOR EACH STATEMENT EXECUTE FUNCTION signer.refuse_change();
