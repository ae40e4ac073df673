"""Addresses under `/admin/laporan/`; the desk's site wraps each in its own guard."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path

from kimportal.desk import laporan, laporan_ekspor

PAGES: list[tuple[str, Any, str]] = [
    ("", laporan.report, "laporan"),
    ("laporan.<slug:bentuk>", laporan.report_file, "laporan_berkas"),
    ("bulanan/", laporan.monthly, "laporan_bulanan"),
    ("sepi/", laporan.quiet, "laporan_sepi"),
    ("kop/", laporan.letterhead, "laporan_kop"),
    ("kop/<int:pk>/logo/", laporan.letterhead_logo, "laporan_logo"),
    ("ekspor/", laporan_ekspor.exports, "laporan_ekspor_daftar"),
    ("ekspor/<int:pk>/", laporan_ekspor.export, "laporan_ekspor"),
    ("ekspor/<int:pk>/unduh/", laporan_ekspor.download, "laporan_unduh"),
]


def report_pages(site: Any) -> list[URLPattern]:
    """Return the pages for the officers' admin site."""
    return [
        path(f"laporan/{route}", site.admin_view(view), name=name) for route, view, name in PAGES
    ]
