"""The frame of the desk's own pages: title and crumbs around a form or a list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def desk_page(request: HttpRequest, template: str, judul: str, **context: Any) -> HttpResponse:
    """Show a page inside the desk's frame; `remah` holds the crumbs before the title."""
    # Here, since the admin's discovery imports this module.
    from django.contrib import admin

    frame = admin.site.each_context(request) | {"title": judul}
    status = context.pop("status", 200)
    return render(request, template, frame | context, status=status)


def desk_form(
    request: HttpRequest, judul: str, *, form: forms.Form, tombol: str, **context: Any
) -> HttpResponse:
    """Show a page that is one form; `lead`, `batal`, `berbahaya`, `akan`, `awas` are optional."""
    context |= {"form": form, "tombol": tombol, "is_berkas": form.is_multipart()}
    context.setdefault("status", 422 if form.is_bound and form.errors else 200)
    return desk_page(request, "komunitas/meja/formulir.html", judul, **context)
