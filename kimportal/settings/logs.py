"""How log lines look: JSON for machines, one short line each for people at a terminal."""

from __future__ import annotations

from typing import Any


def logging(level: str, *, is_json: bool) -> dict[str, Any]:
    """Return what LOGGING holds; also gunicorn uses it (`kimportal/stack/gunicorn.py`)."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"origin": {"()": "kimportal.telemetry.logs.Origin"}},
        "formatters": {
            "json": {"()": "kimportal.telemetry.logs.JsonLine"},
            "baris": {
                "()": "kimportal.telemetry.logs.CleanFormatter",
                "format": "%(asctime)s %(levelname)s %(name)s %(message)s %(id)s",
            },
        },
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "filters": ["origin"],
                "formatter": "json" if is_json else "baris",
            }
        },
        "root": {"handlers": ["console"], "level": level},
        # Who came in must be known afterwards, however little is written else.
        "loggers": {"kimportal.accounts.events": {"level": "INFO"}},
    }
