CREATE TABLE signer.run (
  run_id     uuid PRIMARY KEY,
  zone       signer.dns_name NOT NULL REFERENCES signer.zone,
  started_at timestamptz NOT NULL,
  ended_at   timestamptz,
  outcome    text,
  serial     signer.serial,
  message    text,
  millis     jsonb NOT NULL DEFAULT '{}',
  CONSTRAINT run_outcome_known CHECK (outcome IN ('released', 'rejected', 'unchanged', 'held', 'failed')),
  CONSTRAINT run_ends_with_an_outcome CHECK ((ended_at IS NULL) = (outcome IS NULL)),
  CONSTRAINT run_millis_by_stage CHECK (jsonb_typeof(millis) = 'object')
);

CREATE INDEX run_zone ON signer.run (zone, started_at DESC);

COMMENT ON TABLE signer.run IS 'pipeline runs; one without an end is under way or was killed';

CREATE FUNCTION signer.run_ends_once() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL THEN
    RAISE EXCEPTION 'run % can only be ended, and only once', OLD.run_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER run_ends_once BEFORE UPDATE ON signer.run
  FOR EACH ROW EXECUTE FUNCTION signer.run_ends_once();
