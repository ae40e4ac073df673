"""Khusus KIM: nowhere in public, answered until a day, reminded once a day."""

import datetime
from io import BytesIO
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from diseminasi.bahan.links import short_link
from diseminasi.khusus.responding import respond_info
from diseminasi.models import InfoPemerintah, PengingatKhusus, TanggapanKim
from diseminasi.relay import relay_info
from diseminasi.release import withdraw_info
from diseminasi.tasks import ask_for_correction, deliver, go_on_delivering, send_reminder
from kimportal.audit.models import CatatanAudit
from kimportal.notifications.models import Pemberitahuan
from kimportal.transitions import NotAllowed, TransitionError
from tests.diseminasi.messages import DESK, released
from tests.factories import KeanggotaanFactory, KimFactory, PenggunaFactory

JUDUL = "Undangan Zebrakota"
TUTUP = timezone.localdate() + datetime.timedelta(days=3)
BENTUK = {
    "judul": JUDUL,
    "isi": "Rapat semua KIM di balai kota.",
    "tindakan": "",
    "sumber": "Diskominfo",
    "alamat_sumber": "",
    "cara_jawab": "hadir",
    "jawab_sampai": TUTUP.isoformat(),
}


def invite(by, kode="73.71", **fields):
    fields = {"judul": JUDUL, "cara_jawab": "hadir", "jawab_sampai": TUTUP} | fields
    info = released(by, kode, **fields)
    deliver(info.pk)
    return info


@pytest.fixture
def undangan(cast):
    """An invitation of Kota Makassar, handed out."""
    return invite(cast.admin_makassar)


@pytest.fixture
def neighbour(cast):
    """Another KIM of Makassar, with its ketua."""
    kim = KimFactory(verified=True, nama="KIM Tetangga", wilayah_id="73.71.02.1002")
    ketua = PenggunaFactory(nama="Ketua Tetangga")
    KeanggotaanFactory(kim=kim, pengguna=ketua, jabatan="ketua")
    return kim, ketua


def respond(info, kim, by, **fields):
    return respond_info(info, by=by, kim=kim, uuid=uuid4(), **({"hadir": True} | fields))


def typed(kim, **fields):
    return {"uuid": str(uuid4()), "kim": kim.pk, "hadir": "ya", "teks": ""} | fields


def page(client, address):
    return client.get(address).content.decode()


def test_an_admin_writes_one_and_it_reaches_the_kim(client, cast, kim):
    client.force_login(cast.admin_makassar)
    assert "khusus/" in page(client, DESK)
    client.post(f"{DESK}khusus/", BENTUK | {"penerbit": "73.71"})
    info = InfoPemerintah.objects.get()
    assert "tidak tampil untuk umum" in page(client, f"{DESK}{info.pk}/kirim/")

    client.post(f"{DESK}{info.pk}/kirim/")
    deliver(info.pk)

    info.refresh_from_db()
    assert (info.status, info.cara_jawab, info.jawab_sampai) == ("released", "hadir", TUTUP)
    told = Pemberitahuan.objects.get(pengguna=cast.ketua)
    assert told.judul.startswith("Khusus KIM, perlu dijawab")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("jawab_sampai", "2020-01-01", "Tanggal ini sudah lewat."),
        ("jawab_sampai", "", "wajib diisi"),
        ("cara_jawab", "", "wajib diisi"),
    ],
)
def test_bad_input_comes_back_with_a_sentence(client, cast, field, value, sentence):
    client.force_login(cast.admin_makassar)

    answer = client.post(f"{DESK}khusus/", BENTUK | {"penerbit": "73.71", field: value})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_draft_is_changed_in_its_own_form(client, cast):
    client.force_login(cast.admin_makassar)
    client.post(f"{DESK}khusus/", BENTUK | {"penerbit": "73.71"})
    info = InfoPemerintah.objects.get()

    client.post(f"{DESK}{info.pk}/ubah/", BENTUK | {"cara_jawab": "teks"})

    info.refresh_from_db()
    assert info.cara_jawab == "teks"


