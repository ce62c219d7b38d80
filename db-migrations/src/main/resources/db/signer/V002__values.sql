CREATE DOMAIN signer.dns_name AS text COLLATE "C"
  CONSTRAINT dns_name_form CHECK (VALUE = '.' OR VALUE ~ '^([^A-Z])+\.$');

COMMENT ON DOMAIN signer.dns_name IS 'a fully qualified domain name in presentation format: lower case, final dot';

CREATE DOMAIN signer.serial AS bigint
  CONSTRAINT serial_range CHECK (VALUE BETWEEN 0 AND 4294967295);

CREATE DOMAIN signer.sha256 AS text
  CONSTRAINT sha256_form CHECK (VALUE ~ '^[0-9a-f]{64}$');

CREATE DOMAIN signer.key_tag AS integer
  CONSTRAINT key_tag_range CHECK (VALUE BETWEEN 0 AND 65535);

CREATE DOMAIN signer.key_role AS text
  CONSTRAINT key_role_known CHECK (VALUE IN ('zsk', 'ksk', 'csk'));

-- RFC 1982 section 3.2; serials exactly 2^31 apart have no order.
CREATE FUNCTION signer.is_newer(candidate bigint, other bigint) RETURNS boolean
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN ((candidate - other) & 4294967295) BETWEEN 1 AND 2147483647;
