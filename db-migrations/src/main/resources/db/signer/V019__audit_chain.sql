-- One field of what is hashed: its length in octets, a colon, its octets; "-" for null. Lengths make
-- it impossible to move text from one field into the next.
CREATE FUNCTION signer.audit_field(value text) RETURNS bytea
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN value IS NULL THEN convert_to('-', 'UTF8')
              ELSE convert_to(octet_length(convert_to(value, 'UTF8'))::text || ':' || value, 'UTF8') END;

CREATE FUNCTION signer.audit_hash(
    seq bigint, at timestamptz, actor text, action text, zone text, details jsonb, prev_hash bytea) RETURNS bytea
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN sha256(prev_hash
    || signer.audit_field(seq::text)
    || signer.audit_field((extract(epoch FROM at) * 1000000)::bigint::text)
    || signer.audit_field(actor)
    || signer.audit_field(action)
    || signer.audit_field(zone)
    || signer.audit_field(details::text));

-- Every insert goes through here, whoever makes it: number and hashes are never the writer's.
CREATE FUNCTION signer.audit_chain() RETURNS trigger
  LANGUAGE plpgsql AS $$
DECLARE
  head signer.audit_head;
BEGIN
  SELECT * INTO STRICT head FROM signer.audit_head FOR UPDATE;
  NEW.seq := head.seq + 1;
  NEW.prev_hash := head.hash;
  NEW.hash := signer.audit_hash(NEW.seq, NEW.at, NEW.actor, NEW.action, NEW.zone, NEW.details, NEW.prev_hash);
  UPDATE signer.audit_head SET seq = NEW.seq, hash = NEW.hash;
  RETURN NEW;
END $$;

CREATE TRIGGER audit_chain BEFORE INSERT ON signer.audit
  FOR EACH ROW EXECUTE FUNCTION signer.audit_chain();

CREATE FUNCTION signer.audit_append(at timestamptz, actor text, action text, zone text, details jsonb) RETURNS bigint
  LANGUAGE sql
BEGIN ATOMIC
  INSERT INTO signer.audit (at, actor, action, zone, details)
  VALUES (audit_append.at, audit_append.actor, audit_append.action, audit_append.zone, audit_append.details)
  RETURNING seq;
END;

COMMENT ON FUNCTION signer.audit_append(timestamptz, text, text, text, jsonb) IS
  'adds a row to the chain and returns its number; waits for any other writer to commit';
