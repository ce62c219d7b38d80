-- The person behind an actor: "alice as root" (sudo) is alice.
CREATE FUNCTION signer.person(actor text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN lower(split_part(actor, ' as ', 1));

-- Two people's decision to release one content although a content limit refuses it. Limits on
-- content only: what is cryptographic or structural is not in the list and can never be.
CREATE TABLE signer.content_override (
  override_id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  zone         signer.dns_name NOT NULL REFERENCES signer.zone,
  data_sha256  signer.sha256 NOT NULL,
  rules        text[] NOT NULL,
  reason       text NOT NULL,
  requester    text NOT NULL,
  requested_at timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL,
  approver     text,
  approved_at  timestamptz,
  used_at      timestamptz,
  used_serial  signer.serial,
  CONSTRAINT content_override_content_limits_only CHECK (
    cardinality(rules) > 0 AND rules <@ ARRAY['CHURN-LIMIT', 'GOLDEN-NAMES', 'SNAPSHOT-FRESH']),
  CONSTRAINT content_override_has_a_reason CHECK (reason ~ '\S'),
  CONSTRAINT content_override_expires_later CHECK (expires_at > requested_at),
  CONSTRAINT content_override_two_people CHECK (signer.person(approver) <> signer.person(requester)),
  CONSTRAINT content_override_approved_by_somebody CHECK ((approver IS NULL) = (approved_at IS NULL)),
  CONSTRAINT content_override_approved_in_time CHECK (approved_at < expires_at),
  CONSTRAINT content_override_used_for_a_serial CHECK ((used_at IS NULL) = (used_serial IS NULL)),
  CONSTRAINT content_override_used_when_approved CHECK (
    used_at IS NULL OR (approved_at IS NOT NULL AND used_at >= approved_at AND used_at < expires_at))
);

CREATE INDEX content_override_zone ON signer.content_override (zone, data_sha256);

COMMENT ON TABLE signer.content_override IS
  'content limits lifted by two people for one content, once';

CREATE TRIGGER content_override_never_deleted BEFORE DELETE OR TRUNCATE ON signer.content_override
  FOR EACH STATEMENT EXECUTE FUNCTION signer.refuse_change();

-- A request is approved once and used once; what it asks for never changes.
CREATE FUNCTION signer.content_override_goes_on() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.override_id, NEW.zone, NEW.data_sha256, NEW.rules, NEW.reason, NEW.requester, NEW.requested_at, NEW.expires_at)
     IS DISTINCT FROM
     (OLD.override_id, OLD.zone, OLD.data_sha256, OLD.rules, OLD.reason, OLD.requester, OLD.requested_at, OLD.expires_at)
     OR OLD.approver IS NOT NULL AND (NEW.approver, NEW.approved_at) IS DISTINCT FROM (OLD.approver, OLD.approved_at)
     OR OLD.used_at IS NOT NULL THEN
    RAISE EXCEPTION 'override % can be approved once and used once, and is changed in no other way', OLD.override_id
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER content_override_goes_on BEFORE UPDATE ON signer.content_override
  FOR EACH ROW EXECUTE FUNCTION signer.content_override_goes_on();
