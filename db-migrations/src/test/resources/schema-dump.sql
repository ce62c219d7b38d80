WITH wanted AS (SELECT oid, nspname FROM pg_namespace WHERE nspname = ?),
relation AS (
  SELECT c.* FROM pg_class c JOIN wanted w ON w.oid = c.relnamespace
   WHERE c.relname <> 'schema_history' AND c.relname NOT LIKE 'schema\_history\_%'),
line (rank, name, part, ordinal, text) AS (
  SELECT 1, t.typname::text, 0, 0, format('domain %s %s%s', t.typname, format_type(t.typbasetype, t.typtypmod),
         CASE WHEN co.collname IS NULL OR co.collname = 'default' THEN '' ELSE ' collate ' || co.collname END)
    FROM pg_type t JOIN wanted w ON w.oid = t.typnamespace LEFT JOIN pg_collation co ON co.oid = t.typcollation WHERE t.typtype = 'd'
  UNION ALL
  SELECT 1, t.typname::text, 1, row_number() OVER (ORDER BY c.conname)::int, format('  %s %s', c.conname, pg_get_constraintdef(c.oid))
    FROM pg_constraint c JOIN pg_type t ON t.oid = c.contypid JOIN wanted w ON w.oid = t.typnamespace
  UNION ALL
  SELECT 2, p.proname::text, 0, row_number() OVER (ORDER BY p.oid)::int, pg_get_functiondef(p.oid)
    FROM pg_proc p JOIN wanted w ON w.oid = p.pronamespace
  UNION ALL
  SELECT 3, r.relname::text, 0, 0, format('%s %s', CASE r.relkind WHEN 'v' THEN 'view' ELSE 'table' END, r.relname)
    FROM relation r WHERE r.relkind IN ('r', 'v')
  UNION ALL
  SELECT 3, r.relname::text, 1, a.attnum, format('  %s %s%s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
         CASE WHEN a.attnotnull THEN ' not null' ELSE '' END,
         CASE WHEN a.attidentity <> '' THEN ' identity ' || a.attidentity::text ELSE '' END,
         CASE WHEN d.oid IS NOT NULL THEN CASE WHEN a.attgenerated <> '' THEN ' generated ' ELSE ' default ' END
              || pg_get_expr(d.adbin, d.adrelid) ELSE '' END)
    FROM relation r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = r.oid AND d.adnum = a.attnum
   WHERE r.relkind IN ('r', 'v')
  UNION ALL
  SELECT 3, r.relname::text, 2, row_number() OVER (PARTITION BY r.oid ORDER BY c.conname)::int, format('  %s %s', c.conname, pg_get_constraintdef(c.oid))
    FROM pg_constraint c JOIN relation r ON r.oid = c.conrelid
  UNION ALL
  SELECT 3, r.relname::text, 3, row_number() OVER (PARTITION BY r.oid ORDER BY x.relname)::int, '  ' || pg_get_indexdef(i.indexrelid)
    FROM pg_index i JOIN relation r ON r.oid = i.indrelid JOIN pg_class x ON x.oid = i.indexrelid
   WHERE NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
  UNION ALL
  SELECT 3, r.relname::text, 4, row_number() OVER (PARTITION BY r.oid ORDER BY t.tgname)::int, '  ' || pg_get_triggerdef(t.oid)
    FROM pg_trigger t JOIN relation r ON r.oid = t.tgrelid WHERE NOT t.tgisinternal
  UNION ALL
  SELECT 3, r.relname::text, 5, 0, pg_get_viewdef(r.oid) FROM relation r WHERE r.relkind = 'v'
)
SELECT text FROM line ORDER BY rank, name COLLATE "C", part, ordinal
