CREATE TABLE registry.domain_host (
  domain_id bigint NOT NULL REFERENCES registry.domain ON DELETE CASCADE,
  host_id   bigint NOT NULL REFERENCES registry.host,
  PRIMARY KEY (domain_id, host_id)
);

CREATE INDEX domain_host_host ON registry.domain_host (host_id);

COMMENT ON TABLE registry.domain_host IS 'delegations: which hosts serve a domain (RFC 5731 section 1.1)';
