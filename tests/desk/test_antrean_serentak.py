"""200 decisions at the same moment: every item is decided once, every decision audited once."""

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from kegiatan.models import Naskah
from kimportal.audit.models import CatatanAudit
from kimportal.desk.queue import Antrean
from komunitas.models import Kim
from tests.desk.queue import ANTREAN, new_kim, post, ticked

ADMINS = ["admin_makassar", "admin_sulsel", "pusat", "superuser"]
POSTS, KIMS = 40, 10
AT_ONCE = 16

pytestmark = pytest.mark.django_db(transaction=True)


def decide_url(obj):
    return reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_decide", args=[obj.pk])


@pytest.fixture
def items(cast, kim):
    """50 items in one queue."""
    return [post(kim, f"Kabar {n}") for n in range(POSTS)] + [
        new_kim(f"KIM Serentak {n}") for n in range(KIMS)
    ]


def choice(obj, name):
    """Two of the admins agree, two do not."""
    kind = "kim" if isinstance(obj, Kim) else "kegiatan"
    if name in ("admin_makassar", "pusat"):
        return {"keputusan": "verify_kim" if kind == "kim" else "approve_kegiatan"}
    return {"keputusan": f"return_{kind}", "alasan": f"Dikembalikan oleh {name}."}


def all_at_once(work):
    """Run every piece of work in threads of its own, with connections of their own."""
    gate = Barrier(AT_ONCE)

    def run(pieces):
        try:
            gate.wait(timeout=30)
            return [piece() for piece in pieces]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return [
            answer
            for part in pool.map(run, (work[n::AT_ONCE] for n in range(AT_ONCE)))
            for answer in part
        ]


def clients_of(cast):
    """Sign each admin in once; every piece of work gets a browser of its own."""
    cookies = {}
    for name in ADMINS:
        client = Client()
        client.force_login(getattr(cast, name))
        cookies[name] = client.cookies

    def browser(name):
        client = Client()
        client.cookies.load(cookies[name].output(header="", sep=";"))
        return client

    return browser


def assert_each_decided_once(items):
    verbs = ["approve_kegiatan", "return_kegiatan", "verify_kim", "return_kim"]
    rows = CatatanAudit.objects.filter(verb__in=verbs).select_related("actor")
    decided = Counter((row.object_type, row.object_id) for row in rows)
    assert len(decided) == len(items)
    assert set(decided.values()) == {1}
    for row in rows:
        model = Kim if row.object_type == "kim" else Naskah
        obj = model.objects.get(pk=row.object_id)
        assert obj.status == row.after
        # The note is that of whoever decided, not of whoever came later.
        assert obj.catatan == row.reason
    return rows


def test_two_hundred_decisions_at_once(items, cast):
    browser = clients_of(cast)
    work = [
        lambda obj=obj, name=name: browser(name).post(
            decide_url(obj), choice(obj, name) | {"antrean": "1"}
        )
        for obj in items
        for name in ADMINS
    ]
    assert len(work) == 200
    random.Random(4).shuffle(work)

    answers = all_at_once(work)

    assert Counter(answer.status_code for answer in answers) == {302: 50, 200: 150}
    rows = assert_each_decided_once(items)
    assert len({row.actor_id for row in rows}) > 1
    told = [a for a in answers if a.status_code == 200 and b"lebih dulu memutuskan" in a.content]
    assert len(told) == 150


def test_four_admins_decide_the_same_many_at_once(items, cast):
    browser = clients_of(cast)
    rows = Antrean(cast.pusat).first(100)
    work = []
    for part in range(4):
        for name in ADMINS:
            pilih = [ticked(row) for row in rows[part::4]]
            langkah = "setuju" if name in ("admin_makassar", "pusat") else "kembali"
            fields = {"pilih": pilih, "langkah": langkah, "alasan": f"Oleh {name}.", "pasti": "1"}
            work.append(
                lambda name=name, fields=fields: browser(name).post(f"{ANTREAN}banyak/", fields)
            )

    answers = all_at_once(work)

    assert {answer.status_code for answer in answers} == {200}
    assert_each_decided_once(items)
