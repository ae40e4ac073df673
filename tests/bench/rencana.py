"""What PostgreSQL did for a query, read from `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON)`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

# Tables of fewer rows are read as a whole more cheaply than by an index.
BIG_TABLE = 10_000


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the node and everything below it."""
    yield plan
    for child in plan.get("Plans", ()):
        yield from nodes(child)


def buffers(plan: dict[str, Any]) -> int:
    """Return how many 8 KB blocks were looked at; a node's number includes those below it."""
    return sum(
        plan.get(f"{where} {what} Blocks", 0)
        for where in ("Shared", "Local", "Temp")
        for what in ("Hit", "Read")
    )


def rows_read(plan: dict[str, Any]) -> int:
    """Return how many rows were taken from tables, those thrown away included."""
    return sum(
        round(
            node["Actual Loops"]
            * (
                node["Actual Rows"]
                + node.get("Rows Removed by Filter", 0)
                + node.get("Rows Removed by Index Recheck", 0)
            )
        )
        for node in nodes(plan)
        if "Relation Name" in node
    )


def scanned_tables(plan: dict[str, Any], sizes: dict[str, int]) -> set[str]:
    """Return the big tables that were read from one end to the other; `sizes` in rows."""
    return {
        node["Relation Name"]
        for node in nodes(plan)
        if node["Node Type"] == "Seq Scan"
        and node["Actual Loops"]
        and sizes.get(node["Relation Name"], 0) >= BIG_TABLE
    }
