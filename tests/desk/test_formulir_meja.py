"""The forms of the desk as a browser sends them: with everything that stands in them."""

import re
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.contrib import admin
from django.urls import reverse

from diseminasi.bahasa.versions import submit_version
from diseminasi.tanya.questions import answer_question, ask_question, publish_question
from diseminasi.tasks import deliver
from kegiatan.models import PraktikBaik
from kegiatan.moderation import approve_kegiatan
from kimportal.audit.models import CatatanAudit
from kimportal.desk.queue import Antrean
from komunitas.models import Kim
from komunitas.trust import trust_of
from tests.desk.queue import new_kim, one_of_each, post
from tests.diseminasi.messages import released
from tests.hoaks.rumours import decided

INPUT = re.compile(r'<input type="hidden" name="(dilihat|antrean)" value="([^"]*)"')
BUTTON = re.compile(r'name="keputusan" value="(\w+)"')


@pytest.fixture
def published(cast, kim):
    return approve_kegiatan(post(kim, "Kabar terbit"), by=cast.admin_makassar)


@pytest.fixture
def officer(client, cast, django_capture_on_commit_callbacks):
    """Open a page as an admin of the province, press a button, return what comes."""
    client.force_login(cast.admin_sulsel)

    def press(url, verb="", **typed):
        html = client.get(url).content.decode()
        verb = verb or BUTTON.search(html)[1]
        fields = dict(INPUT.findall(html)) | {"keputusan": verb, "alasan": "Cukup jelas."} | typed
        target = url.partition("?")[0].replace("/change/", "/putuskan/")
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(target, fields, follow=True).content.decode()

    return press


@pytest.mark.parametrize(
    "kode", ["kabar", "revisi", "kim", "perubahan", "klaim", "laporan", "keberatan"]
)
def test_each_kind_is_decided_from_its_own_page(kode, cast, kim, officer):
    one_of_each(kim, cast.ketua)
    waiting = Antrean(cast.admin_sulsel).first(99)
    row = next(row for row in waiting if row.kode_jenis == kode)

    html = officer(row.url, dasar="ite-27")

    assert 'class="success"' in html
    assert Antrean(cast.admin_sulsel).find(row.kunci) is None


HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
REJECT = [
    ("kabar", {"keputusan": "reject_kegiatan"}, "Tolak kabar ini? KIM"),
    ("kim", {"keputusan": "reject_kim"}, "Tolak pendaftaran KIM"),
]


def _waiting(cast, kim, kode):
    one_of_each(kim, cast.ketua)
    rows = Antrean(cast.admin_sulsel).first(99)
    row = next(row for row in rows if row.kode_jenis == kode)
    return row.url, row.jenis.model.objects.get(pk=row.pk)


@pytest.mark.parametrize(("kode", "sent", "question"), REJECT)
def test_rejecting_is_asked_about_before_it_is_done(kode, sent, question, cast, kim, client):
    page, row = _waiting(cast, kim, kode)
    client.force_login(cast.admin_sulsel)
    decide = page.replace("/change/", "/putuskan/")
    html = client.post(decide, sent | {"alasan": "Ini iklan."}).content.decode()

    assert question in html
    assert "tidak bisa dibatalkan" in html
    row.refresh_from_db()
    assert row.status == "submitted"

    client.post(decide, dict(HIDDEN.findall(html)) | {"pasti": "1"})
    row.refresh_from_db()
    assert (row.status, row.catatan) == ("rejected", "Ini iklan.")


def test_whoever_does_not_reject_after_all_finds_what_was_typed(cast, kim, client):
    page, row = _waiting(cast, kim, "kabar")
    client.force_login(cast.admin_sulsel)
    decide = page.replace("/change/", "/putuskan/")
    typed = {"alasan": "Ini iklan.", "butir": ["sumber", "anak"], "siap": "judi", "antrean": "1"}
    asked = client.post(decide, typed | {"keputusan": "reject_kegiatan"}).content.decode()
    back = {}
    for name, value in HIDDEN.findall(asked):
        back.setdefault(name, []).append(value)
    html = client.post(decide, back | {"batal": "1"}).content.decode()

    row.refresh_from_db()
    assert row.status == "submitted"
    assert ">Ini iklan.</textarea>" in html
    for box in ("butir-sumber", "butir-anak", "siap-judi"):
        assert re.search(rf'<input type="checkbox" id="{box}"[^>]* checked>', html)
    assert 'name="antrean" value="1"' in html


def test_what_is_wrong_with_the_reason_is_said_before_anything_is_asked(cast, kim, client):
    page, _ = _waiting(cast, kim, "kabar")
    client.force_login(cast.admin_sulsel)
    sent = {"keputusan": "reject_kegiatan", "alasan": " "}
    html = client.post(page.replace("/change/", "/putuskan/"), sent).content.decode()

    assert "Tuliskan alasannya" in html
    assert "tidak bisa dibatalkan" not in html


