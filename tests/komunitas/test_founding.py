"""Founding a KIM in steps that can be left and resumed, from the first form to the public page."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kimportal.notifications.models import Pemberitahuan
from komunitas import verification
from komunitas.models import AturanKim, Keanggotaan, Kim, StatusKim
from tests.factories import KeanggotaanFactory, KimFactory, PenggunaFactory
from tests.images.samples import picture
from tests.komunitas.founding import BARU, complete, people, start, step


def page(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_from_the_first_form_to_the_public_page(client, cast, pendiri):
    answer = client.post(
        BARU, {"nama": "KIM Losari Cerdas", "wilayah": "Bontorannu", "jenis": "desa"}
    )
    kim = Kim.objects.get(nama="KIM Losari Cerdas")
    assert answer.headers["Location"] == step(kim, "bidang")
    complete(client, kim)
    client.post(step(kim, "sk"), {"nomor": ""})
    client.post(step(kim, "titik"), {"lat": "-5,1620", "lon": "119.4040"})

    assert "KIM Losari Cerdas" in page(client, step(kim, "kirim"))
    client.post(step(kim, "kirim"), {"lanjut": "1"})
    kim.refresh_from_db()
    assert kim.status == StatusKim.SUBMITTED
    assert (kim.lat, kim.lon) == (-5.162, 119.404)
    told = Pemberitahuan.objects.filter(url=f"/admin/komunitas/kim/{kim.pk}/change/")
    assert {p.pengguna for p in told} == {cast.admin_makassar, cast.admin_anggota}

    client.force_login(cast.admin_makassar)
    client.post(f"/admin/komunitas/kim/{kim.pk}/putuskan/", {"keputusan": "verify_kim"})
    assert "KIM Losari Cerdas" in page(client, "/kim/kim-losari-cerdas/")
    assert Pemberitahuan.objects.filter(pengguna=pendiri, judul__contains="terverifikasi").exists()


def test_leaving_and_coming_back_finds_everything_again(client, pendiri):
    kim = start(client)
    complete(client, kim)

    assert "KIM Losari Cerdas" in page(client, "/kelola/kim/")
    assert 'value="Sitti"' in page(client, step(kim, "pengurus"))
    assert "checked" in page(client, step(kim, "bidang"))


def test_the_first_form_sent_twice_makes_one_draft(client, pendiri):
    start(client)
    start(client)

    assert Kim.objects.filter(nama="KIM Losari Cerdas").count() == 1


def test_nobody_hoards_drafts(client, pendiri):
    for number in range(3):
        start(client, f"KIM Nomor {number}")

    answer = client.post(BARU, {"nama": "KIM Lagi", "wilayah": "73.71.01.1001", "jenis": "desa"})

    assert "belum selesai" in answer.content.decode()
    assert not Kim.objects.filter(nama="KIM Lagi").exists()


def test_a_wrong_first_form_comes_back_filled_in(client, pendiri):
    answer = client.post(BARU, {"nama": "KIM Losari", "wilayah": "Antah Berantah", "jenis": "desa"})

    text = answer.content.decode()
    assert "tidak ditemukan" in text
    assert 'value="KIM Losari"' in text


def test_two_ketua_are_refused_beside_the_rows(client, pendiri):
    kim = start(client)

    answer = client.post(step(kim, "pengurus"), people(("Sitti", "ketua")))

    assert "hanya punya satu ketua" in answer.content.decode()
    assert 'value="Sitti"' in answer.content.decode()


def test_the_founder_may_be_sekretaris_under_another_ketua(client, pendiri):
    kim = start(client)

    client.post(step(kim, "pengurus"), people(("Sitti", "ketua"), jabatan="sekretaris"))

    seats = dict(Keanggotaan.objects.filter(kim=kim).values_list("nama", "jabatan"))
    assert seats == {"Rahma": "sekretaris", "Sitti": "ketua"}


def test_an_emptied_row_takes_the_person_off_the_list(client, pendiri):
    kim = start(client)
    complete(client, kim)
    udin = Keanggotaan.objects.get(kim=kim, nama="Udin")

    client.post(
        step(kim, "pengurus"),
        people(("Sitti", "sekretaris"), ("", "anggota"), **{"form-1-pk": str(udin.pk)}),
    )

    assert not Keanggotaan.objects.filter(pk=udin.pk).exists()


def test_more_rows_come_without_script(client, pendiri):
    kim = start(client)

    answer = client.post(step(kim, "pengurus"), people(("Sitti", "sekretaris"), lagi="1"))

    assert answer.headers["Location"].startswith(step(kim, "pengurus"))
    assert Keanggotaan.objects.filter(kim=kim, nama="Sitti").exists()


def test_a_point_far_away_is_questioned_not_refused(client, pendiri):
    kim = start(client)
    jauh = {"lat": "-5.60", "lon": "119.404"}

    answer = client.post(step(kim, "titik"), jauh)
    assert "km dari pusat Kelurahan Bontorannu" in answer.content.decode()
    assert "Ya, titik ini benar" in answer.content.decode()
    client.post(step(kim, "titik"), jauh | {"yakin": "on"})

    kim.refresh_from_db()
    assert kim.lat == -5.6


@pytest.mark.parametrize(
    ("titik", "kata"),
    [
        ({"lat": "-5.1", "lon": ""}, "Isi keduanya"),
        ({"lat": "52.5", "lon": "13.4"}, "di luar Indonesia"),
        ({"lat": "lima", "lon": "119"}, "Tulis angka"),
        ({"lat": "nan", "lon": "119"}, "Tulis angka"),
    ],
)
def test_an_impossible_point_is_told_beside_the_field(titik, kata, client, pendiri):
    kim = start(client)

    assert kata in client.post(step(kim, "titik"), titik).content.decode()


def test_incomplete_drafts_say_what_is_missing_and_cannot_be_sent(client, pendiri):
    kim = start(client)

    assert "Pilih paling sedikit satu bidang" in page(client, f"/kelola/kim/{kim.pk}/")
    client.post(step(kim, "kirim"), {"lanjut": "1"})

    kim.refresh_from_db()
    assert kim.status == StatusKim.DRAFT


def test_the_regions_rules_count(client, pendiri):
    AturanKim.objects.create(wilayah_id="73.71", min_anggota=10, wajib_sk=True)
    AturanKim.objects.create(wilayah_id="73", min_anggota=3)
    kim = start(client)
    complete(client, kim)

    text = page(client, step(kim, "kirim"))

    assert "sedikitnya 10 orang" in text
    assert "SK wajib ada" in text


@pytest.mark.parametrize(
    "nama",
    [
        "Komunitas Informasi Masyarakat Mariso Bersatu",
        "Kelompok Informasi Masyarakat Mariso Bersatu",
        "KIM Marisso Bersatu",
    ],
)
def test_likely_doubles_are_shown_before_sending(nama, client, pendiri):
    kim = start(client, nama)
    complete(client, kim)

    text = page(client, step(kim, "kirim"))
    assert "KIM Mariso Bersatu" in text
    assert "Bukan, lanjutkan" in text
    client.post(step(kim, "kirim"))
    kim.refresh_from_db()
    assert kim.status == StatusKim.DRAFT

    client.post(step(kim, "kirim"), {"lanjut": "1"})
    kim.refresh_from_db()
    assert kim.status == StatusKim.SUBMITTED


def test_other_peoples_drafts_are_not_shown_as_doubles(client, pendiri):
    KimFactory(nama="KIM Losari Cerdass", wilayah_id="73.71.01.1001")
    kim = start(client)
    complete(client, kim)

    assert "Cerdass" not in page(client, step(kim, "kirim"))


def test_the_admins_note_is_read_mended_and_sent_again(client, cast, pendiri):
    kim = start(client)
    complete(client, kim)
    client.post(step(kim, "kirim"), {"lanjut": "1"})
    verification.return_kim(kim, by=cast.admin_makassar, reason="Nama ketua keliru.")

    assert "Nama ketua keliru." in page(client, f"/kelola/kim/{kim.pk}/")
    assert "Nama ketua keliru." in page(client, step(kim, "pengurus"))
    client.post(step(kim, "kirim"), {"lanjut": "1"})

    kim.refresh_from_db()
    assert kim.status == StatusKim.SUBMITTED


def test_what_waits_is_not_edited_but_can_be_taken_back(client, pendiri):
    kim = start(client)
    complete(client, kim)
    client.post(step(kim, "kirim"), {"lanjut": "1"})

    client.post(step(kim, "nama"), {"nama": "KIM Lain Sekali", "wilayah": "73.71.01.1001"})
    kim.refresh_from_db()
    assert kim.nama == "KIM Losari Cerdas"
    client.post(f"/kelola/kim/{kim.pk}/tarik/")

    assert client.get(step(kim, "nama")).status_code == 200


def test_going_back_after_sending_leads_to_where_it_stands(client, pendiri):
    kim = start(client)
    complete(client, kim)
    client.post(step(kim, "kirim"), {"lanjut": "1"})

    for answer in (
        client.get(step(kim, "kirim")),
        client.post(step(kim, "kirim"), {"lanjut": "1"}),
    ):
        assert answer.headers["Location"] == f"/kelola/kim/{kim.pk}/"


def test_deleting_a_draft_asks_first(client, pendiri):
    kim = start(client)

    assert "Hapus draf" in page(client, f"/kelola/kim/{kim.pk}/hapus/")
    assert Kim.objects.filter(pk=kim.pk).exists()
    client.post(f"/kelola/kim/{kim.pk}/hapus/")

    assert not Kim.objects.filter(pk=kim.pk).exists()


def test_only_drafts_are_deleted(client, cast, kim):
    client.force_login(cast.ketua)

    assert client.post(f"/kelola/kim/{kim.pk}/hapus/").status_code == 403


def sk(berkas: SimpleUploadedFile | None = None, **fields: str) -> dict[str, object]:
    data = {"nomor": "12/SK/2024", "penerbit": "Lurah", "tanggal": "2024-02-01", **fields}
    return data | ({"berkas": berkas} if berkas else {})


def jpeg_with_gps() -> bytes:
    image, buffer = picture(), BytesIO()
    exif = image.getexif()
    exif[0x010E] = "rahasia"
    exif.get_ifd(0x8825)[1] = "S"
    image.save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()


def test_an_sk_as_pdf_is_handed_out_as_download_only(client, pendiri):
    kim = start(client)
    pdf = SimpleUploadedFile("../../x<script>.html", b"%PDF-1.7 isi", "text/html")
    client.post(step(kim, "sk"), sk(pdf))
    decree = kim.daftar_sk.get()

    answer = client.get(f"/kelola/kim/{kim.pk}/sk/{decree.pk}/")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="SK-12sk2024.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 isi"
    assert decree.berkas.name.startswith("sk/")


def test_a_photo_of_an_sk_keeps_no_metadata(client, pendiri):
    kim = start(client)
    client.post(step(kim, "sk"), sk(SimpleUploadedFile("sk.jpg", jpeg_with_gps())))

    with kim.daftar_sk.get().berkas.open() as file:
        stored = file.read()

    assert stored[:3] == b"\xff\xd8\xff"
    assert b"Exif" not in stored
    assert b"rahasia" not in stored


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        (b"<html><script>", "bukan PDF dan bukan foto"),
        (b"PK\x03\x04 docx", "bukan PDF dan bukan foto"),
        (b"%PDF-" + b"0" * (10 * 1024 * 1024), "Paling besar 10 MB"),
    ],
)
def test_other_files_are_refused_beside_the_field(isi, kata, client, pendiri):
    kim = start(client)

    answer = client.post(step(kim, "sk"), sk(SimpleUploadedFile("sk.pdf", isi, "application/pdf")))

    assert kata in answer.content.decode()
    assert 'value="12/SK/2024"' in answer.content.decode()
    assert not kim.daftar_sk.exists()


def test_half_an_sk_is_told(client, pendiri):
    kim = start(client)

    answer = client.post(step(kim, "sk"), {"nomor": "12", "penerbit": ""})

    assert "Diterbitkan oleh perlu diisi" in answer.content.decode()


def test_the_neighbour_sees_no_step(client, cast, pendiri):
    kim = start(client)
    client.force_login(cast.ketua_lain)

    assert client.get(step(kim, "nama")).status_code == 404


def test_a_member_who_is_no_pengurus_cannot_work_on_the_steps(client, cast, pendiri):
    kim = start(client)
    other = PenggunaFactory()
    KeanggotaanFactory(kim=kim, pengguna=other)
    client.force_login(other)

    assert client.get(step(kim, "nama")).status_code == 403


def test_another_village_asks_for_the_point_again(client, pendiri):
    kim = start(client)
    client.post(step(kim, "titik"), {"lat": "-5.162", "lon": "119.404"})

    client.post(
        step(kim, "nama"),
        {"nama": kim.nama, "wilayah": "73.06.02.2002", "jenis": "desa"},
    )

    kim.refresh_from_db()
    assert (kim.wilayah_id, kim.lat) == ("73.06.02.2002", None)


def test_officers_do_not_see_what_was_not_handed_in(client, cast, pendiri):
    kim = start(client)
    client.force_login(cast.admin_makassar)

    assert "KIM Losari Cerdas" not in page(client, "/admin/komunitas/kim/")
    assert client.get(f"/kelola/kim/{kim.pk}/sk/1/").status_code == 404
