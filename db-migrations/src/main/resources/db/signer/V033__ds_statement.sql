CREATE TABLE signer.ds_statement (
  ordinal bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key_id  uuid NOT NULL REFERENCES signer.key,
  present boolean NOT NULL,
  at      timestamptz NOT NULL,
  actor   text NOT NULL
);

CREATE INDEX ds_statement_key ON signer.ds_statement (key_id, ordinal);

COMMENT ON TABLE signer.ds_statement IS
  'what operators said of a key''s DS: every server of the parent has it (present), or none has';

CREATE TRIGGER ds_statement_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON signer.ds_statement
  FOR EACH STATEMENT EXECUTE FUNCTION signer.refuse_change();
