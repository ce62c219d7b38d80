-- A zone's revision is a sum of increments, not a counter: transactions that change a zone at the
-- same time add rows and never wait for one another, and a snapshot that sees one transaction more
-- sees a greater sum. (The greatest number of a sequence would not do: the transaction with the
-- smaller number may commit last.)
CREATE TABLE registry.revision_increment (
  zone       registry.dns_name NOT NULL REFERENCES registry.zone ON DELETE CASCADE,
  amount     bigint NOT NULL,
  changed_at timestamptz NOT NULL,
  CONSTRAINT revision_increment_grows CHECK (amount > 0)
);

CREATE INDEX revision_increment_zone ON registry.revision_increment (zone);

COMMENT ON TABLE registry.revision_increment IS 'what a zone''s revision is the sum of';

-- Folds a zone's increments into one; increments another transaction is folding are left to it.
CREATE FUNCTION registry.fold_revision(folded registry.dns_name) RETURNS void
  LANGUAGE sql
BEGIN ATOMIC
  WITH chosen AS (
    SELECT ctid AS row FROM registry.revision_increment
     WHERE zone = folded FOR UPDATE SKIP LOCKED
  ), gone AS (
    DELETE FROM registry.revision_increment WHERE ctid IN (SELECT row FROM chosen)
    RETURNING amount, changed_at
  )
  INSERT INTO registry.revision_increment (zone, amount, changed_at)
  SELECT folded, sum(amount), max(changed_at) FROM gone HAVING count(*) > 0;
END;

-- Under a stricter isolation level folding could fail a caller that did nothing wrong, so only
-- READ COMMITTED transactions fold, one in about fifty.
CREATE FUNCTION registry.move_revision(moved registry.dns_name[]) RETURNS void
  LANGUAGE plpgsql AS $$
DECLARE
  one registry.dns_name;
BEGIN
  FOREACH one IN ARRAY moved LOOP
    INSERT INTO registry.revision_increment (zone, amount, changed_at)
    SELECT origin, 1, clock_timestamp() FROM registry.zone WHERE origin = one;
    PERFORM pg_notify('countersign_revision', one);
    IF random() < 0.02 AND current_setting('transaction_isolation') = 'read committed' THEN
      PERFORM registry.fold_revision(one);
    END IF;
  END LOOP;
END $$;

COMMENT ON FUNCTION registry.move_revision(registry.dns_name[]) IS
  'raises the revision of each zone and notifies listeners on channel countersign_revision at commit';
