-- A domain name in canonical presentation format: fully qualified, lower case, final dot, and every
-- octet written in the one way that Countersign writes it, so that one name has one text.
-- RFC 1035 section 5.1 (escapes), section 2.3.4 (63 octets a label, 255 a name in wire format).

-- None of these functions is STRICT: PostgreSQL then puts their bodies where they are called, which
-- matters at a million names. So do the short ways round the regular expressions: a bounded
-- repetition costs fifty microseconds a name.
CREATE FUNCTION registry.unescaped(name text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN strpos(name, '\') = 0 THEN name
              ELSE regexp_replace(name, '\\([0-9]{3}|.)', 'x', 'g') END;

COMMENT ON FUNCTION registry.unescaped(text) IS
  'the name with each escaped octet replaced by one x: its length is the length in octets';

CREATE DOMAIN registry.dns_name AS text COLLATE "C"
  CONSTRAINT dns_name_octets CHECK (
    CASE WHEN VALUE !~ '[^a-z0-9._*-]'
         THEN right(VALUE, 1) = '.' AND strpos(VALUE, '..') = 0 AND (left(VALUE, 1) <> '.' OR VALUE = '.')
         ELSE VALUE ~ '^(([!#%&''*+,/0-9:<=>?^_`a-z{|}~[-]|\]|\\["().;\\@$]|\\(0[0-2][0-9]|03[0-2]|12[7-9]|1[3-9][0-9]|2[0-4][0-9]|25[0-5]))+\.)+$'
    END)
  CONSTRAINT dns_name_labels CHECK (
    CASE WHEN length(VALUE) <= 64 THEN true ELSE registry.unescaped(VALUE) ~ '^([^.]{1,63}\.)+$' END)
  CONSTRAINT dns_name_length CHECK (
    CASE WHEN length(VALUE) <= 254 THEN true ELSE length(registry.unescaped(VALUE)) <= 254 END);

COMMENT ON DOMAIN registry.dns_name IS
  'a fully qualified domain name: lower case, final dot, octets that are not plain as \DDD or \c';

CREATE DOMAIN registry.ttl AS integer
  CONSTRAINT ttl_range CHECK (VALUE >= 0);

COMMENT ON DOMAIN registry.ttl IS
  'a time to live in seconds, 0 to 2147483647 (RFC 2181 section 8)';

-- The last condition: in "a\.example." the dot before "example." belongs to the label.
CREATE FUNCTION registry.is_below(name text, zone text) RETURNS boolean
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN name <> '.'
     AND (zone = '.'
       OR (right(name, length(zone) + 1) = '.' || zone
         AND (strpos(name, '\') = 0
           OR left(name, length(name) - length(zone)) !~ '(^|[^\\])(\\\\)*\\\.$')));

COMMENT ON FUNCTION registry.is_below(text, text) IS
  'whether a canonical name is below, and not at, a zone''s origin';

-- A label ends at the first dot that is not escaped.
CREATE FUNCTION registry.at_or_above(name text) RETURNS SETOF text
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE ROWS 4 AS $$
DECLARE
  rest text := name;
BEGIN
  LOOP
    RETURN NEXT rest;
    rest := substr(rest, 1 + CASE strpos(rest, '\')
      WHEN 0 THEN strpos(rest, '.')
      ELSE length(substring(rest FROM '^(?:[^.\\]|\\[0-9]{3}|\\.)*\.')) END);
    EXIT WHEN rest = '';
  END LOOP;
END $$;

COMMENT ON FUNCTION registry.at_or_above(text) IS
  'a canonical name and every name above it but the root';
