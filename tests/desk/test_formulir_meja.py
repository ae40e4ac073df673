"""The forms of the desk as a browser sends them: with everything that stands in them."""

import re

import pytest
from django.urls import reverse

from kegiatan.models import PraktikBaik
from kegiatan.moderation import approve_kegiatan
from kimportal.audit.models import CatatanAudit
from kimportal.desk.queue import Antrean
from komunitas.trust import trust_of
from tests.desk.queue import new_kim, one_of_each, post

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


def test_a_kim_leads_to_its_public_page_only_where_there_is_one(kim, client, cast):
    client.force_login(cast.admin_sulsel)
    waiting = new_kim("KIM Bontorannu")
    html = {
        row.pk: client.get(reverse("admin:komunitas_kim_change", args=[row.pk])).content.decode()
        for row in (kim, waiting)
    }

    assert kim.get_absolute_url() in html[kim.pk]
    assert "viewsitelink" not in html[waiting.pk]
