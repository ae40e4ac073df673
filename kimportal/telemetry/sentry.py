"""Errors to Sentry, where KIM_SENTRY_DSN names one: what broke and where, never for whom."""

from __future__ import annotations

from typing import Any

import sentry_sdk

from kimportal.telemetry.request_id import current_code
from kimportal.telemetry.scrub import scrub

# All else that an event may hold (request, user, variables, breadcrumbs, machine) stays here.
KEPT = (
    *("contexts", "event_id", "exception", "level", "logger", "platform", "release", "sdk"),
    *("tags", "timestamp", "transaction", "type"),
)
CONTEXTS = ("runtime", "trace")
FRAME = ("filename", "module", "function", "lineno", "in_app")


def start(dsn: str) -> None:
    """Send errors from now on; nothing is traced and no session is counted."""
    sentry_sdk.init(
        dsn=dsn,
        send_default_pii=False,
        include_local_variables=False,
        include_source_context=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        server_name="",
        auto_session_tracking=False,
        traces_sample_rate=None,
        before_send=cleaned,
    )


def cleaned(event: Any, hint: dict[str, Any]) -> Any:
    """Return the event with only what says what broke and where."""
    clean = {key: event[key] for key in KEPT if key in event}
    contexts = clean.get("contexts", {})
    clean["contexts"] = {key: contexts[key] for key in CONTEXTS if key in contexts}
    clean["tags"] = {"kode": current_code()}
    for error in clean.get("exception", {}).get("values", []):
        error["value"] = scrub(str(error.get("value", "")))
        for frame in (error.get("stacktrace") or {}).get("frames", []):
            for name in set(frame) - set(FRAME):
                del frame[name]
    if "logentry" in event:
        clean["message"] = scrub(str(event["logentry"].get("message", "")))
    return clean
