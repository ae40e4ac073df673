"""What machines ask: is it alive, is it ready, what may a crawler read."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable

from celery import current_app
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from kombu.exceptions import OperationalError as BrokerError

from kimportal.public import public_page
from kimportal.template_tags import alamat_lengkap

logger = logging.getLogger(__name__)

CONNECT_SECONDS = 2
CLOSED = ("/admin/", "/kelola/", "/akun/", "/cari/", "/lapor/", "/cek-hoaks/tiket/")


class NotReadyError(Exception):
    """A part of the installation does not answer."""


@login_not_required
@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer without touching anything else: the process is alive."""
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """Say which parts answer; 503 when one does not, so that no traffic is sent here."""
    bagian = {name: _state(name, check) for name, check in CHECKS.items()}
    is_ready = "error" not in bagian.values()
    return JsonResponse({"ready": is_ready, "parts": bagian}, status=200 if is_ready else 503)


def _state(name: str, check: Callable[[], str]) -> str:
    try:
        return check()
    except (NotReadyError, DatabaseError, BrokerError, OSError) as error:
        # The reason stays in the log: this address is open to everyone.
        logger.warning("Not ready: %s (%s)", name, error)
        return "error"


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok"


def check_cache() -> str:
    """Write and read back; NotReadyError where that fails."""
    # A cache that is down is survived silently elsewhere (IGNORE_EXCEPTIONS), so read back.
    mark = secrets.token_hex(8)
    cache.set("readyz", mark, 10)
    if cache.get("readyz") != mark:
        raise NotReadyError
    return "ok"


def check_broker() -> str:
    """Connect to the queue, where there is one."""
    if current_app.conf.task_always_eager:
        return "not used"
    with current_app.connection_for_write() as broker:
        broker.ensure_connection(max_retries=1, timeout=CONNECT_SECONDS)
    return "ok"


CHECKS = {"database": _database, "cache": check_cache, "broker": check_broker}


@public_page
def robots(request: HttpRequest) -> HttpResponse:
    """Invite crawlers to everything public, and spare them the rest."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED)]
    lines += ["", f"Sitemap: {alamat_lengkap(reverse('pages:sitemap_index'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@public_page
def favicon(request: HttpRequest) -> HttpResponse:
    """Lead clients that ask for the icon by its old fixed address to where it lies."""
    return redirect(static("img/favicon.ico"))
