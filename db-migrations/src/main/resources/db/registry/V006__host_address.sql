CREATE TABLE registry.host_address (
  host_id bigint NOT NULL REFERENCES registry.host ON DELETE CASCADE,
  address inet NOT NULL,
  family  smallint NOT NULL GENERATED ALWAYS AS (family(address)) STORED,
  PRIMARY KEY (host_id, address),
  CONSTRAINT host_address_is_one_host CHECK (
    masklen(address) = CASE family(address) WHEN 4 THEN 32 ELSE 128 END)
);

COMMENT ON TABLE registry.host_address IS 'addresses of host objects (RFC 5732 section 2.5)';
