-- RFC 5731 section 2.3: a held name is not published; one that is pending creation is not there
-- yet; one that is pending deletion is on its way out (RFC 3915: redemption keeps it out as well).
CREATE FUNCTION registry.is_published(statuses text[]) RETURNS boolean
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN NOT statuses && ARRAY['clientHold', 'serverHold', 'pendingCreate', 'pendingDelete'];

COMMENT ON FUNCTION registry.is_published(text[]) IS
  'whether a domain with these statuses is delegated in its zone';
