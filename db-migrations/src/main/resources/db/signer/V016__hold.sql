CREATE TABLE signer.hold (
  hold_id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  zone       signer.dns_name NOT NULL REFERENCES signer.zone,
  scope      text NOT NULL,
  owner      text NOT NULL,
  reason     text NOT NULL,
  since      timestamptz NOT NULL,
  until      timestamptz,
  resumed_at timestamptz,
  resumed_by text,
  CONSTRAINT hold_scope_known CHECK (scope IN ('publish', 'rollover', 'ingest')),
  CONSTRAINT hold_has_a_reason CHECK (reason ~ '\S'),
  CONSTRAINT hold_ends_later CHECK (until > since),
  CONSTRAINT hold_resumed_by_somebody CHECK ((resumed_at IS NULL) = (resumed_by IS NULL))
);

CREATE UNIQUE INDEX hold_one_open ON signer.hold (zone, scope) WHERE resumed_at IS NULL;

COMMENT ON TABLE signer.hold IS 'what operators have stopped, why, and until when (null: until somebody resumes it)';

CREATE TRIGGER hold_never_deleted BEFORE DELETE OR TRUNCATE ON signer.hold
  FOR EACH STATEMENT EXECUTE FUNCTION signer.refuse_change();
