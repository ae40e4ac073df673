"""A message in a language of the place: written by a KIM, reviewed, marked when out of date."""

import pytest
from django.db import IntegrityError, transaction

from diseminasi.bahasa.versions import (
    publish_version,
    return_version,
    submit_version,
    withdraw_version,
)
from diseminasi.models import VersiBahasa
from diseminasi.release import correct_info, withdraw_info
from diseminasi.tasks import ask_for_correction, deliver
from kimportal.audit.models import SYSTEM, CatatanAudit
from kimportal.notifications.models import Pemberitahuan
from kimportal.transitions import NotAllowed, TransitionError
from komunitas.verification import suspend_kim
from tests.diseminasi.messages import released
from tests.factories import KeanggotaanFactory, KimFactory, PenggunaFactory

MEJA = "/admin/diseminasi/versibahasa/"
ISI = {"judul": "Vaksin sapi tena bayara", "isi": "Anjo vaksin tena bayara.", "tindakan": ""}


@pytest.fixture
def info(cast):
    """A message of Sulawesi Selatan, handed out."""
    info = released(cast.admin_sulsel, "73")
    deliver(info.pk)
    return info


def write(info, kim, by, bahasa="mak", **words):
    return submit_version(info, by=by, kim=kim, bahasa=bahasa, **(ISI | words))


def page(client, address):
    return client.get(address).content.decode()


def decide(client, versi, verb, **typed):
    return client.post(f"{MEJA}{versi.pk}/putuskan/", {"keputusan": verb} | typed)


def test_a_kim_writes_one_an_officer_publishes_it_everyone_reads_it(client, cast, kim, info):
    client.force_login(cast.anggota)
    address = f"/kelola/info/{info.pk}/bahasa/"
    assert address in page(client, f"/kelola/info/{info.pk}/")
    assert "Belum ada versi" in page(client, address)
    client.post(address, ISI | {"kim": kim.pk, "bahasa": "mak"})
    versi = VersiBahasa.objects.get()
    assert "Menunggu pemeriksaan" in page(client, address)
    assert Pemberitahuan.objects.filter(
        pengguna=cast.admin_makassar, judul__startswith="Versi bahasa menunggu"
    ).exists()
    public = f"{info.get_absolute_url()}bahasa/mak/"
    assert client.get(public).status_code == 404
    assert "Bahasa Makassar" not in page(client, info.get_absolute_url())

    client.force_login(cast.admin_makassar)
    seen = page(client, f"{MEJA}{versi.pk}/change/")
    assert info.isi in seen
    assert ISI["isi"] in seen
    decide(client, versi, "publish_version")
    client.logout()

    assert public in page(client, info.get_absolute_url())
    shown = page(client, public)
    assert '<h1 lang="mak">Vaksin sapi tena bayara</h1>' in shown
    assert kim.nama in shown
    assert cast.anggota.nama + "<" not in shown
    assert Pemberitahuan.objects.filter(
        pengguna=cast.anggota, judul__startswith="Versi KIM Anda terbit"
    ).exists()
    assert CatatanAudit.objects.get(verb="publish_version").wilayah_kode == kim.wilayah_id


def test_a_suspended_kim_is_not_named_beside_its_version(client, cast, kim, info):
    versi = publish_version(write(info, kim, cast.ketua), by=cast.admin_makassar)
    assert kim.nama in page(client, versi.get_absolute_url())

    suspend_kim(kim, by=SYSTEM, reason="Akunnya diambil orang lain.")

    shown = page(client, versi.get_absolute_url())
    assert f"Ditulis KIM di {kim.wilayah.nama_singkat}" in shown
    assert kim.nama not in shown
    assert kim.get_absolute_url() not in shown


def test_browsers_are_told_the_short_code_where_there_is_one(client, cast, kim, info):
    publish_version(write(info, kim, cast.ketua, "jav"), by=cast.admin_makassar)

    assert '<h1 lang="jv">' in page(client, f"{info.get_absolute_url()}bahasa/jav/")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("bahasa", "", "Pilih bahasanya."),
        ("bahasa", "zzz", "zzz"),
        ("judul", "", "Judul wajib diisi."),
        ("isi", "", "Isi pesan wajib diisi."),
    ],
)
def test_bad_input_comes_back_with_a_sentence(client, cast, kim, info, field, value, sentence):
    client.force_login(cast.ketua)
    sent = ISI | {"kim": kim.pk, "bahasa": "mak", field: value}

    answer = client.post(f"/kelola/info/{info.pk}/bahasa/", sent)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_sent_again_the_waiting_one_takes_the_new_words(cast, kim, info):
    write(info, kim, cast.ketua)
    write(info, kim, cast.anggota, judul="Vaksin sapi")

    versi = VersiBahasa.objects.get()
    assert (versi.judul, versi.penulis) == ("Vaksin sapi", cast.anggota)


def test_who_left_and_another_kim_write_nothing(client, cast, kim, other_kim):
    info = released(cast.admin_makassar, "73.71")
    deliver(info.pk)
    for person in (cast.mantan, cast.ketua_lain, cast.warga):
        client.force_login(person)
        assert client.get(f"/kelola/info/{info.pk}/bahasa/").status_code == 404
        with pytest.raises(NotAllowed):
            write(info, kim, person)
    with pytest.raises(TransitionError, match="tidak ditujukan"):
        write(info, other_kim, cast.ketua_lain)


