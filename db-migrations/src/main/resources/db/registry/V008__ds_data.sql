CREATE TABLE registry.ds_data (
  domain_id   bigint NOT NULL REFERENCES registry.domain ON DELETE CASCADE,
  key_tag     integer NOT NULL,
  algorithm   integer NOT NULL,
  digest_type integer NOT NULL,
  digest      bytea NOT NULL,
  PRIMARY KEY (domain_id, key_tag, algorithm, digest_type, digest),
  CONSTRAINT ds_key_tag CHECK (key_tag BETWEEN 0 AND 65535),
  -- 0 asks a parent to delete its DS (RFC 8078 section 4) and names no key
  CONSTRAINT ds_algorithm CHECK (algorithm BETWEEN 1 AND 255),
  CONSTRAINT ds_digest_type CHECK (digest_type BETWEEN 1 AND 255),
  -- IANA registry "DNSSEC Delegation Signer (DS) Resource Record (RR) Type Digest Algorithms"
  CONSTRAINT ds_digest_length CHECK (
    CASE digest_type
      WHEN 1 THEN length(digest) = 20
      WHEN 2 THEN length(digest) = 32
      WHEN 3 THEN length(digest) = 32
      WHEN 4 THEN length(digest) = 48
      WHEN 5 THEN length(digest) = 32
      WHEN 6 THEN length(digest) = 32
      ELSE length(digest) BETWEEN 1 AND 255
    END)
);

COMMENT ON TABLE registry.ds_data IS 'delegation signers (RFC 5910 section 4.1)';