def test_it_is_on_no_public_page(client, cast, kim, undangan):
    slug = undangan.slug
    pages = [
        *("/", "/info-pemerintah/", "/info-pemerintah/?masa=semua", "/cari/?q=zebrakota"),
        *("/feed/", "/sitemap.xml", "/info-pemerintah/?q=zebrakota", f"/kim/{kim.slug}/"),
        *("/api/v1/kegiatan/?q=zebrakota", "/wilayah/73.71/", "/wilayah/73.71.01.1006/"),
    ]
    for address in pages:
        assert "Undangan Zebra" not in page(client, address), address
    gone = [
        f"/info-pemerintah/{undangan.pk}/{slug}/",
        f"/info-pemerintah/{undangan.pk}/{slug}/jangkauan/",
        f"/info-pemerintah/{undangan.pk}/{slug}/kartu.png",
        short_link(undangan, kim).partition("://")[2].partition("/")[2].join(("/", "")),
    ]
    for address in gone:
        assert client.get(address).status_code == 404, address


def test_a_kim_gets_nothing_to_relay_and_may_not(client, cast, kim, undangan):
    client.force_login(cast.ketua)
    for part in ("kartu.png", "papan/", "bahan.zip"):
        assert client.get(f"/kelola/info/{undangan.pk}/{part}").status_code == 404
    assert "Sudah kami sebarkan" not in page(client, f"/kelola/info/{undangan.pk}/")

    with pytest.raises(TransitionError, match="hanya untuk KIM"):
        relay_info(
            undangan,
            by=cast.ketua,
            kim=kim,
            uuid=uuid4(),
            kanal="papan",
            wilayah=kim.wilayah,
            tanggal=timezone.localdate(),
        )
    client.force_login(cast.admin_makassar)
    for part in ("bahan/", "catat/", "belum/"):
        assert client.get(f"{DESK}{undangan.pk}/{part}").status_code == 404


def test_neighbours_and_other_kim_do_not_read_it(client, cast, undangan):
    for person in (cast.admin_gowa, cast.admin_papua):
        client.force_login(person)
        for part in ("change/", "jawaban/", "jawaban.csv"):
            assert client.get(f"{DESK}{undangan.pk}/{part}").status_code == 404
        assert client.post(f"{DESK}{undangan.pk}/ingatkan/").status_code == 404
    for person in (cast.ketua_lain, cast.warga, cast.mantan):
        client.force_login(person)
        assert client.get(f"/kelola/info/{undangan.pk}/").status_code == 404


def test_the_city_does_not_read_what_the_province_asks_its_kim(client, cast, kim):
    info = invite(cast.admin_sulsel, "73")
    client.force_login(cast.admin_makassar)

    assert client.get(f"{DESK}{info.pk}/jawaban/").status_code == 404


def test_a_ketua_finds_it_answers_and_changes_the_answer(client, cast, kim, undangan):
    client.force_login(cast.ketua)
    assert 'id="perlu-dijawab"' in page(client, "/kelola/")
    assert "Perlu dijawab" in page(client, "/kelola/info/")
    address = f"/kelola/info/{undangan.pk}/"

    client.post(address, typed(kim, teks="Dua orang"))
    assert 'id="perlu-dijawab"' not in page(client, "/kelola/")
    assert "Sudah dijawab" in page(client, "/kelola/info/")
    client.post(address, typed(kim, hadir="tidak", teks="Sakit"))

    kept = [(row.nomor, row.hadir) for row in TanggapanKim.objects.order_by("nomor")]
    assert kept == [(1, True), (2, False)]
    assert "Tidak hadir" in page(client, address)
    assert CatatanAudit.objects.filter(verb="respond_info").count() == 2


def test_the_same_key_and_the_same_answer_count_once(client, cast, kim, undangan):
    client.force_login(cast.ketua)
    sent = typed(kim)
    for fields in (sent, sent, typed(kim)):
        assert client.post(f"/kelola/info/{undangan.pk}/", fields).status_code == 302

    assert TanggapanKim.objects.count() == 1


