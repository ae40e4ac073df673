"""What a migration says of a table that public pages read: `watch("kegiatan_kegiatan")`."""

from django.db.migrations import RunSQL

EVENTS = "INSERT OR UPDATE OR DELETE OR TRUNCATE"


def watch(table: str, events: str = EVENTS) -> RunSQL:
    """Let every statement of these kinds on the table count as a change of public pages."""
    return RunSQL(
        f"CREATE TRIGGER {table}_fresh AFTER {events} ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION freshness_note()",
        f"DROP TRIGGER {table}_fresh ON {table}",
    )


def watch_rows(table: str, condition: str) -> RunSQL:
    """Let only rows count for which the condition over `ROW` holds, before or after."""
    before, after = (condition.replace("ROW", name) for name in ("OLD", "NEW"))
    cases = {"insert": after, "delete": before, "update": f"({before}) OR ({after})"}
    made = [
        f"CREATE TRIGGER {table}_fresh_{event} AFTER {event} ON {table} "
        f"FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION freshness_note()"
        for event, when in cases.items()
    ]
    gone = [f"DROP TRIGGER {table}_fresh_{event} ON {table}" for event in cases]
    return RunSQL(";\n".join(made), ";\n".join(gone))
