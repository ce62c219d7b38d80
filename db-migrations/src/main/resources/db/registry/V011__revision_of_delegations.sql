-- Rows that go because their domain goes find no domain here; the domain's own trigger counts them.
CREATE FUNCTION registry.delegation_changed() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  PERFORM registry.move_revision(array_agg(DISTINCT d.zone))
     FROM registry.domain d WHERE d.domain_id IN (SELECT c.domain_id FROM changed c) HAVING count(*) > 0;
  RETURN NULL;
END $$;

CREATE FUNCTION registry.delegation_updated() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  PERFORM registry.move_revision(array_agg(DISTINCT d.zone))
     FROM registry.domain d
    WHERE d.domain_id IN (SELECT b.domain_id FROM before b UNION SELECT c.domain_id FROM changed c)
   HAVING count(*) > 0;
  RETURN NULL;
END $$;

CREATE TRIGGER domain_host_inserted AFTER INSERT ON registry.domain_host
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION registry.delegation_changed();
CREATE TRIGGER domain_host_updated AFTER UPDATE ON registry.domain_host
  REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION registry.delegation_updated();
CREATE TRIGGER domain_host_deleted AFTER DELETE ON registry.domain_host
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION registry.delegation_changed();

CREATE TRIGGER ds_data_inserted AFTER INSERT ON registry.ds_data
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION registry.delegation_changed();
CREATE TRIGGER ds_data_updated AFTER UPDATE ON registry.ds_data
  REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION registry.delegation_updated();
CREATE TRIGGER ds_data_deleted AFTER DELETE ON registry.ds_data
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION registry.delegation_changed();