def test_pengurus_answer_and_members_read(client, cast, kim, other_kim, undangan):
    client.force_login(cast.anggota)
    address = f"/kelola/info/{undangan.pk}/"
    assert "Pengurus yang menjawab" in page(client, address)
    assert client.post(address, typed(kim)).status_code == 403
    for person in (cast.anggota, cast.mantan, cast.ketua_lain):
        with pytest.raises(NotAllowed):
            respond(undangan, kim, person)
    with pytest.raises(TransitionError, match="tidak ditujukan"):
        respond(undangan, other_kim, cast.ketua_lain)


def test_nothing_chosen_comes_back_with_a_sentence(client, cast, kim, undangan):
    client.force_login(cast.ketua)

    answer = client.post(f"/kelola/info/{undangan.pk}/", typed(kim, hadir=""))

    assert answer.status_code == 422
    assert "Pilih hadir atau tidak." in answer.content.decode()


def test_a_request_is_answered_in_words(client, cast, kim):
    info = invite(cast.admin_makassar, cara_jawab="teks")
    client.force_login(cast.ketua)
    address = f"/kelola/info/{info.pk}/"
    assert "Tulis jawabannya." in client.post(address, typed(kim)).content.decode()

    client.post(address, typed(kim, teks="Anggota kami 12 orang."))

    row = TanggapanKim.objects.get()
    assert (row.hadir, row.teks) == (None, "Anggota kami 12 orang.")


def test_after_the_day_nobody_answers(client, cast, kim, undangan):
    InfoPemerintah.objects.update(jawab_sampai=timezone.localdate() - datetime.timedelta(days=2))
    client.force_login(cast.ketua)

    assert "Batas menjawab sudah lewat" in page(client, f"/kelola/info/{undangan.pk}/")
    with pytest.raises(TransitionError, match="sudah lewat"):
        respond(undangan, kim, cast.ketua)


def test_the_author_sees_who_has_answered_and_who_not(client, cast, kim, neighbour):
    other, _ = neighbour
    undangan = invite(cast.admin_makassar)
    respond(undangan, kim, cast.ketua, teks="Dua orang")
    client.force_login(cast.admin_makassar)
    address = f"{DESK}{undangan.pk}/jawaban/"
    assert address in page(client, f"{DESK}{undangan.pk}/change/")

    everyone = page(client, address)
    assert "1 dari 2 KIM sudah menjawab" in everyone
    assert "Dua orang" in everyone
    assert cast.ketua.nama + "<" not in everyone
    assert kim.nama not in page(client, f"{address}?jawab=belum")
    assert other.nama not in page(client, f"{address}?jawab=hadir")
    assert "Tidak ada KIM dengan jawaban ini" in page(client, f"{address}?jawab=tidak")


def test_the_list_asks_no_more_with_more_kim(client, cast, kim, undangan):
    client.force_login(cast.admin_makassar)

    def queries():
        with CaptureQueriesContext(connection) as asked:
            client.get(f"{DESK}{undangan.pk}/jawaban/")
        return len(asked)

    few = queries()
    for _ in range(4):
        KimFactory(verified=True, wilayah_id="73.71.02.1002", verified_at=timezone.now())
    go_on_delivering()
    assert undangan.daftar_penyampaian.count() == 5
    assert queries() <= few


@pytest.mark.parametrize("bentuk", ["csv", "xlsx"])
def test_the_table_runs_no_formula(client, cast, kim, undangan, bentuk):
    respond(undangan, kim, cast.ketua, teks="=HYPERLINK(A1)")
    client.force_login(cast.admin_makassar)

    answer = client.get(f"{DESK}{undangan.pk}/jawaban.{bentuk}")

    if bentuk == "csv":
        text = answer.content.decode("utf-8-sig")
        assert "'=HYPERLINK(A1)" in text
        assert kim.nomor in text
    else:
        rows = list(load_workbook(BytesIO(answer.content)).active)
        assert rows[1][5].data_type == "s"
        assert rows[1][5].value == "=HYPERLINK(A1)"
        assert rows[1][4].value == "Hadir"


