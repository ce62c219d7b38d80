-- What is to be done for a zone and has not been done. Whoever wants something done marks its row;
-- a mark made while the work is being done stays for another round, any number of marks made before
-- are met by one. Rows outlive every process: what was due is done, however late.
CREATE TABLE signer.due_work (
  zone          signer.dns_name NOT NULL REFERENCES signer.zone ON DELETE CASCADE,
  kind          text NOT NULL,
  cause         text NOT NULL,
  wanted_at     timestamptz NOT NULL,
  marked_at     timestamptz NOT NULL,
  marks         bigint NOT NULL DEFAULT 1,
  not_before    timestamptz NOT NULL,
  attempts      integer NOT NULL DEFAULT 0,
  claim         bigint NOT NULL DEFAULT 0,
  claimed_by    text,
  claimed_marks bigint,
  claimed_until timestamptz,
  PRIMARY KEY (zone, kind),
  CONSTRAINT due_work_kind_known CHECK (kind IN ('run', 'refresh', 'rollover', 'observe', 'retain')),
  CONSTRAINT due_work_claim_whole CHECK (num_nonnulls(claimed_by, claimed_marks, claimed_until) IN (0, 3))
);

COMMENT ON TABLE signer.due_work IS 'work that is due for a zone, and which node is doing it until when';
COMMENT ON COLUMN signer.due_work.wanted_at IS 'the first mark that no work has met';
COMMENT ON COLUMN signer.due_work.attempts IS 'claims since work was last done';
COMMENT ON COLUMN signer.due_work.claim IS 'grows with each claim: a node that lost its claim reports in vain';

-- Every node listens: an idle one starts at once, and looks itself now and then in case none was heard.
CREATE FUNCTION signer.due_work_marked() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('countersign_due', NEW.zone || ' ' || NEW.kind);
  RETURN NULL;
END $$;

CREATE TRIGGER due_work_marked AFTER INSERT OR UPDATE OF marks ON signer.due_work
  FOR EACH ROW EXECUTE FUNCTION signer.due_work_marked();
