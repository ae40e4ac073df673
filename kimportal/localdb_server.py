"""Birth, start and stop of a PostgreSQL cluster of the project."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

from kimportal.localdb_binaries import Binaries, find_binaries
from kimportal.localdb_cluster import (
    Cluster,
    LocalDbError,
    as_account,
    changing,
    prepare_folders,
    users_of,
)
from kimportal.localdb_postmaster import (
    PORT,
    Postmaster,
    disown_leftovers,
    is_ours,
    make_socket_folder,
    read_postmaster,
    remove_socket_folder,
    running,
)

DATABASE = USER = "kim"
RETRY_SECONDS = 6.0
READY_SECONDS = 120.0
STOP_SECONDS = 30.0
SMALLEST_FREE_SPACE = 16 * 1024 * 1024  # one file of the write-ahead log


@contextlib.contextmanager
def serving(cluster: Cluster) -> Iterator[dict[str, str]]:
    """Keep the server up while the block runs, and yield the variables that lead to it."""
    prepare_folders(cluster)
    with users_of(cluster) as users:
        try:
            with changing(cluster):
                users.join()
                postmaster = _ensure_running(cluster)
            yield variables(postmaster)
        finally:
            with changing(cluster):
                if not users.has_others() and not cluster.kept_running.exists():
                    _stop(cluster)


def start(cluster: Cluster) -> Postmaster:
    """Start the server and let it run until somebody stops it."""
    prepare_folders(cluster)
    with changing(cluster):
        postmaster = _ensure_running(cluster)
        cluster.kept_running.touch()
    return postmaster


def stop(cluster: Cluster) -> None:
    """Stop the server, unless somebody works with it."""
    if not cluster.home.exists():
        return
    with changing(cluster), users_of(cluster) as users:
        if users.has_others():
            raise LocalDbError(
                f"Basis data `{cluster.name}` sedang dipakai; hentikan dulu pemakainya."
            )
        cluster.kept_running.unlink(missing_ok=True)
        _stop(cluster)


def reset(cluster: Cluster) -> None:
    """Stop the server and delete everything it holds."""
    stop(cluster)
    if cluster.folder.exists():
        with changing(cluster):
            shutil.rmtree(cluster.folder)


def variables(postmaster: Postmaster) -> dict[str, str]:
    """Return the environment for Django (`DATABASE_URL`) and for psql and its like."""
    folder = str(postmaster.socket_folder)
    return {
        "DATABASE_URL": f"postgres://{USER}@/{DATABASE}?host={quote(folder)}",
        "PGHOST": folder,
        "PGPORT": str(PORT),
        "PGUSER": USER,
        "PGDATABASE": DATABASE,
    }


def _ensure_running(cluster: Cluster) -> Postmaster:
    """Adopt the server that is there, whoever started it; otherwise start one."""
    if running(cluster):
        return _wait_until_ready(cluster, process=None)
    _stop(cluster)  # one that lost its socket can serve nobody
    binaries = _choose_binaries(cluster)
    if not cluster.data.exists():
        _create_data(cluster, binaries)
    try:
        return _start(cluster, binaries)
    except LocalDbError:
        if not cluster.is_disposable:
            raise
        shutil.rmtree(cluster.data)
        _create_data(cluster, binaries)
        return _start(cluster, binaries)


def _choose_binaries(cluster: Cluster) -> Binaries:
    """Return binaries that fit the data; data of tests make way for the binaries instead."""
    major = None
    if cluster.data.exists() and not cluster.is_disposable:
        version = cluster.data / "PG_VERSION"
        if not version.exists():
            raise LocalDbError(
                f"Folder {cluster.data} bukan data PostgreSQL; kosongkan dengan `make reset`."
            )
        major = int(version.read_text())
    binaries = find_binaries(major)
    if cluster.data.exists() and cluster.is_disposable:
        version = cluster.data / "PG_VERSION"
        if not version.exists() or version.read_text().strip() != str(binaries.major):
            shutil.rmtree(cluster.data)
    return _within_reach(cluster, binaries)


def _within_reach(cluster: Cluster, binaries: Binaries) -> Binaries:
    """Copy pip's binaries to where root's server account can run them, if it cannot yet."""
    try:
        _run(cluster, [binaries.folder / "postgres", "--version"])
    except PermissionError:
        install = binaries.folder.parent
        libraries = install.parent.with_name(f"{install.parent.name}.libs")
        copy = cluster.home / f"server-{binaries.major}"
        if not copy.exists():
            fresh = copy.with_suffix(".baru")
            shutil.rmtree(fresh, ignore_errors=True)
            shutil.copytree(install, fresh / install.parent.name / install.name, symlinks=True)
            shutil.copytree(libraries, fresh / libraries.name)
            fresh.rename(copy)
        return Binaries(copy / install.parent.name / install.name / "bin", binaries.major)
    return binaries


def _create_data(cluster: Cluster, binaries: Binaries) -> None:
    """Make a complete cluster aside and rename it, so that a half-made one is never taken up."""
    fresh = cluster.folder / "data.baru"
    if fresh.exists():
        shutil.rmtree(fresh)
    print(f"Menyiapkan basis data PostgreSQL {binaries.major} …", file=sys.stderr, flush=True)
    locale = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"
    options = ["--auth=trust", "--encoding=UTF8", f"--locale={locale}", f"--username={USER}"]
    if binaries.major >= 17:
        options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    if cluster.is_disposable:
        options.append("--no-sync")
    _run(cluster, [binaries.folder / "initdb", f"--pgdata={fresh}", *options])
    single = [str(binaries.folder / "postgres"), "--single", "-D", str(fresh)]
    ask = [*single, "-c", "exit_on_error=on", "postgres"]
    _run(cluster, ask, text=f"CREATE DATABASE {DATABASE};\n")
    fresh.rename(cluster.data)


def _run(cluster: Cluster, command: Sequence[str | Path], text: str = "") -> None:
    done = subprocess.run(
        command, input=text, capture_output=True, text=True, check=False, **as_account(cluster)
    )
    if done.returncode:
        raise _failure(
            cluster, done.stderr, f"PostgreSQL tidak dapat disiapkan di {cluster.folder}"
        )


def _failure(cluster: Cluster, output: str, sentence: str) -> LocalDbError:
    # On a full disk the server cannot even write down why it ended.
    is_full = shutil.disk_usage(cluster.home).free < SMALLEST_FREE_SPACE
    if is_full or "No space left on device" in output:
        return LocalDbError("Disk penuh; kosongkan sebagian, lalu jalankan lagi.")
    lines = [line.strip() for line in output.splitlines() if line.strip()] or ["tanpa pesan"]
    reasons = [line for line in lines if "FATAL:" in line or "error:" in line] or lines
    return LocalDbError(f"{sentence}: {reasons[-1]}")


def _start(cluster: Cluster, binaries: Binaries) -> Postmaster:
    """Start the server; remains of a killed one may stand in the way for some seconds."""
    deadline = time.monotonic() + RETRY_SECONDS
    while True:
        disown_leftovers(cluster)
        try:
            return _launch(cluster, binaries)
        except LocalDbError as error:
            passing = any(word in str(error) for word in ("lock file", "shared memory block"))
            if not passing or time.monotonic() > deadline:
                raise
        time.sleep(0.3)


def _launch(cluster: Cluster, binaries: Binaries) -> Postmaster:
    sockets = make_socket_folder(cluster)
    command: list[str | Path] = [binaries.folder / "postgres", "-D", cluster.data]
    for setting in _settings(cluster, sockets):
        command += ["-c", setting]
    with cluster.log.open("w") as log:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl-C at the terminal is for the command, not the server
            **as_account(cluster),
        )
    try:
        return _wait_until_ready(cluster, process)
    except BaseException:
        process.send_signal(signal.SIGINT)
        process.wait()
        remove_socket_folder(cluster, sockets)
        raise


def _settings(cluster: Cluster, sockets: Path) -> list[str]:
    quoted = str(sockets).replace('"', '""')
    settings = [
        "listen_addresses=",
        f"port={PORT}",
        f'unix_socket_directories="{quoted}"',
        "unix_socket_permissions=0700",
    ]
    if cluster.is_disposable:
        settings += ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
    return settings


def _wait_until_ready(cluster: Cluster, process: subprocess.Popen[bytes] | None) -> Postmaster:
    """Wait for the server we launched, or for the one that is there when `process` is None."""
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        ended = process is not None and process.poll() is not None
        postmaster = read_postmaster(cluster)
        if ended or (process is None and postmaster is None):
            log = cluster.log.read_text(errors="replace")
            raise _failure(cluster, log, "PostgreSQL tidak mau berjalan")
        if postmaster and postmaster.is_ready and (not process or process.pid == postmaster.pid):
            return postmaster
        time.sleep(0.02)
    raise LocalDbError(f"PostgreSQL belum siap juga; lihat catatannya di {cluster.log}.")


def _stop(cluster: Cluster) -> None:
    """End the server at once but cleanly, and wait until it is gone."""
    postmaster = read_postmaster(cluster)
    if postmaster is None or not is_ours(cluster, postmaster.pid):
        return
    for order, patience in ((signal.SIGINT, STOP_SECONDS), (signal.SIGQUIT, 5.0)):
        with contextlib.suppress(ProcessLookupError):  # it may end between look and order
            os.kill(postmaster.pid, order)
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if read_postmaster(cluster) is None or not is_ours(cluster, postmaster.pid):
                remove_socket_folder(cluster, postmaster.socket_folder)
                return
            time.sleep(0.02)
    raise LocalDbError(f"PostgreSQL (proses {postmaster.pid}) tidak mau berhenti.")
