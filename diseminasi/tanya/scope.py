"""The QuerySet twins of `diseminasi.tanya.permissions`: which questions may this user reach?"""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from diseminasi.models import PertanyaanInfo
from diseminasi.scope import kim_relaying_for
from diseminasi.tanya.querysets import PertanyaanQuerySet
from komunitas.permissions import admin_codes, officer_codes
from komunitas.scope import within

PENERBIT = "info__wilayah_id"


def questions_of_kim(user: Any) -> PertanyaanQuerySet:
    """Return what the user's own KIM asked."""
    return PertanyaanInfo.objects.filter(kim__in=kim_relaying_for(user).values("pk"))


def questions_on_desk_of(user: Any) -> PertanyaanQuerySet:
    """Return what an officer's desk lists: questions about the own region's messages."""
    return PertanyaanInfo.objects.filter(within(officer_codes(user), PENERBIT))


def question_visible_to(user: Any) -> PertanyaanQuerySet:
    """Twin of `can_view_question`."""
    own = Q(kim__in=kim_relaying_for(user).values("pk"))
    return PertanyaanInfo.objects.filter(own | within(officer_codes(user), PENERBIT))


def question_answerable_by(user: Any) -> PertanyaanQuerySet:
    """Twin of `can_answer_question`."""
    return PertanyaanInfo.objects.filter(within(admin_codes(user), PENERBIT))
