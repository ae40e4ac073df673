"""Which backups stay: the newest of the last 7 days, 5 weeks and 12 months that have any."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from kimportal.backup.errors import BackupError

NAME = "kim-%Y%m%d-%H%M%S.cadangan"
RULE = (("%Y-%m-%d", 7), ("%G-%V", 5), ("%Y-%m", 12))


def new_path() -> Path:
    """Return where the backup of this moment belongs; its name tells the portal's own time."""
    folder = Path(settings.KIM_CADANGAN)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder / timezone.localtime().strftime(NAME)


def made_at(path: Path) -> datetime | None:
    """Return when a backup was made; None for what is not ours."""
    try:
        return timezone.make_aware(datetime.strptime(path.name, NAME))
    except ValueError:
        return None


def backups() -> list[Path]:
    """Return all backups, newest first."""
    folder = Path(settings.KIM_CADANGAN)
    found = folder.glob("*.cadangan") if folder.is_dir() else []
    return sorted((path for path in found if made_at(path)), reverse=True)


def newest() -> Path:
    if not (found := backups()):
        raise BackupError(f"Belum ada cadangan di {settings.KIM_CADANGAN}.")
    return found[0]


def weed() -> list[Path]:
    """Delete the backups that the rule does not keep, and return them."""
    kept: set[Path] = set()
    for pattern, number in RULE:
        spans: dict[str, Path] = {}
        for path in backups():
            if moment := made_at(path):
                spans.setdefault(moment.strftime(pattern), path)
        kept.update(list(spans.values())[:number])
    dropped = [path for path in backups() if path not in kept]
    for path in dropped:
        path.unlink()
    return dropped