def test_another_kind_of_file_is_not_there(client, cast, undangan):
    client.force_login(cast.admin_makassar)

    assert client.get(f"{DESK}{undangan.pk}/jawaban.pdf").status_code == 404


def test_one_tap_reminds_those_who_have_not_answered_once_a_day(
    client, cast, kim, neighbour, django_capture_on_commit_callbacks
):
    _, ketua_tetangga = neighbour
    undangan = invite(cast.admin_makassar)
    respond(undangan, kim, cast.ketua)
    client.force_login(cast.admin_makassar)
    assert "Ingatkan 1 KIM" in page(client, f"{DESK}{undangan.pk}/jawaban/")

    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{DESK}{undangan.pk}/ingatkan/")
    send_reminder(PengingatKhusus.objects.get().pk)
    again = client.post(f"{DESK}{undangan.pk}/ingatkan/", follow=True)

    told = Pemberitahuan.objects.filter(judul__startswith="Belum dijawab")
    assert [row.pengguna for row in told] == [ketua_tetangga]
    assert "Hari ini sudah diingatkan" in again.content.decode()
    assert PengingatKhusus.objects.count() == 1


def test_an_observer_reads_the_list_but_does_not_remind(client, cast, undangan):
    from tests.factories import PenugasanFactory

    observer = PenggunaFactory(is_staff=True)
    PenugasanFactory(pengguna=observer, wilayah_id="73.71", peran="pemantau")
    client.force_login(observer)

    assert client.get(f"{DESK}{undangan.pk}/jawaban/").status_code == 200
    assert client.post(f"{DESK}{undangan.pk}/ingatkan/").status_code == 403


def test_when_all_have_answered_nobody_is_reminded(client, cast, kim, undangan):
    respond(undangan, kim, cast.ketua)
    client.force_login(cast.admin_makassar)

    answer = client.post(f"{DESK}{undangan.pk}/ingatkan/", follow=True)

    assert "Semua KIM sudah menjawab" in answer.content.decode()


def test_a_later_day_is_given_by_a_correction_that_tells_everyone(client, cast, kim, undangan):
    later = TUTUP + datetime.timedelta(days=4)
    client.force_login(cast.admin_makassar)
    fields = {k: v for k, v in BENTUK.items() if k != "cara_jawab"}

    client.post(
        f"{DESK}{undangan.pk}/ralat/",
        fields | {"jawab_sampai": later.isoformat(), "penjelasan": "Rapat diundur."},
    )
    ask_for_correction(undangan.daftar_ralat.get().pk)

    undangan.refresh_from_db()
    assert (undangan.status, undangan.jawab_sampai) == ("corrected", later)
    told = Pemberitahuan.objects.get(pengguna=cast.ketua, judul__contains="berubah")
    assert told.isi == "Rapat diundur."


def test_what_is_called_off_says_so_to_the_kim_and_takes_no_answer(client, cast, kim, undangan):
    withdraw_info(undangan, by=cast.admin_makassar, reason="Rapat batal.")
    ask_for_correction(undangan.daftar_ralat.get().pk)
    client.force_login(cast.ketua)

    assert "Rapat batal." in page(client, f"/kelola/info/{undangan.pk}/")
    assert Pemberitahuan.objects.filter(pengguna=cast.ketua, judul__contains="dibatalkan").exists()
    with pytest.raises(TransitionError, match="tidak sedang menunggu"):
        respond(undangan, kim, cast.ketua)


def test_the_database_refuses_other_answers(cast, kim, undangan):
    respond(undangan, kim, cast.ketua)

    with pytest.raises(IntegrityError), transaction.atomic():
        TanggapanKim.objects.update(hadir=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        TanggapanKim.objects.all().delete()
