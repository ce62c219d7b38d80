-- The serial of a release is newer than all that anybody may hold, and enters the ledger with it.
CREATE FUNCTION signer.release_serial_ahead() RETURNS trigger
  LANGUAGE plpgsql AS $$
DECLARE
  ahead bigint;
BEGIN
  SELECT serial INTO ahead FROM signer.serial_ledger
   WHERE zone = NEW.zone AND NOT signer.is_newer(NEW.serial, serial) LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'serial % of % is not newer (RFC 1982) than % in the ledger', NEW.serial, NEW.zone, ahead
      USING ERRCODE = 'check_violation', CONSTRAINT = 'release_serial_ahead';
  END IF;
  INSERT INTO signer.serial_ledger (zone, serial, seen_at, first_at)
  VALUES (NEW.zone, NEW.serial, 'release', NEW.released_at);
  RETURN NEW;
END $$;

CREATE TRIGGER release_serial_ahead BEFORE INSERT ON signer.release
  FOR EACH ROW EXECUTE FUNCTION signer.release_serial_ahead();
