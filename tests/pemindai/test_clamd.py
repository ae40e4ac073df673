"""The protocol of clamd: with a real one where it is installed, and with all that may go wrong."""

import time

import pytest

from kimportal.clamd import ClamdError, scan
from kimportal.scanning import LARGEST, TEST_FILE
from tests.pemindai.daemon import running

INFECTED = b"%PDF-1.7\n" + TEST_FILE + b"\n%%EOF"


@pytest.fixture(params=["clamd", "unix", "tcp"])
def address(request, tmp_path):
    """Return where a scanner listens."""
    if request.param == "clamd":
        yield request.getfixturevalue("clamd")
        return
    with running(tmp_path / "s" if request.param == "unix" else None) as (at, _):
        yield at


def test_clean_bytes_pass(address):
    assert scan(address, b"%PDF-1.7 surat", seconds=20) == ""


def test_what_is_found_is_named(address):
    assert scan(address, INFECTED, seconds=20).startswith("Eicar-Test-Signature")


def test_it_is_found_behind_many_pieces(address):
    far = bytes(300_000) + TEST_FILE + bytes(300_000)

    assert scan(address, far, seconds=20).startswith("Eicar-Test-Signature")


def test_nothing_at_all_passes(address):
    assert scan(address, b"", seconds=20) == ""


def test_the_largest_file_that_the_portal_takes_passes(address):
    assert scan(address, bytes(LARGEST), seconds=20) == ""


def test_more_than_the_daemon_takes_is_no_verdict(address):
    with pytest.raises(ClamdError, match=r"size limit exceeded|no answer|Reset"):
        scan(address, bytes(26 * 1024 * 1024), seconds=20)


@pytest.mark.parametrize("answer", [b"UNKNOWN COMMAND\0", b"stream: \0", b"\0", b"OK\0", b"\xff"])
def test_an_answer_that_is_no_verdict_is_none(answer):
    with running() as (address, behaviour), pytest.raises(ClamdError):
        behaviour.answer = answer
        scan(address, b"surat", seconds=5)


def test_a_silent_daemon_is_waited_for_no_longer_than_said():
    with running() as (address, behaviour):
        behaviour.is_silent = True
        start = time.monotonic()

        with pytest.raises(ClamdError, match="TimeoutError"):
            scan(address, b"surat", seconds=0.3)

    assert time.monotonic() - start < 3


@pytest.mark.parametrize("address", ["127.0.0.1:1", "/tidak/ada.sock", "tanpa-port"])
def test_no_daemon_is_no_verdict(address):
    with pytest.raises(ClamdError):
        scan(address, b"surat", seconds=5)
