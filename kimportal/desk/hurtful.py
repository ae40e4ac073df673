"""What an officer can do that would hurt in wrong hands, and when it asks for a second factor."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import resolve
from django.utils import timezone

from kimportal.accounts.step_up import ask_factor
from kimportal.audit.models import CatatanAudit

# Pages of the admin that do nothing else: asked before anything is typed.
PAGES = {
    "audit_catatanaudit_export",  # names and reasons leave the portal
    "audit_penurunan_export",
    "komunitas_berkasregister_activation",  # codes that open accounts
    "komunitas_kim_merge",
    "komunitas_penugasan_act",  # suspends an account, takes off its second factor
    "komunitas_penugasan_add",
}
# Acts that take something off the public pages: one is daily work, many in an hour are not.
TAKING_DOWN = (
    "take_down_kegiatan",
    "suspend_kim",
    "uphold_with_suspension",
    "uphold_with_take_down",
    "withdraw_info",
    "withdraw_isu",
)
MANY = 5
WITHIN = timedelta(hours=1)


def ask_if_hurtful(request: HttpRequest) -> HttpResponse | None:
    """Return the way to the second factor, if this request needs a fresh one."""
    if not request.user.is_authenticated:
        return None
    # Not `resolver_match`: a request that went on after the proof still has that of the proof.
    name = resolve(request.path).url_name or ""
    is_many = name.endswith("_decide") and request.POST.get("keputusan") in TAKING_DOWN
    if name in PAGES or (is_many and lately_taken_down(request.user) >= MANY):
        return ask_factor(request)
    return None


def lately_taken_down(user: Any) -> int:
    """Return how much this officer took off the public pages within the last hour."""
    rows = CatatanAudit.objects.filter(actor=user, verb__in=TAKING_DOWN)
    return rows.filter(created_at__gt=timezone.now() - WITHIN).count()
