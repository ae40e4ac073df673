"""Links of a row copied into the row itself, so that one index answers filters combined.

`mirror_links` is what a migration says of a many-to-many field. The copy is the database's
own: whatever writes links or rows, by whichever way, the array holds the links' keys.
"""

from __future__ import annotations

from django.db.migrations import RunSQL

# A saved row brings the array it was read with along; what counts are the links.
_MAKE = """
CREATE FUNCTION {rows}_{column}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.{column} := ARRAY(SELECT {link} FROM {links} WHERE {key} = NEW.id ORDER BY 1);
    RETURN NEW;
END $$;
CREATE TRIGGER {rows}_{column} BEFORE UPDATE OF {column} ON {rows}
    FOR EACH ROW EXECUTE FUNCTION {rows}_{column}();
CREATE FUNCTION {links}_mirror() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        UPDATE {rows} AS r SET {column} = r.{column} FROM gone
        WHERE r.id = gone.{key} AND r.{column} @> ARRAY[gone.{link}];
    END IF;
    IF TG_OP <> 'DELETE' THEN
        UPDATE {rows} AS r SET {column} = r.{column} FROM come
        WHERE r.id = come.{key} AND NOT r.{column} @> ARRAY[come.{link}];
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER {links}_mirror_insert AFTER INSERT ON {links}
    REFERENCING NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION {links}_mirror();
CREATE TRIGGER {links}_mirror_delete AFTER DELETE ON {links}
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION {links}_mirror();
CREATE TRIGGER {links}_mirror_update AFTER UPDATE ON {links}
    REFERENCING OLD TABLE AS gone NEW TABLE AS come
    FOR EACH STATEMENT EXECUTE FUNCTION {links}_mirror();
UPDATE {rows} SET {column} = {column};
"""
_UNMAKE = """
DROP TRIGGER {links}_mirror_insert ON {links};
DROP TRIGGER {links}_mirror_delete ON {links};
DROP TRIGGER {links}_mirror_update ON {links};
DROP FUNCTION {links}_mirror();
DROP TRIGGER {rows}_{column} ON {rows};
DROP FUNCTION {rows}_{column}();
"""


def mirror_links(rows: str, column: str, links: str, *, key: str, link: str) -> RunSQL:
    """Keep in `rows.column` the `link` keys that the table `links` has for the row (`key`)."""
    names = {"rows": rows, "column": column, "links": links, "key": key, "link": link}
    return RunSQL(_MAKE.format(**names), _UNMAKE.format(**names))
