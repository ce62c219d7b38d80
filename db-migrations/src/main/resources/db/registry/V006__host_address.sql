CREATE TABLE registry.host_address (
  host_id bigint NOT NULL REFERENCES registry.host ON DELETE CASCADE,
  address inet NOT NULL,
  family  smallint NOT NULL GENERATED ALWAYS AS (family(address)) STORED,
  PRIMARY KEY (host_id, address),
  CONSTRAINT host_address_is_one_host CHECK (
    masklen(address) = CASE family(address) WHEN 4 THEN 32 ELSE 128 END),
  CONSTRAINT host_address_unicast CHECK (
    address <> '0.0.0.0' AND address <> '::' AND NOT address <<= '224.0.0.0/4' AND NOT address <<= 'ff00::/8'),
  -- RFC 4291 section 2.5.5.2: an IPv4 address written as an IPv6 one belongs in an A record
  CONSTRAINT host_address_not_mapped CHECK (NOT address <<= '::ffff:0:0/96')
);

COMMENT ON TABLE registry.host_address IS 'addresses of host objects (RFC 5732 section 2.5)';
