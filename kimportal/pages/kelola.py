"""The first page of the workspace, and the inbox: they show what every room has to say."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from kimportal.notifications.inbox import mark_all_read, mark_read
from kimportal.notifications.models import Pemberitahuan
from kimportal.pages.work import work_of
from kimportal.paging import page_of
from kimportal.private import private_page


@private_page
def home(request: HttpRequest) -> HttpResponse:
    """Show what waits for this person and where."""
    return render(request, "kelola/home.html", work_of(request.user))


@private_page
def inbox(request: HttpRequest) -> HttpResponse:
    """List the messages of the portal to this person, newest first."""
    semua = Pemberitahuan.objects.of(request.user)
    return render(request, "kelola/kotak_masuk.html", {"halaman": page_of(request, semua)})


@private_page
@require_POST
def open_message(request: HttpRequest, pk: int) -> HttpResponse:
    """Note the message as read and lead on to what it is about."""
    pesan = get_object_or_404(Pemberitahuan.objects.of(request.user), pk=pk)
    mark_read(pesan)
    return redirect(pesan.url or "kelola:inbox")


@private_page
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Note every message as read."""
    jumlah = mark_all_read(request.user)
    messages.success(request, f"{jumlah} pesan ditandai sudah dibaca.")
    return redirect("kelola:inbox")
