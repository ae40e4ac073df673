"""What a server leaves on the disk while it runs: postmaster.pid and its socket.

After a power cut or `kill -9` these remain, and the number in them may since belong to some
other process. So a server counts as alive when its socket answers, and a process counts as
ours when its command names our data folder; a number alone proves nothing.
"""

import contextlib
import os
import socket
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from kimportal.localdb_cluster import Cluster

PORT = 5432
SOCKET = f".s.PGSQL.{PORT}"
# The kernel allows 103 (macOS) or 107 bytes.
LONGEST_SOCKET_PATH = 100


@dataclass(frozen=True)
class Postmaster:
    """What a server says about itself."""

    pid: int
    socket_folder: Path
    is_ready: bool

    @property
    def answers(self) -> bool:
        """Tell whether someone listens at the socket, even if he is still recovering."""
        with socket.socket(socket.AF_UNIX) as probe:
            try:
                probe.connect(str(self.socket_folder / SOCKET))
            except OSError:
                return False
        return True


def read_postmaster(cluster: Cluster) -> Postmaster | None:
    """Read postmaster.pid: number, data, time, port, socket folder, address, memory, state."""
    try:
        lines = (cluster.data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return None
    if len(lines) < 5 or not lines[0].isdecimal():
        return None
    state = lines[7].strip() if len(lines) > 7 else ""
    return Postmaster(int(lines[0]), Path(lines[4]), is_ready=state == "ready")


def running(cluster: Cluster) -> Postmaster | None:
    """Return the server that answers for this cluster, if there is one."""
    postmaster = read_postmaster(cluster)
    return postmaster if postmaster and postmaster.answers else None


def is_ours(cluster: Cluster, pid: int) -> bool:
    """Tell whether process `pid` is a server over this cluster's data."""
    return str(cluster.data) in _command_of(pid)


def _command_of(pid: int) -> str:
    """Return the command line of a process; empty for one that has ended."""
    if not Path("/proc/self/cmdline").exists():
        ps = ["ps", "-o", "command=", "-p", str(pid)]
        return subprocess.run(ps, capture_output=True, text=True, check=False).stdout
    try:
        return os.fsdecode(Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" "))
    except (FileNotFoundError, ProcessLookupError):
        return ""


def disown_leftovers(cluster: Cluster) -> None:
    """Make a dead server's leftovers harmless to the next; call only when none runs.

    PostgreSQL believes the number in postmaster.pid if any process of the same account has
    it, a zombie included, but it knows that its own parent is no server. Our number there
    keeps the file, and with it PostgreSQL's check that no old process still uses the memory.
    """
    for name in (SOCKET, f"{SOCKET}.lock"):
        (cluster.folder / name).unlink(missing_ok=True)
    if postmaster := read_postmaster(cluster):
        remove_socket_folder(cluster, postmaster.socket_folder)
    try:
        handle = os.open(cluster.data / "postmaster.pid", os.O_RDWR | os.O_NOFOLLOW)
    except FileNotFoundError:
        return
    with os.fdopen(handle, "r+") as file:
        rest = file.read().partition("\n")[2]
        file.seek(0)
        file.truncate()
        file.write(f"{os.getpid()}\n{rest}")


def make_socket_folder(cluster: Cluster) -> Path:
    """Return the folder for the socket: the cluster's own, or a short one where that is deep.

    A comma in the path would look like a list of hosts to PostgreSQL's clients.
    """
    path = os.fsencode(cluster.folder / SOCKET)
    if len(path) <= LONGEST_SOCKET_PATH and b"," not in path:
        return cluster.folder
    # Anywhere else may be as deep; mkdtemp makes a folder that nobody else may enter.
    folder = Path(tempfile.mkdtemp(prefix="kim-", dir="/tmp"))  # nosec B108
    if os.geteuid() == 0:
        owner = cluster.folder.stat()
        os.chown(folder, owner.st_uid, owner.st_gid)
    return folder


def remove_socket_folder(cluster: Cluster, folder: Path) -> None:
    """Remove a short socket folder that `make_socket_folder` made."""
    if folder == cluster.folder or not folder.name.startswith("kim-"):
        return
    for name in (SOCKET, f"{SOCKET}.lock"):
        (folder / name).unlink(missing_ok=True)
    with contextlib.suppress(FileNotFoundError):  # a cleaner of old files was quicker
        folder.rmdir()
