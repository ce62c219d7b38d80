CREATE FUNCTION signer.refuse_change() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on signer.% refused: its rows are a record of what happened and are only ever added',
    TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;

COMMENT ON FUNCTION signer.refuse_change() IS 'trigger body of the append-only tables';
