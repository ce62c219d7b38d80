CREATE TABLE signer.key (
  key_id       uuid PRIMARY KEY,
  zone         signer.dns_name NOT NULL REFERENCES signer.zone,
  fingerprint  signer.sha256 NOT NULL,
  tag          signer.key_tag NOT NULL,
  algorithm    integer NOT NULL,
  role         signer.key_role NOT NULL,
  dnskey       bytea NOT NULL,
  vault        text NOT NULL,
  reference    text NOT NULL,
  goal         text NOT NULL,
  predecessor  uuid REFERENCES signer.key,
  created_at   timestamptz NOT NULL,
  destroyed_at timestamptz,
  CONSTRAINT key_fingerprint_unique UNIQUE (zone, fingerprint),
  CONSTRAINT key_goal_known CHECK (goal IN ('HIDDEN', 'OMNIPRESENT')),
  CONSTRAINT key_dnskey_whole CHECK (length(dnskey) > 4 AND get_byte(dnskey, 2) = 3),
  CONSTRAINT key_algorithm_is_of_dnskey CHECK (algorithm = get_byte(dnskey, 3)),
  CONSTRAINT key_fingerprint_is_of_dnskey CHECK (
    fingerprint = encode(sha256(substr(dnskey, 4)), 'hex')),
  CONSTRAINT key_not_its_own_predecessor CHECK (predecessor <> key_id)
);

COMMENT ON TABLE signer.key IS 'keys by random id; the tag is shown to people and looked up by nobody';
COMMENT ON COLUMN signer.key.dnskey IS 'DNSKEY RDATA: flags, protocol, algorithm, public key (RFC 4034 section 2.1)';

CREATE FUNCTION signer.key_is_for_ever() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.key_id, NEW.zone, NEW.fingerprint, NEW.created_at) IS DISTINCT FROM
     (OLD.key_id, OLD.zone, OLD.fingerprint, OLD.created_at) THEN
    RAISE EXCEPTION 'key % cannot become another key', OLD.key_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER key_is_for_ever BEFORE UPDATE ON signer.key
  FOR EACH ROW EXECUTE FUNCTION signer.key_is_for_ever();
CREATE TRIGGER key_never_deleted BEFORE DELETE OR TRUNCATE ON signer.key
  FOR EACH STATEMENT EXECUTE FUNCTION signer.refuse_change();
