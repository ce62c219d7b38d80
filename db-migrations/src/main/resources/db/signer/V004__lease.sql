-- Who may release a zone. The epoch grows with each change of hands, and a release is written only
-- in a transaction that holds this row and finds its own owner and epoch in it: a process that was
-- stopped and continues later cannot write with the epoch it had.
CREATE TABLE signer.lease (
  zone        signer.dns_name PRIMARY KEY REFERENCES signer.zone ON DELETE CASCADE,
  owner       text NOT NULL,
  epoch       bigint NOT NULL,
  acquired_at timestamptz NOT NULL,
  expires_at  timestamptz NOT NULL,
  CONSTRAINT lease_epoch_positive CHECK (epoch > 0)
);

CREATE FUNCTION signer.lease_epoch_grows() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.epoch < OLD.epoch OR (NEW.epoch = OLD.epoch AND NEW.owner <> OLD.owner) THEN
    RAISE EXCEPTION 'the lease of % cannot go from % (epoch %) to % (epoch %): a new owner needs a greater epoch',
      OLD.zone, OLD.owner, OLD.epoch, NEW.owner, NEW.epoch USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER lease_epoch_grows BEFORE UPDATE ON signer.lease
  FOR EACH ROW EXECUTE FUNCTION signer.lease_epoch_grows();

COMMENT ON TABLE signer.lease IS 'who may release a zone, and the fencing epoch';
