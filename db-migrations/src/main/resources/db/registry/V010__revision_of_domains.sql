-- Statement triggers with transition tables: one increment a statement and zone, also in bulk.
CREATE FUNCTION registry.domain_changed() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  PERFORM registry.move_revision(array_agg(DISTINCT zone)) FROM changed HAVING count(*) > 0;
  RETURN NULL;
END $$;

CREATE FUNCTION registry.domain_updated() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  PERFORM registry.move_revision(array_agg(DISTINCT zone))
     FROM (SELECT zone FROM before UNION SELECT zone FROM changed) AS either HAVING count(*) > 0;
  RETURN NULL;
END $$;

CREATE TRIGGER domain_inserted AFTER INSERT ON registry.domain
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION registry.domain_changed();
CREATE TRIGGER domain_updated AFTER UPDATE ON registry.domain
  REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION registry.domain_updated();
CREATE TRIGGER domain_deleted AFTER DELETE ON registry.domain
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION registry.domain_changed();
