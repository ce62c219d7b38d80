-- A host matters to a zone through the domains it serves there; a host nobody uses moves nothing.
CREATE FUNCTION registry.host_changed() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  PERFORM registry.move_revision(array_agg(DISTINCT d.zone))
     FROM registry.domain d JOIN registry.domain_host dh USING (domain_id)
    WHERE dh.host_id IN (SELECT c.host_id FROM changed c)
   HAVING count(*) > 0;
  RETURN NULL;
END $$;

CREATE FUNCTION registry.host_address_updated() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  PERFORM registry.move_revision(array_agg(DISTINCT d.zone))
     FROM registry.domain d JOIN registry.domain_host dh USING (domain_id)
    WHERE dh.host_id IN (SELECT b.host_id FROM before b UNION SELECT c.host_id FROM changed c)
   HAVING count(*) > 0;
  RETURN NULL;
END $$;

-- Hosts are inserted before, and deleted after, any delegation refers to them.
CREATE TRIGGER host_updated AFTER UPDATE ON registry.host
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION registry.host_changed();

CREATE TRIGGER host_address_inserted AFTER INSERT ON registry.host_address
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION registry.host_changed();
CREATE TRIGGER host_address_updated AFTER UPDATE ON registry.host_address
  REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION registry.host_address_updated();
CREATE TRIGGER host_address_deleted AFTER DELETE ON registry.host_address
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION registry.host_changed();
