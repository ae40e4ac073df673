"""Appeals: once, in writing, decided by another admin than the first."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from kegiatan import moderation
from kegiatan.models import Keberatan, Naskah
from kegiatan.personal import erase_person, export_person
from kimportal.audit.models import SYSTEM, CatatanAudit
from kimportal.audit.takedowns import Dasar
from kimportal.notifications.models import Pemberitahuan
from tests.factories import KeanggotaanFactory, NaskahFactory, PenggunaFactory, PenugasanFactory
from tests.publishing import complete, publish

LIST = reverse("admin:kegiatan_keberatan_changelist")
TEKS = "Foto itu kami ambil sendiri; izinnya ada."
KABULKAN = {"keputusan": "accept_appeal", "alasan": "Izinnya memang ada."}
TOLAK = {"keputusan": "dismiss_appeal", "alasan": "Izinnya tidak menyebut anak-anak."}


@pytest.fixture
def diturunkan(cast, kim):
    naskah = publish(kim, judul="Warga menanam bakau", kegiatan__penulis=cast.anggota)
    return moderation.take_down_kegiatan(
        naskah, by=cast.admin_makassar, reason="Foto tanpa izin.", dasar=Dasar("pdp")
    )


@pytest.fixture
def ditolak(cast, kim):
    naskah = NaskahFactory(kegiatan__kim=kim, kegiatan__penulis=cast.anggota, judul="Lomba desa")
    naskah = moderation.submit_kegiatan(complete(naskah), by=cast.ketua)
    return moderation.reject_kegiatan(naskah, by=cast.admin_makassar, reason="Iklan.")


def page(naskah):
    return reverse("kelola_kegiatan:appeal", args=[naskah.kegiatan_id])


def change(keberatan):
    return reverse("admin:kegiatan_keberatan_change", args=[keberatan.pk])


@pytest.fixture
def appeal(client):
    def run(naskah, by, teks=TEKS):
        client.force_login(by)
        client.post(page(naskah), {"teks": teks})
        return Keberatan.objects.filter(naskah=naskah).first()

    return run


@pytest.fixture
def decide(client, cast):
    def run(keberatan, fields, name="admin_sulsel"):
        client.force_login(getattr(cast, name))
        url = reverse("admin:kegiatan_keberatan_decide", args=[keberatan.pk])
        return client.post(url, fields, follow=True)

    return run


def titles(pengguna):
    return list(Pemberitahuan.objects.filter(pengguna=pengguna).values_list("judul", flat=True))


@pytest.mark.parametrize("name", ["anggota", "ketua"])
def test_author_and_pengurus_find_the_way_and_appeal(name, client, cast, diturunkan, appeal):
    client.force_login(getattr(cast, name))
    preview = reverse("kelola_kegiatan:preview", args=[diturunkan.kegiatan_id])
    assert f'href="{page(diturunkan)}"' in client.get(preview).content.decode()
    form = client.get(page(diturunkan)).content.decode()
    assert "Foto tanpa izin." in form
    assert "UU PDP 27/2022" in form

    keberatan = appeal(diturunkan, getattr(cast, name))

    assert (keberatan.status, keberatan.atas) == ("open", "withdrawn")
    assert keberatan.pemutus_awal == cast.admin_makassar
    assert CatatanAudit.objects.filter(verb="submit_appeal").count() == 1
    assert "Keberatan menunggu" in client.get(preview).content.decode()


@pytest.mark.parametrize("name", ["warga", "mantan", "ketua_lain", "admin_gowa"])
def test_others_do_not_find_it(name, client, cast, diturunkan, appeal):
    client.force_login(getattr(cast, name))

    assert client.get(page(diturunkan)).status_code == 404
    assert appeal(diturunkan, getattr(cast, name)) is None


def test_a_member_who_did_not_write_it_may_not(client, cast, kim, diturunkan, appeal):
    other = PenggunaFactory()
    KeanggotaanFactory(kim=kim, pengguna=other, jabatan="anggota")
    client.force_login(other)

    assert client.get(page(diturunkan)).status_code == 403
    assert appeal(diturunkan, other) is None


def test_an_author_who_left_the_kim_may_not(client, cast, kim, diturunkan, appeal):
    kim.daftar_keanggotaan.filter(pengguna=cast.anggota).update(selesai="2024-01-31")

    assert appeal(diturunkan, cast.anggota) is None
    assert client.get(page(diturunkan)).status_code == 404


def test_it_can_be_made_once_even_by_another_and_after_the_answer(
    client, cast, diturunkan, appeal, decide
):
    keberatan = appeal(diturunkan, cast.anggota)
    appeal(diturunkan, cast.anggota, "Sekali lagi.")
    appeal(diturunkan, cast.ketua, "Dari ketua.")
    decide(keberatan, TOLAK)
    appeal(diturunkan, cast.ketua, "Lagi.")

    assert Keberatan.objects.get().teks == TEKS


def test_nothing_to_appeal_against_while_published_or_only_hidden(client, cast, kim, appeal):
    naskah = publish(kim, kegiatan__penulis=cast.anggota)
    assert appeal(naskah, cast.anggota) is None
    moderation.hide_kegiatan(naskah, reason="Ada laporan.", dasar=Dasar("aturan"))

    assert appeal(naskah, cast.anggota) is None
    assert client.get(page(naskah)).status_code == 403


def test_an_empty_text_gets_a_sentence(client, cast, diturunkan):
    client.force_login(cast.ketua)
    answer = client.post(page(diturunkan), {"teks": "  "})

    assert "Tuliskan mengapa keputusan itu keliru." in answer.content.decode()
    assert not Keberatan.objects.exists()


def test_hostile_text_is_shown_as_text(client, cast, diturunkan, appeal):
    keberatan = appeal(diturunkan, cast.ketua, "<script>alert(1)</script>")
    for url in (page(diturunkan), change(keberatan)):
        client.force_login(cast.ketua if url == page(diturunkan) else cast.admin_sulsel)
        assert "<script>alert(1)" not in client.get(url).content.decode()


def test_the_answer_is_due_in_five_working_days_of_the_region(
    cast, diturunkan, appeal, monkeypatch
):
    """Made on a Monday before Nyepi and Idul Fitri 2026."""
    asked = datetime(2026, 3, 16, 10, 0, tzinfo=ZoneInfo("Asia/Makassar"))
    monkeypatch.setattr("kegiatan.appeals.timezone.now", lambda: asked)

    keberatan = appeal(diturunkan, cast.ketua)

    assert keberatan.due_at == datetime(2026, 3, 30, 23, 59, 59, tzinfo=ZoneInfo("Asia/Makassar"))


# --- Who decides ----------------------------------------------------------------------


def test_the_first_decider_reads_it_but_does_not_decide(client, cast, diturunkan, appeal, decide):
    keberatan = appeal(diturunkan, cast.ketua)
    client.force_login(cast.admin_makassar)

    shown = client.get(change(keberatan)).content.decode()
    assert TEKS in shown
    assert "Kabulkan</button>" not in shown
    assert decide(keberatan, KABULKAN, "admin_makassar").status_code == 403
    assert Keberatan.objects.get().status == "open"


@pytest.mark.parametrize("name", ["pemantau_mariso", "admin_anggota", "mantan_admin", "admin_gowa"])
def test_nor_do_those_who_have_no_say(name, cast, diturunkan, appeal, decide):
    keberatan = appeal(diturunkan, cast.ketua)

    assert decide(keberatan, KABULKAN, name).status_code in (403, 404)
    assert Keberatan.objects.get().status == "open"


@pytest.mark.parametrize("name", ["admin_gowa", "admin_papua"])
def test_the_neighbour_sees_nothing(name, client, cast, diturunkan, appeal):
    keberatan = appeal(diturunkan, cast.ketua)
    client.force_login(getattr(cast, name))

    assert "menanam bakau" not in client.get(LIST).content.decode()
    assert TEKS not in client.get(change(keberatan), follow=True).content.decode()


def test_where_the_region_has_one_admin_the_province_is_asked(cast, diturunkan, appeal):
    appeal(diturunkan, cast.ketua)

    # The second admin of Makassar has a place in this KIM and so does not count.
    told = {
        p.pengguna for p in Pemberitahuan.objects.filter(judul__startswith="Keberatan menunggu")
    }
    assert told == {cast.admin_sulsel}


def test_where_it_has_another_one_that_one_is_asked_and_decides(cast, diturunkan, appeal, client):
    kedua = PenggunaFactory(nama="Admin kedua", is_staff=True)
    PenugasanFactory(pengguna=kedua, wilayah_id="73.71")
    keberatan = appeal(diturunkan, cast.ketua)
    assert any(judul.startswith("Keberatan menunggu") for judul in titles(kedua))
    assert not any(judul.startswith("Keberatan menunggu") for judul in titles(cast.admin_sulsel))

    client.force_login(kedua)
    client.post(reverse("admin:kegiatan_keberatan_decide", args=[keberatan.pk]), KABULKAN)

    assert Keberatan.objects.get().decided_by == kedua


def test_the_database_refuses_the_first_decider(cast, diturunkan, appeal):
    keberatan = appeal(diturunkan, cast.ketua)
    for decider in (cast.admin_makassar, cast.ketua):
        with pytest.raises(IntegrityError), transaction.atomic():
            Keberatan.objects.filter(pk=keberatan.pk).update(
                status="dismissed", decided_by=decider, decided_at=timezone.now(), jawaban="Tidak."
            )


# --- What follows -----------------------------------------------------------------------


def test_an_accepted_appeal_publishes_the_version_again(client, cast, diturunkan, appeal, decide):
    decide(appeal(diturunkan, cast.anggota), KABULKAN)

    assert client.get(diturunkan.kegiatan.get_absolute_url()).status_code == 200
    assert Naskah.objects.published().get() == diturunkan
    for person in (cast.anggota, cast.ketua, cast.admin_makassar):
        assert "Keberatan atas “Warga menanam bakau” dikabulkan" in titles(person)
    client.force_login(cast.anggota)
    assert "Izinnya memang ada." in client.get(page(diturunkan)).content.decode()


def test_an_accepted_appeal_against_a_rejection_puts_it_back_into_the_queue(
    cast, ditolak, appeal, decide
):
    decide(appeal(ditolak, cast.ketua), KABULKAN)

    ditolak.refresh_from_db()
    assert (ditolak.status, ditolak.reviewed_at) == ("submitted", None)


def test_a_dismissed_appeal_changes_nothing_and_says_why(cast, diturunkan, appeal, decide, client):
    decide(appeal(diturunkan, cast.ketua), TOLAK)

    diturunkan.refresh_from_db()
    assert diturunkan.status == "withdrawn"
    client.force_login(cast.ketua)
    text = client.get(page(diturunkan)).content.decode()
    assert "Keberatan tidak dikabulkan" in text
    assert "tidak menyebut anak-anak" in text


def test_the_first_answer_counts_and_it_must_be_written(cast, diturunkan, appeal, decide):
    keberatan = appeal(diturunkan, cast.ketua)
    assert "Tuliskan jawabannya" in decide(keberatan, KABULKAN | {"alasan": " "}).content.decode()
    decide(keberatan, TOLAK)
    answer = decide(keberatan, KABULKAN, "pusat")

    assert "sudah tidak dikabulkan" in answer.content.decode()
    assert Keberatan.objects.get().status == "dismissed"


def test_a_newer_published_version_stays(cast, diturunkan, appeal, decide):
    keberatan = appeal(diturunkan, cast.ketua)
    newer = NaskahFactory(kegiatan=diturunkan.kegiatan, judul="Versi baru")
    moderation.approve_kegiatan(moderation.submit_kegiatan(newer, by=SYSTEM), by=SYSTEM)

    answer = decide(keberatan, KABULKAN)

    assert "sudah terbit" in answer.content.decode()
    assert Keberatan.objects.get().status == "open"
    assert Naskah.objects.published().get() == newer


# --- The author's own data ----------------------------------------------------------------


def test_the_words_of_an_appeal_are_handed_out_and_emptied(cast, diturunkan, appeal):
    keberatan = appeal(diturunkan, cast.anggota)
    assert export_person(cast.anggota)["keberatan"][0]["isi"] == TEKS

    erase_person(cast.anggota, by=cast.anggota)

    keberatan.refresh_from_db()
    assert TEKS not in keberatan.teks
    assert keberatan.status == "open"
