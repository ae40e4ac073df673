"""How every view here reaches its KIM: invisible is 404, visible but forbidden 403."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from kimportal.transitions import TransitionError
from komunitas.models import Kim
from komunitas.scope import kim_visible_to

Allowed = Callable[[Any, Kim], bool]


def get_kim(request: HttpRequest, pk: int, allowed: Allowed) -> Kim:
    """Return the KIM if this person sees it and `allowed` agrees."""
    rows = kim_visible_to(request.user).select_related("wilayah", "logo", "sampul")
    kim = get_object_or_404(rows.defer("cari"), pk=pk)
    if not allowed(request.user, kim):
        raise PermissionDenied
    return kim


def attempt(request: HttpRequest, form: forms.BaseForm, call: Callable[[], Any]) -> Any:
    """Call a door if a valid form was sent; None comes back when it was not, or refused.

    The door's sentence then stands above the form.
    """
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return call() or True
    except TransitionError as error:
        form.add_error(None, str(error))
        return None


def attempt_with_message(request: HttpRequest, call: Callable[[], Any]) -> Any:
    """Call a door that has no form; its refusal is shown on the next page."""
    try:
        return call() or True
    except TransitionError as error:
        messages.error(request, str(error))
        return None


def posted(request: HttpRequest) -> Any:
    """Return what a form is bound to: what was sent, even if it is nothing."""
    return request.POST if request.method == "POST" else None


def files(request: HttpRequest) -> Any:
    """Return the files that came with a form."""
    return request.FILES if request.method == "POST" else None


def crumbs(kim: Kim | None, *names: str) -> list[dict[str, str]]:
    """Return the breadcrumb of a page below a KIM's own."""
    start = [
        {"nama": "Kelola KIM", "url": reverse("kelola:home")},
        {"nama": "KIM saya", "url": reverse("kelola_kim:list")},
    ]
    if kim is not None:
        start.append({"nama": kim.nama, "url": reverse("kelola_kim:detail", args=[kim.pk])})
    return [*start, *({"nama": name} for name in names)]


def form_page(
    request: HttpRequest, *, judul: str, form: forms.Form, tombol: str, **context: Any
) -> HttpResponse:
    """Render a page that is one form: title, a few words, fields, one button, a way back.

    `lead`, `batal` (an address), `berbahaya`, `is_berkas`, `remah` and `kim` are optional.
    """
    context |= {"judul": judul, "form": form, "tombol": tombol}
    return render(request, "komunitas/kelola/formulir.html", context)
