-- Bearer tokens of the HTTP interface. The token itself is shown once, when it is made; what is kept
-- is the SHA-256 of its 256 random bits.
CREATE TABLE signer.token (
  name        text PRIMARY KEY,
  sha256      signer.sha256 NOT NULL UNIQUE,
  role        text NOT NULL,
  person      text NOT NULL,
  created_by  text NOT NULL,
  created_at  timestamptz NOT NULL,
  expires_at  timestamptz,
  revoked_at  timestamptz,
  revoked_by  text,
  last_used_at timestamptz,
  CONSTRAINT token_name_form CHECK (name ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$'),
  CONSTRAINT token_role_known CHECK (role IN ('view', 'operate', 'approve')),
  CONSTRAINT token_revoked_by_somebody CHECK ((revoked_at IS NULL) = (revoked_by IS NULL))
);

COMMENT ON TABLE signer.token IS 'who may do what over HTTP, by the hash of a bearer token';
COMMENT ON COLUMN signer.token.person IS 'in whose name the token acts, for the audit trail and for approvals';

CREATE TRIGGER token_never_deleted BEFORE DELETE OR TRUNCATE ON signer.token
  FOR EACH STATEMENT EXECUTE FUNCTION signer.refuse_change();
