"""Asking for the second factor once more, before an act that would hurt in wrong hands."""

from __future__ import annotations

import time

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import suspend_request
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kimportal.accounts.second_factor import has_second_factor


def ask_factor(request: HttpRequest) -> HttpResponse | None:
    """Lead to the page that asks, if the last proof is too old; what was sent goes on after it.

    Nobody is asked who has none: in a demo, where the desk opens without.
    """
    if not settings.KIM_MENIT_FAKTOR or not has_second_factor(request.user):
        return None
    return None if _proved_lately(request) else suspend_request(request, _page())


def _proved_lately(request: HttpRequest) -> bool:
    since = time.time() - settings.KIM_MENIT_FAKTOR * 60
    records = get_authentication_records(request, request.user)
    return any(row.get("method") == "mfa" and row.get("at", 0) > since for row in records)


def _page() -> str:
    return reverse("mfa_reauthenticate")
