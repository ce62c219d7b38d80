CREATE TABLE signer.observation_failure (
  ordinal  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  zone     signer.dns_name NOT NULL REFERENCES signer.zone,
  asked    text NOT NULL,
  server   text NOT NULL,
  message  text NOT NULL,
  first_at timestamptz NOT NULL,
  last_at  timestamptz NOT NULL,
  CONSTRAINT observation_failure_asked_known CHECK (asked IN ('zone', 'parent')),
  CONSTRAINT observation_failure_in_order CHECK (last_at >= first_at)
);

CREATE INDEX observation_failure_newest ON signer.observation_failure (zone, asked, server, ordinal DESC);

COMMENT ON TABLE signer.observation_failure IS
  'servers that were asked and said nothing to count on; equal failures in a row are one row';
COMMENT ON COLUMN signer.observation_failure.asked IS 'as one of the zone''s servers, or of its parent''s';
