CREATE TABLE signer.key_record (
  key_id          uuid NOT NULL REFERENCES signer.key,
  record          text NOT NULL,
  state           text NOT NULL,
  since           timestamptz NOT NULL,
  evidence_serial signer.serial,
  PRIMARY KEY (key_id, record),
  CONSTRAINT key_record_known CHECK (record IN ('DNSKEY', 'ZRRSIG', 'KRRSIG', 'DS')),
  CONSTRAINT key_record_state_known CHECK (state IN ('HIDDEN', 'RUMOURED', 'OMNIPRESENT', 'UNRETENTIVE'))
);

COMMENT ON TABLE signer.key_record IS
  'the state of each record that speaks for a key, when it was entered and which released serial carried it';

CREATE FUNCTION signer.key_record_moves() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
      ('HIDDEN', 'RUMOURED'), ('RUMOURED', 'OMNIPRESENT'), ('OMNIPRESENT', 'UNRETENTIVE'),
      ('UNRETENTIVE', 'HIDDEN'), ('RUMOURED', 'UNRETENTIVE'), ('UNRETENTIVE', 'RUMOURED')) THEN
    RAISE EXCEPTION 'the % of key % cannot go from % to %', OLD.record, OLD.key_id, OLD.state, NEW.state
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER key_record_moves BEFORE UPDATE ON signer.key_record
  FOR EACH ROW EXECUTE FUNCTION signer.key_record_moves();
