-- Publishers work side by side on every node; each row is what one of them did last.
CREATE TABLE signer.publication (
  zone          signer.dns_name NOT NULL REFERENCES signer.zone ON DELETE CASCADE,
  publisher     text NOT NULL,
  host          text NOT NULL,
  serial        bigint,
  place         text,
  published_at  timestamptz,
  failed_serial bigint,
  failure       text,
  failing_since timestamptz,
  attempts      integer NOT NULL DEFAULT 0,
  PRIMARY KEY (zone, publisher, host),
  CONSTRAINT publication_whole CHECK (num_nonnulls(serial, place, published_at) IN (0, 3)),
  CONSTRAINT publication_failure_whole CHECK (
    num_nonnulls(failed_serial, failure, failing_since) = CASE WHEN attempts = 0 THEN 0 ELSE 3 END)
);

COMMENT ON TABLE signer.publication IS 'what each publisher of each node has in service, where and since when, and what it failed to';
COMMENT ON COLUMN signer.publication.attempts IS 'failures in a row; 0 once it has published';
