"""How gunicorn runs in container and native stack (`--config python:kimportal.stack.gunicorn`).

PROMETHEUS_MULTIPROC_DIR, where it is set, is the folder in which its processes count together.
"""

import os
from pathlib import Path
from typing import Any

from prometheus_client.multiprocess import mark_process_dead

from kimportal.settings.logs import logging

FOLDER = os.environ.get("PROMETHEUS_MULTIPROC_DIR", "")

workers = 2
control_socket_disable = True
# As long as nginx reads: which request is too long is for nginx to say, in the reader's language.
limit_request_line = 8190
# Its own lines look as the portal's do. Requests are written down by nginx and the portal.
logconfig_dict = logging("WARNING", is_json=True) | {
    "loggers": {"gunicorn.error": {"level": "WARNING", "handlers": [], "propagate": True}},
}


def on_starting(server: Any) -> None:
    if FOLDER:
        Path(FOLDER).mkdir(parents=True, exist_ok=True)


def child_exit(server: Any, worker: Any) -> None:
    """Drop what only living processes may say; what the dead one has counted stays."""
    if FOLDER:
        mark_process_dead(worker.pid, FOLDER)
