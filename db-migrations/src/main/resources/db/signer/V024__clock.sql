-- The clock that a run's own is compared with: a machine whose clock is wrong must not sign.
CREATE FUNCTION signer.clock() RETURNS timestamptz
  LANGUAGE sql VOLATILE
  RETURN clock_timestamp();

COMMENT ON FUNCTION signer.clock() IS 'the time by the database''s clock';
