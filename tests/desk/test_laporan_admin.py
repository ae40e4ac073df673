"""Deciding reports: who sees them, what follows, who learns of it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from kegiatan.models import Naskah
from kimportal.audit.models import CatatanAudit, Penurunan
from kimportal.desk.models import LaporanKonten
from kimportal.notifications.models import Pemberitahuan
from komunitas.models import AturanKim, Kim
from tests.desk.reporting import report
from tests.publishing import publish

LIST = reverse("admin:desk_laporankonten_changelist")
JAWABAN = "Memang memuat tautan judi."
TURUNKAN = {"keputusan": "uphold_with_take_down", "alasan": JAWABAN, "dasar": "ite-27"}
TOLAK = {"keputusan": "dismiss_report", "alasan": "Tidak ada tautan judi di kabar ini."}


@pytest.fixture
def kabar(cast, kim):
    return publish(kim, judul="Warga menanam bakau", kegiatan__penulis=cast.anggota)


@pytest.fixture
def laporan(kabar):
    return report(kabar, alasan="perjudian", catatan="Ada tautan", kontak="budi@uji.example")


def change(laporan):
    return reverse("admin:desk_laporankonten_change", args=[laporan.pk])


@pytest.fixture
def decide(client, cast, django_capture_on_commit_callbacks):
    """Return a function that decides as one of the cast."""

    def run(laporan, fields, name="admin_makassar"):
        client.force_login(getattr(cast, name))
        url = reverse("admin:desk_laporankonten_decide", args=[laporan.pk])
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(url, fields, follow=True)

    return run


def titles(pengguna):
    return list(Pemberitahuan.objects.filter(pengguna=pengguna).values_list("judul", flat=True))


@pytest.mark.parametrize("name", ["admin_makassar", "admin_sulsel", "pusat", "superuser"])
def test_admins_of_the_region_see_it_with_the_contact(name, client, cast, laporan):
    client.force_login(getattr(cast, name))

    assert laporan.nomor in client.get(LIST).content.decode()
    page = client.get(change(laporan)).content.decode()
    assert "budi@uji.example" in page
    assert "Turunkan kabar" in page
    assert "Bekukan KIM" not in page


def test_a_pemantau_reads_without_contact_and_without_deciding(client, cast, laporan, decide):
    client.force_login(cast.pemantau_mariso)
    page = client.get(change(laporan)).content.decode()

    assert "Ada tautan" in page
    assert "budi@uji.example" not in page
    assert "Turunkan kabar" not in page
    assert decide(laporan, TURUNKAN, "pemantau_mariso").status_code == 403


@pytest.mark.parametrize("name", ["admin_gowa", "admin_papua", "admin_anggota", "mantan_admin"])
def test_neighbours_former_admins_and_those_of_the_own_kim_see_nothing(
    name, client, cast, laporan, decide
):
    client.force_login(getattr(cast, name))

    assert laporan.nomor not in client.get(LIST).content.decode()
    assert laporan.nomor not in client.get(LIST, {"q": "mariso"}).content.decode()
    assert "budi@" not in client.get(change(laporan), follow=True).content.decode()
    assert decide(laporan, TURUNKAN, name).status_code in (403, 404)
    assert Naskah.objects.published().exists()


def test_nobody_decides_on_the_own_post(cast, kim, decide):
    own = publish(kim, kegiatan__penulis=cast.admin_makassar)

    assert decide(report(own), TURUNKAN).status_code == 404
    assert decide(report(own), TURUNKAN, "admin_sulsel").status_code == 200
    assert not Naskah.objects.published().exists()


def test_taking_down_enters_the_register_and_everybody_learns_of_it(
    laporan, kabar, cast, decide, client
):
    decide(laporan, TURUNKAN)

    laporan.refresh_from_db()
    assert (laporan.status, laporan.tindakan) == ("upheld", "take_down")
    assert client.get(kabar.kegiatan.get_absolute_url()).status_code == 404
    row = Penurunan.objects.get()
    assert (row.dasar, row.nomor_laporan) == ("ite-27", laporan.nomor)
    assert row.catatan.actor == cast.admin_makassar
    for person in (cast.anggota, cast.ketua):
        assert "“Warga menanam bakau” diturunkan" in titles(person)
    letter = next(m for m in mail.outbox if m.to == ["budi@uji.example"])
    assert JAWABAN in letter.body
    assert laporan.alamat_tiket in letter.body
    assert JAWABAN in client.get(laporan.alamat_tiket).content.decode()
    to_author = Pemberitahuan.objects.filter(pengguna=cast.anggota).latest("pk")
    assert "Pasal 27" in to_author.isi
    assert "budi" not in to_author.isi


def test_the_first_decision_counts(laporan, decide):
    decide(laporan, TURUNKAN)
    answer = decide(laporan, TOLAK, "admin_sulsel")

    assert "sudah diputuskan" in answer.content.decode()
    assert CatatanAudit.objects.filter(object_type="laporankonten").count() == 2


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"alasan": " "}, "Tuliskan jawabannya"),
        ({"dasar": ""}, "Pilih dasar hukumnya"),
        ({"dasar": "ngawur"}, "Pilih dasar hukumnya"),
        ({"dasar": "lainnya", "dasar_lain": " "}, "Tuliskan dasar hukumnya"),
        ({"dasar": "lainnya", "dasar_lain": "x" * 201}, "paling panjang 200"),
        ({"alasan": "x" * 2001}, "Paling panjang 2000"),
    ],
)
def test_a_decision_that_lacks_something_comes_back_with_what_was_typed(
    fields, sentence, laporan, decide
):
    answer = decide(laporan, TURUNKAN | {"dasar_lain": "Perda 3/2020"} | fields)

    text = answer.content.decode()
    assert sentence in text
    assert fields.get("alasan", JAWABAN).strip() in text
    assert Naskah.objects.published().exists()


def test_dismissing_tells_reporter_author_and_the_other_admins(laporan, cast, decide, client):
    decide(laporan, TOLAK, "admin_sulsel")

    assert "Laporan pembaca atas “Warga menanam bakau” tidak terbukti" in titles(cast.anggota)
    assert f"Laporan {laporan.nomor} diputuskan: tidak terbukti" in titles(cast.admin_makassar)
    assert "Tidak ada tautan judi" in client.get(laporan.alamat_tiket).content.decode()
    assert Naskah.objects.published().exists()


def test_asking_for_a_correction_leaves_the_page_public(laporan, cast, decide):
    decide(laporan, {"keputusan": "uphold_with_correction", "alasan": "Perbaiki tautannya."})

    laporan.refresh_from_db()
    assert (laporan.status, laporan.tindakan) == ("upheld", "correction")
    assert "Perbaiki “Warga menanam bakau”: ada laporan pembaca" in titles(cast.ketua)
    assert Naskah.objects.published().exists()


def test_a_second_report_of_a_post_taken_down_can_still_be_closed(laporan, kabar, decide):
    second = report(kabar, alasan="hoaks")
    decide(laporan, TURUNKAN)
    decide(second, TURUNKAN)

    second.refresh_from_db()
    assert second.status == "upheld"
    assert Penurunan.objects.count() == 1


def test_a_reported_kim_is_suspended_with_its_ground(kim, cast, decide):
    laporan = report(kim, alasan="iklan")
    decide(laporan, TURUNKAN | {"keputusan": "uphold_with_suspension", "dasar": "aturan"})

    assert Kim.objects.get(pk=kim.pk).status == "suspended"
    assert Penurunan.objects.get().nomor_laporan == laporan.nomor
    assert decide(report_of(kim), TURUNKAN).status_code == 404


def report_of(kim):
    """Return a report that lies in no region of anybody: one that does not exist."""
    return LaporanKonten(pk=987654, kim=kim)


def test_overdue_reports_stand_out_and_the_one_due_first_is_on_top(client, cast, kabar):
    calm = report(kabar, alasan="hoaks")
    urgent = report(kabar, alasan="anak")
    late = report(kabar, alasan="politik")
    past = timezone.now() - timedelta(hours=30)
    LaporanKonten.objects.filter(pk=late.pk).update(
        created_at=past, due_at=past + timedelta(hours=24)
    )
    client.force_login(cast.admin_makassar)

    page = client.get(LIST).content.decode()
    assert page.index(late.nomor) < page.index(urgent.nomor) < page.index(calm.nomor)
    assert "(lewat)" in page
    only_late = client.get(LIST, {"tenggat": "lewat"}).content.decode()
    assert late.nomor in only_late
    assert urgent.nomor not in only_late


# --- Hiding at once, where the region's rules say so ---------------------------------


@pytest.fixture
def hiding(kim):
    return AturanKim.objects.create(wilayah_id="73.71", sembunyikan_mendesak=True)


def test_admins_switch_it_on_for_their_region_and_the_audit_says_so(client, cast, hiding):
    hiding.sembunyikan_mendesak = False
    hiding.save()
    client.force_login(cast.admin_makassar)
    url = reverse("admin:komunitas_aturankim_change", args=[hiding.pk])
    rules = {
        "wilayah": "73.71",
        "min_anggota": 3,
        "penerbit_sk": "Lurah",
        "masa_bakti_tahun": 3,
        "boleh_asn": "on",
        "sembunyikan_mendesak": "on",
    }
    client.post(url, rules)

    hiding.refresh_from_db()
    assert hiding.sembunyikan_mendesak
    row = CatatanAudit.objects.get(verb="change_aturan")
    assert (row.actor, row.wilayah_kode) == (cast.admin_makassar, "73.71")
    assert "sembunyikan_mendesak: True" in row.after


def test_by_default_nothing_is_hidden_before_somebody_decided(laporan):
    assert Naskah.objects.published().exists()


def test_an_urgent_report_hides_the_post_at_once(hiding, kabar, laporan, cast, client):
    kabar.refresh_from_db()

    assert kabar.status == "withdrawn"
    assert client.get(kabar.kegiatan.get_absolute_url()).status_code == 404
    row = Penurunan.objects.get()
    assert (row.sementara, row.catatan.actor) == (True, None)
    assert "“Warga menanam bakau” disembunyikan sementara" in titles(cast.ketua)


def test_other_reasons_and_other_regions_hide_nothing(hiding, kabar, other_kim):
    report(kabar, alasan="hoaks")
    report(publish(other_kim, wilayah_id=other_kim.wilayah_id), alasan="perjudian")

    assert Naskah.objects.published().count() == 2


def test_dismissing_shows_it_again(hiding, kabar, laporan, decide, client):
    decide(laporan, TOLAK)

    assert client.get(kabar.kegiatan.get_absolute_url()).status_code == 200
    assert Penurunan.objects.get().akhir.verb == "restore_kegiatan"


def test_what_was_shown_again_is_not_hidden_a_second_time(hiding, kabar, laporan, decide):
    decide(laporan, TOLAK)
    report(kabar, alasan="pornografi")

    assert Naskah.objects.published().exists()


def test_upholding_makes_the_hiding_a_decision(hiding, kabar, laporan, cast, decide):
    decide(laporan, TURUNKAN)

    kabar.refresh_from_db()
    assert (kabar.status, kabar.catatan) == ("withdrawn", JAWABAN)
    in_force = Penurunan.objects.get(akhir=None)
    assert (in_force.sementara, in_force.catatan.actor) == (False, cast.admin_makassar)
    assert "“Warga menanam bakau” diturunkan" in titles(cast.anggota)
