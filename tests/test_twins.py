"""Each predicate agrees with its QuerySet twin, for the whole cast and every state."""

import pytest
from django.contrib.auth.models import AnonymousUser

from kegiatan import moderation
from kegiatan.models import Naskah
from kegiatan.permissions import can_moderate_naskah, can_submit_naskah, can_view_naskah
from kegiatan.scope import naskah_moderatable_by, naskah_submittable_by, naskah_visible_to
from kimportal.audit.models import SYSTEM
from komunitas.models import Kim
from komunitas.permissions import can_verify_kim, can_view_kim
from komunitas.scope import kim_verifiable_by, kim_visible_to
from tests.factories import KimFactory, NaskahFactory

TWINS = [
    (Kim, can_view_kim, kim_visible_to),
    (Kim, can_verify_kim, kim_verifiable_by),
    (Naskah, can_view_naskah, naskah_visible_to),
    (Naskah, can_moderate_naskah, naskah_moderatable_by),
    (Naskah, can_submit_naskah, naskah_submittable_by),
]


@pytest.fixture
def world(cast, kim, other_kim):
    """Two KIM with a post in every state, and KIM in every state."""
    steps = {
        "draft": [],
        "submitted": ["submit"],
        "cancelled": ["submit", "cancel"],
        "returned": ["submit", "return"],
        "rejected": ["submit", "reject"],
        "published": ["submit", "approve"],
        "withdrawn": ["submit", "approve", "take_down"],
    }
    for community, author in ((kim, cast.anggota), (other_kim, None)):
        for path in steps.values():
            naskah = NaskahFactory(
                kegiatan__kim=community,
                kegiatan__penulis=author,
                wilayah_id=community.wilayah_id,
            )
            for step in path:
                extra = {"reason": "Alasan."} if step in ("return", "reject", "take_down") else {}
                name = f"{step}_kegiatan"
                naskah = getattr(moderation, name)(naskah, by=SYSTEM, **extra)
    NaskahFactory(kegiatan__kim=kim, kegiatan__penulis=cast.admin_makassar)
    for status in ("draft", "submitted"):
        KimFactory(status=status)
    KimFactory(verified=True, status="suspended", catatan="Dibekukan.", wilayah_id="91.71.01.1001")


@pytest.mark.parametrize(("model", "predicate", "twin"), TWINS, ids=lambda x: x.__name__)
def test_predicate_and_queryset_agree(model, predicate, twin, world, cast):
    rows = list(model.objects.all())
    seen = set()
    for name, user in [("anonim", AnonymousUser()), *cast]:
        by_predicate = {row.pk for row in rows if predicate(user, row)}
        by_query = set(twin(user).values_list("pk", flat=True))
        assert by_predicate == by_query, name
        seen.add(frozenset(by_query))
    # The cast must really differ, or this test would pass for a rule that says nothing.
    assert len(rows) >= 5
    assert len(seen) >= 3
