-- A release that says it was overridden has used an override of its own data, for its serial.
CREATE FUNCTION signer.release_overridden() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM signer.content_override
                  WHERE zone = NEW.zone AND data_sha256 = NEW.data_sha256 AND used_serial = NEW.serial) THEN
    RAISE EXCEPTION 'serial % of % is released as overridden, but no override of its data was used for it',
      NEW.serial, NEW.zone USING ERRCODE = 'check_violation', CONSTRAINT = 'release_overridden';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER release_overridden BEFORE INSERT ON signer.release
  FOR EACH ROW WHEN (NEW.verdict = 'overridden') EXECUTE FUNCTION signer.release_overridden();
