"""`manage.py demo` says in one sentence what keeps it from serving."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kimportal.stack.processes import free_port

CLONE = Path(__file__).resolve().parents[2]


def refusal(**environment: str) -> str:
    """Run the command and return the one line it ends with."""
    settings = {"DJANGO_SETTINGS_MODULE": "kimportal.settings.test", "KIM_DEMO": "1"}
    done = subprocess.run(
        [sys.executable, "manage.py", "demo"],
        cwd=CLONE,
        env=os.environ | settings | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    return line


@pytest.fixture
def taken_port() -> Iterator[str]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield str(other.getsockname()[1])


def test_taken_port_names_the_setting(taken_port: str) -> None:
    assert "KIM_PORT=" in refusal(KIM_PORT=taken_port)


def test_port_that_is_none() -> None:
    assert "KIM_PORT=delapan" in refusal(KIM_PORT="delapan")


def test_address_of_another_machine() -> None:
    assert "KIM_BIND=192.0.2.1" in refusal(KIM_PORT=str(free_port()), KIM_BIND="192.0.2.1")


def test_database_that_does_not_answer(tmp_path: Path) -> None:
    text = refusal(KIM_PORT=str(free_port()), DATABASE_URL=f"postgres://kim@/kim?host={tmp_path}")
    assert "Basis data tidak dapat dihubungi" in text


def test_without_demo_mode_nothing_is_loaded() -> None:
    assert "make demo" in refusal(KIM_PORT=str(free_port()), KIM_DEMO="")
