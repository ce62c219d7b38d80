CREATE TABLE signer.zone (
  origin   signer.dns_name PRIMARY KEY,
  added_at timestamptz NOT NULL
);

COMMENT ON TABLE signer.zone IS 'zones under management';
