-- TRUNCATE has no transition table: every zone's revision moves.
CREATE FUNCTION registry.everything_changed() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  PERFORM registry.move_revision(array_agg(origin)) FROM registry.zone HAVING count(*) > 0;
  RETURN NULL;
END $$;

CREATE TRIGGER domain_truncated AFTER TRUNCATE ON registry.domain
  FOR EACH STATEMENT EXECUTE FUNCTION registry.everything_changed();
CREATE TRIGGER domain_host_truncated AFTER TRUNCATE ON registry.domain_host
  FOR EACH STATEMENT EXECUTE FUNCTION registry.everything_changed();
CREATE TRIGGER ds_data_truncated AFTER TRUNCATE ON registry.ds_data
  FOR EACH STATEMENT EXECUTE FUNCTION registry.everything_changed();
CREATE TRIGGER host_address_truncated AFTER TRUNCATE ON registry.host_address
  FOR EACH STATEMENT EXECUTE FUNCTION registry.everything_changed();
