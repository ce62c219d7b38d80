CREATE TABLE signer.waiver (
  ordinal  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  zone     signer.dns_name NOT NULL REFERENCES signer.zone,
  server   text NOT NULL,
  reason   text NOT NULL,
  owner    text NOT NULL,
  since    timestamptz NOT NULL,
  ended_at timestamptz,
  ended_by text,
  CONSTRAINT waiver_has_a_reason CHECK (reason ~ '\S'),
  CONSTRAINT waiver_ends_later CHECK (ended_at >= since),
  CONSTRAINT waiver_ended_by_somebody CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);

CREATE UNIQUE INDEX waiver_one_open ON signer.waiver (zone, server) WHERE ended_at IS NULL;

COMMENT ON TABLE signer.waiver IS 'servers that rollovers do not wait for, because an operator says that they are dead';

CREATE TRIGGER waiver_never_deleted BEFORE DELETE OR TRUNCATE ON signer.waiver
  FOR EACH STATEMENT EXECUTE FUNCTION signer.refuse_change();
