-- Several nodes watch the registry; the first to see a new revision marks the run that it calls for.
CREATE TABLE signer.revision_seen (
  zone     signer.dns_name PRIMARY KEY REFERENCES signer.zone ON DELETE CASCADE,
  revision bigint NOT NULL,
  seen_at  timestamptz NOT NULL
);

COMMENT ON TABLE signer.revision_seen IS 'the registry''s revision of a zone that a run was last asked for';