@pytest.fixture
def every_desk(cast, kim):
    """A row of every kind that is decided on with a reason."""
    one_of_each(kim, cast.ketua)
    decided()
    info = released(cast.admin_makassar, "73.71")
    deliver(info.pk)
    submit_version(
        info, by=cast.ketua, kim=kim, bahasa="mak", judul="Vaksin", isi="Vaksin.", tindakan=""
    )
    asked = ask_question(info, by=cast.ketua, kim=kim, uuid=uuid4(), teks="Perlu membawa KTP?")
    answer_question(asked, by=cast.admin_makassar, teks="Ya.")
    publish_question(asked, by=cast.admin_makassar, teks_publik="Perlu KTP?")


@pytest.mark.parametrize(("length", "galat"), [(0, "Tuliskan"), (2001, "Paling panjang")])
def test_every_desk_says_beside_the_field_what_is_wrong_with_the_reason(
    length, galat, every_desk, cast, client
):
    client.force_login(cast.admin_sulsel)
    desks = [d for d in admin.site._registry.values() if getattr(d, "daftar_keputusan", ())]

    for desk in desks:
        page, verb = _decision_with_reason(client, desk, cast.admin_sulsel)
        sent = {"keputusan": verb, "alasan": "a" * length, "dasar": "ite-27"}
        answer = client.post(page.replace("/change/", "/putuskan/"), sent)

        html = answer.content.decode()
        assert answer.status_code == 200, page
        assert re.search(rf'id="alasan-galat">.*{galat}', html), page
        field = re.search(r'<textarea id="alasan"[^>]*>', html)[0]
        assert 'aria-invalid="true"' in field
        assert "autofocus" in field


def _decision_with_reason(client, desk, user):
    """Return the page of a row on the desk, and a decision on it that needs a reason."""
    asking = {k.verb for k in desk.daftar_keputusan if k.perlu_alasan}
    name = f"admin:{desk.opts.app_label}_{desk.opts.model_name}_change"
    pages = [reverse(name, args=[row.pk]) for row in desk.visible_rows(user)]
    offered = ((page, BUTTON.findall(client.get(page).content.decode())) for page in pages)
    return next((page, verb) for page, verbs in offered for verb in verbs if verb in asking)


def test_trust_is_given_and_taken_back_on_its_page(kim, officer):
    url = reverse("admin:komunitas_kepercayaankim_change", args=[kim.pk])

    assert "Beri kepercayaan: " in officer(url, "give_trust")
    assert trust_of(kim).dipercaya
    assert "Cabut kepercayaan: " in officer(url, "take_back_trust")
    assert not trust_of(kim).dipercaya


def test_a_post_becomes_an_example_on_its_page(published, officer):
    url = reverse("admin:kegiatan_naskah_change", args=[published.pk])

    assert "Tandai praktik baik: " in officer(url, "mark_praktik")
    assert PraktikBaik.objects.get().kegiatan == published.kegiatan
    assert "Lepas tanda praktik baik: " in officer(url, "unmark_praktik")
    assert not PraktikBaik.objects.exists()


def test_a_button_pressed_twice_decides_once_and_leads_on(kim, client, officer):
    first, second = post(kim, "Kabar satu"), post(kim, "Kabar dua")
    url = reverse("admin:kegiatan_naskah_decide", args=[first.pk])
    fields = {"keputusan": "approve_kegiatan", "antrean": "1"}
    client.post(url, fields)
    again = client.post(url, fields)

    assert f"/naskah/{second.pk}/" in again["Location"]
    assert CatatanAudit.objects.filter(verb="approve_kegiatan").count() == 1


@pytest.mark.parametrize(
    "page", ["kegiatan/naskah", "komunitas/kim", "desk/laporankonten", "komunitas/aturankim"]
)
def test_a_nul_in_an_address_is_refused(page, client, cast):
    client.force_login(cast.admin_sulsel)

    assert client.get(f"/admin/{page}/?status__exact=%00").status_code == 400


@pytest.mark.parametrize("page", ["komunitas_kim_changelist", "komunitas_kim_change"])
def test_moments_are_written_on_the_clock_of_the_region(page, client, cast):
    client.force_login(cast.admin_sulsel)
    waiting = new_kim("KIM Bontorannu")
    Kim.objects.filter(pk=waiting.pk).update(submitted_at=datetime(2024, 8, 19, 2, 20, tzinfo=UTC))
    pk = [waiting.pk] if page.endswith("change") else []

    assert (
        "19 Agustus 2024 pukul 10.20 WITA"
        in client.get(reverse(f"admin:{page}", args=pk)).content.decode()
    )


def test_a_kim_leads_to_its_public_page_only_where_there_is_one(kim, client, cast):
    client.force_login(cast.admin_sulsel)
    waiting = new_kim("KIM Bontorannu")
    html = {
        row.pk: client.get(reverse("admin:komunitas_kim_change", args=[row.pk])).content.decode()
        for row in (kim, waiting)
    }

    assert kim.get_absolute_url() in html[kim.pk]
    assert "viewsitelink" not in html[waiting.pk]
