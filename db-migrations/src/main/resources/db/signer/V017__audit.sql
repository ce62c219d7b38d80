CREATE TABLE signer.audit (
  seq       bigint PRIMARY KEY,
  at        timestamptz NOT NULL,
  actor     text NOT NULL,
  action    text NOT NULL,
  zone      text,
  details   jsonb NOT NULL DEFAULT '{}',
  prev_hash bytea NOT NULL,
  hash      bytea NOT NULL UNIQUE,
  CONSTRAINT audit_hash_lengths CHECK (length(prev_hash) = 32 AND length(hash) = 32),
  CONSTRAINT audit_details_object CHECK (jsonb_typeof(details) = 'object')
);

CREATE INDEX audit_zone ON signer.audit (zone, seq);

COMMENT ON TABLE signer.audit IS 'who did what, when and why; each row carries the hash of the row before it';

CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON signer.audit
  FOR EACH STATEMENT EXECUTE FUNCTION signer.refuse_change();
