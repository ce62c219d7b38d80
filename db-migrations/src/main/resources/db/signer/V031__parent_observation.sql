CREATE TABLE signer.parent_observation (
  ordinal bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  zone    signer.dns_name NOT NULL REFERENCES signer.zone,
  server  text NOT NULL,
  present boolean NOT NULL,
  ds_ttl  bigint NOT NULL,
  ds      bytea[] NOT NULL,
  at      timestamptz NOT NULL,
  CONSTRAINT parent_observation_ttl CHECK (ds_ttl BETWEEN 0 AND 2147483647),
  CONSTRAINT parent_observation_ds_of_a_delegation CHECK (present OR cardinality(ds) = 0)
);

CREATE INDEX parent_observation_newest ON signer.parent_observation (zone, server, at DESC);

COMMENT ON TABLE signer.parent_observation IS 'what the servers of a zone''s parent answered when asked for its DS RRset';
COMMENT ON COLUMN signer.parent_observation.present IS 'false where the parent knows no such name (NXDOMAIN)';
COMMENT ON COLUMN signer.parent_observation.ds IS 'DS RDATA in ascending order, whosever key it names; none where there was no DS';
COMMENT ON COLUMN signer.parent_observation.ds_ttl IS 'seconds; 0 where there was no DS';
