"""Where a PostgreSQL cluster of the project lives, whose it is, and the locks around it.

The server is reached through a unix socket only, in a folder that nobody but the server's
account (and root) can enter: that folder's mode is the access control. Whoever needs the
server shares the lock `<name>.users` while he runs; the kernel drops it however he dies, so
the last one to leave knows that he is the last.
"""

import contextlib
import fcntl
import hashlib
import os
import pwd
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CLONE = Path(__file__).resolve().parents[1]


class LocalDbError(Exception):
    """Says in one sentence why the own PostgreSQL cannot serve."""


@dataclass(frozen=True)
class Cluster:
    """Where the cluster called `name` keeps its things."""

    name: str
    home: Path

    @property
    def folder(self) -> Path:
        """The folder that belongs to the server's account; it holds the data and the socket."""
        return self.home / self.name

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.home / f"{self.name}.log"

    @property
    def kept_running(self) -> Path:
        """Exists while the server was started by hand and must outlive its users."""
        return self.home / f"{self.name}.tetap"

    @property
    def is_disposable(self) -> bool:
        """Tests may lose their data, so their server need not wait for the disk."""
        return self.name == "test"


def named_cluster(name: str) -> Cluster:
    """Return the cluster `name` of this clone."""
    return Cluster(name=name, home=_var_folder() / "postgres")


def _var_folder() -> Path:
    """Return `.var/`, or for root a place that the server's unprivileged account can reach."""
    if given := os.environ.get("KIM_VAR"):
        return Path(given).resolve()
    if os.geteuid() == 0:
        return Path("/var/lib/kimportal", hashlib.sha256(os.fsencode(CLONE)).hexdigest()[:12])
    return CLONE / ".var"


def prepare_folders(cluster: Cluster) -> None:
    """Make the cluster's folders, and make sure that the server's account can write there."""
    is_root = os.geteuid() == 0
    for folder in reversed([cluster.home, *cluster.home.parents]):
        if not folder.exists():
            folder.mkdir(exist_ok=True)
            if is_root:
                folder.chmod(0o755)  # whatever root's umask says, the account must get through
    if not cluster.folder.exists():
        cluster.folder.mkdir(mode=0o700, exist_ok=True)
        if is_root:
            account = _first_account()
            os.chown(cluster.folder, account.pw_uid, account.pw_gid)
    if subprocess.run(["test", "-w", cluster.folder], **as_account(cluster)).returncode:
        raise LocalDbError(
            f"Akun PostgreSQL tidak dapat menulis ke {cluster.folder}; "
            "pilih folder lain dengan KIM_VAR."
        )


def _first_account() -> pwd.struct_passwd:
    """Return the account for root's server: PostgreSQL refuses to run as root itself."""
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):  # not every system has the first one
            return pwd.getpwnam(name)
    raise LocalDbError("Akun `nobody` tidak ada; jalankan sebagai pengguna biasa, bukan root.")


def as_account(cluster: Cluster) -> dict[str, Any]:
    """Return what `subprocess` needs to act as the owner of the cluster, in a minimal world."""
    options: dict[str, Any] = {"cwd": cluster.folder, "env": {"LC_ALL": "C", "PATH": os.defpath}}
    if library_path := os.environ.get("LD_LIBRARY_PATH"):
        options["env"]["LD_LIBRARY_PATH"] = library_path
    if os.geteuid() == 0:
        owner = cluster.folder.stat()
        options |= {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": []}
    return options


@contextlib.contextmanager
def _open_lock(cluster: Cluster, suffix: str) -> Iterator[int]:
    handle = os.open(cluster.home / f"{cluster.name}.{suffix}", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield handle
    finally:
        os.close(handle)


@contextlib.contextmanager
def changing(cluster: Cluster) -> Iterator[None]:
    """Let one process at a time start or stop the server."""
    with _open_lock(cluster, "lock") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class Users:
    """The crowd of processes that need the server; ask and enter only while `changing`."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def join(self) -> None:
        fcntl.flock(self._handle, fcntl.LOCK_SH)

    def has_others(self) -> bool:
        """Tell whether anybody else is in; afterwards this process is out."""
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        fcntl.flock(self._handle, fcntl.LOCK_UN)
        return False


@contextlib.contextmanager
def users_of(cluster: Cluster) -> Iterator[Users]:
    """Open the crowd; leaving the block, or dying, leaves the crowd."""
    with _open_lock(cluster, "users") as handle:
        yield Users(handle)