def test_the_neighbour_neither_reads_nor_decides_what_waits(client, cast, kim, info):
    versi = write(info, kim, cast.ketua)
    client.force_login(cast.admin_gowa)

    assert client.get(f"{MEJA}{versi.pk}/change/").status_code == 404
    assert decide(client, versi, "publish_version").status_code == 404
    for door in (publish_version, lambda v, by: return_version(v, by=by, reason="X")):
        with pytest.raises(NotAllowed):
            door(versi, by=cast.admin_gowa)


def test_nobody_reviews_what_their_own_kim_wrote(cast, kim, info):
    versi = write(info, kim, cast.ketua)

    with pytest.raises(NotAllowed):
        publish_version(versi, by=cast.admin_anggota)


def test_given_back_with_a_note_it_is_mended(client, cast, kim, info):
    versi = write(info, kim, cast.ketua)
    client.force_login(cast.admin_makassar)
    assert "Tuliskan alasannya" in decide(client, versi, "return_version").content.decode()
    decide(client, versi, "return_version", alasan="Ejaannya keliru.")
    client.force_login(cast.ketua)
    address = f"/kelola/info/{info.pk}/bahasa/"
    assert "Ejaannya keliru." in page(client, address)
    assert ISI["judul"] in page(client, f"{address}?bahasa=mak")

    client.post(address, ISI | {"kim": kim.pk, "bahasa": "mak", "judul": "Vaksin sapi baru"})

    versi.refresh_from_db()
    assert (versi.status, versi.catatan, versi.judul) == ("submitted", "", "Vaksin sapi baru")


def test_a_correction_marks_versions_until_they_follow_it(client, cast, kim, info):
    publish_version(write(info, kim, cast.ketua), by=cast.admin_makassar)
    public = f"{info.get_absolute_url()}bahasa/mak/"
    assert "belum mengikuti ralat" not in page(client, public)

    correct_info(info, by=cast.admin_sulsel, reason="Harinya Senin.", changes={"isi": "Senin."})
    ralat = info.daftar_ralat.get()
    ask_for_correction(ralat.pk)
    ask_for_correction(ralat.pk)

    assert "Versi ini belum mengikuti ralat terakhir" in page(client, public)
    assert "(belum mengikuti ralat)" in page(client, info.get_absolute_url())
    told = Pemberitahuan.objects.filter(judul__startswith="Perbarui versi")
    assert [row.pengguna for row in told] == [cast.ketua]
    client.force_login(cast.ketua)
    assert "Belum mengikuti ralat" in page(client, f"/kelola/info/{info.pk}/bahasa/")

    newer = write(info, kim, cast.ketua, judul="Vaksin sapi Senin")
    publish_version(newer, by=cast.admin_makassar)

    shown = page(client, public)
    assert "Vaksin sapi Senin" in shown
    assert "Harinya Senin." in shown
    assert "belum mengikuti ralat" not in shown
    assert list(VersiBahasa.objects.order_by("pk").values_list("status", flat=True)) == [
        "superseded",
        "published",
    ]


def test_another_kim_may_bring_a_better_one(cast, kim, info):
    first = publish_version(write(info, kim, cast.ketua), by=cast.admin_makassar)
    other = KimFactory(verified=True, wilayah_id="73.71.02.1002")
    ketua = PenggunaFactory()
    KeanggotaanFactory(kim=other, pengguna=ketua, jabatan="ketua")
    from diseminasi.delivery import deliver_late

    deliver_late(info)
    second = publish_version(write(info, other, ketua), by=cast.admin_makassar)

    first.refresh_from_db()
    assert (first.status, second.status) == ("superseded", "published")


def test_what_is_withdrawn_leaves_the_page(client, cast, kim, info):
    versi = publish_version(write(info, kim, cast.ketua), by=cast.admin_makassar)
    withdraw_version(versi, by=cast.admin_makassar, reason="Keliru artinya.")

    assert client.get(f"{info.get_absolute_url()}bahasa/mak/").status_code == 404


def test_a_withdrawn_message_is_read_in_no_language(client, cast, kim, info):
    publish_version(write(info, kim, cast.ketua), by=cast.admin_makassar)
    withdraw_info(info, by=cast.admin_sulsel, reason="Batal.")

    assert client.get(f"{info.get_absolute_url()}bahasa/mak/").status_code == 404
    assert "Bahasa Makassar" not in page(client, info.get_absolute_url())
    with pytest.raises(TransitionError, match="tidak sedang terbit"):
        write(info, kim, cast.ketua, "bug")


def test_another_slug_leads_to_the_right_address(client, cast, kim, info):
    versi = publish_version(write(info, kim, cast.ketua), by=cast.admin_makassar)

    answer = client.get(f"/info-pemerintah/{info.pk}/lain/bahasa/mak/")

    assert answer.url == versi.get_absolute_url()


def test_the_database_keeps_one_per_language(cast, kim, info):
    versi = publish_version(write(info, kim, cast.ketua), by=cast.admin_makassar)

    with pytest.raises(IntegrityError), transaction.atomic():
        versi.pk = None
        versi.save(force_insert=True)
