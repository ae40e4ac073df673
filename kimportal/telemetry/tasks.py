"""Celery's tasks in log lines: which one writes, and which request asked for it."""

from __future__ import annotations

import logging
import time
from contextvars import ContextVar, Token
from typing import Any

from celery import signals

from kimportal.telemetry import request_id

logger = logging.getLogger(__name__)

REQUEST_HEADER = "kim_request_id"
SENT_HEADER = "kim_sent_at"
_task: ContextVar[tuple[str, str]] = ContextVar("task", default=("", ""))
_Begun = tuple[Token[tuple[str, str]], Token[str] | None, float]
_begun: dict[str, _Begun] = {}


def current_task() -> tuple[str, str]:
    """Return name and number of the task that is running here, both empty outside of one."""
    return _task.get()


def watch() -> None:
    """Follow every task from whoever asks for it to its end."""
    signals.before_task_publish.connect(_note_origin)
    signals.task_prerun.connect(_begin)
    signals.task_postrun.connect(_end)


def _note_origin(headers: dict[str, Any], **kwargs: Any) -> None:
    headers[REQUEST_HEADER] = request_id.current_id()
    headers[SENT_HEADER] = time.time()


def _begin(task_id: str, task: Any, **kwargs: Any) -> None:
    # A worker finds the headers in the request itself, a task run in place beside it.
    given = task.request.get(REQUEST_HEADER) or (task.request.headers or {}).get(REQUEST_HEADER)
    token = request_id.begin(given) if given else None
    _begun[task_id] = (_task.set((task.name, task_id)), token, time.monotonic())


def _end(task_id: str, state: str = "", **kwargs: Any) -> None:
    if (begun := _begun.pop(task_id, None)) is None:
        return
    task, request, started = begun
    seconds = round(time.monotonic() - started, 3)
    logger.info("Task ended", extra={"state": state, "seconds": seconds})
    _task.reset(task)
    if request is not None:
        request_id.end(request)
