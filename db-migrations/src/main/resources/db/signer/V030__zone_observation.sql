CREATE TABLE signer.zone_observation (
  ordinal    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  zone       signer.dns_name NOT NULL REFERENCES signer.zone,
  server     text NOT NULL,
  serial     signer.serial NOT NULL,
  dnskey_ttl bigint NOT NULL,
  dnskeys    bytea[] NOT NULL,
  first_at   timestamptz NOT NULL,
  last_at    timestamptz NOT NULL,
  CONSTRAINT zone_observation_ttl CHECK (dnskey_ttl BETWEEN 0 AND 2147483647),
  CONSTRAINT zone_observation_in_order CHECK (last_at >= first_at)
);

CREATE INDEX zone_observation_newest ON signer.zone_observation (zone, server, ordinal DESC);

COMMENT ON TABLE signer.zone_observation IS
  'what each name server of a zone was seen to serve; equal answers in a row are one row';
COMMENT ON COLUMN signer.zone_observation.dnskeys IS 'DNSKEY RDATA in ascending order; none where there was no DNSKEY';
COMMENT ON COLUMN signer.zone_observation.dnskey_ttl IS 'seconds; 0 where there was no DNSKEY';
