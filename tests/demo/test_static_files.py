"""Static files are collected when they changed, and only then."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import get_finder

from kimportal.pages.static_files import collect_if_changed


@pytest.fixture
def source(settings, tmp_path: Path) -> Iterator[Path]:
    source = tmp_path / "sumber"
    source.mkdir()
    (source / "gaya.css").write_text("a { color: red }")
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "hasil"
    get_finder.cache_clear()
    yield source
    get_finder.cache_clear()


def test_second_start_collects_nothing(source: Path) -> None:
    assert collect_if_changed()
    assert not collect_if_changed()


def test_changed_file_is_collected(source: Path, tmp_path: Path) -> None:
    collect_if_changed()
    (source / "gaya.css").write_text("a { color: darkred }")
    assert collect_if_changed()
    assert (tmp_path / "hasil" / "gaya.css").read_text() == "a { color: darkred }"


def test_removed_file_goes(source: Path, tmp_path: Path) -> None:
    (source / "lama.css").touch()
    collect_if_changed()
    (source / "lama.css").unlink()
    collect_if_changed()
    assert not (tmp_path / "hasil" / "lama.css").exists()
