"""Log lines: JSON, one object per line, with the request or task they belong to."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import Any

from pythonjsonlogger.json import JsonFormatter

from kimportal.telemetry.request_id import current_id
from kimportal.telemetry.scrub import scrub
from kimportal.telemetry.tasks import current_task

# Of what others attach to a record, only this is written: the rest may hold people's data.
FIELDS = (
    *("view", "method", "status", "seconds", "milliseconds", "sql", "task", "task_id", "state"),
    *("account", "way"),
)


class Origin(logging.Filter):
    """Says of each record to which request and task it belongs; paths give way to their form.

    A path may hold a token or a ticket number, which opens something.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        record.id = current_id() or getattr(request, "request_id", "")
        record.task, record.task_id = current_task()
        if (path := getattr(request, "path", None)) and isinstance(record.args, tuple):
            record.args = tuple(_form(request) if arg == path else arg for arg in record.args)
        return True


def _form(request: Any) -> str:
    match = getattr(request, "resolver_match", None)
    return f"/{match.route}" if match else "(alamat tak dikenal)"


class CleanFormatter(logging.Formatter):
    """A line for people at a terminal, without personal data."""

    def format(self, record: logging.LogRecord) -> str:
        return scrub(super().format(record))


class JsonLine(JsonFormatter):
    """One record as a JSON object: fields that we know, nothing else."""

    def add_fields(
        self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]
    ) -> None:
        log_data["time"] = datetime.fromtimestamp(record.created, UTC).isoformat()
        log_data["level"] = record.levelname
        log_data["logger"] = record.name
        log_data["message"] = scrub(record.message)
        log_data["id"] = getattr(record, "id", "")
        for name in FIELDS:
            if (value := getattr(record, name, "")) not in ("", None):
                log_data[name] = value
        if trace := message_dict.get("exc_info"):
            log_data["trace"] = scrub(str(trace))
