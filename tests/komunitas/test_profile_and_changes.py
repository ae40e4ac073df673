"""The profile changes at once; name, village and SK only with the admins' consent."""

from io import BytesIO

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile

from kimportal.audit.takedowns import Dasar
from kimportal.notifications.models import Pemberitahuan
from komunitas import verification
from komunitas.models import Bidang, PerubahanKim, SuratKeputusan
from tests.factories import KeanggotaanFactory, KimFactory, NaskahFactory
from tests.images.samples import picture

SK = {"sk-nomor": "77/SK/2025", "sk-penerbit": "Lurah Mariso", "sk-tanggal": "2025-03-01"}


@pytest.fixture
def bidang(db):
    return Bidang.objects.get_or_create(slug="perikanan", defaults={"nama": "Perikanan"})[0]


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """Run a call as one transaction, with what waits for its commit."""

    def run(call):
        with django_capture_on_commit_callbacks(execute=True):
            return call()

    return run


@pytest.fixture
def as_ketua(client, cast, bidang):
    client.force_login(cast.ketua)
    return client


def profile(kim) -> str:
    return f"/kelola/kim/{kim.pk}/profil/"


def change_url(kim) -> str:
    return f"/kelola/kim/{kim.pk}/perubahan/"


def isi(bidang, **changes: object) -> dict[str, object]:
    return {"visi": "Kabar yang benar.", "bidang": [bidang.pk], **changes}


def photo(name: str = "IMG_1.jpg", colour: str = "") -> SimpleUploadedFile:
    """Return a JPEG that tells where it was taken."""
    image, buffer = picture(), BytesIO()
    exif = image.getexif()
    exif.get_ifd(0x8825).update({1: "S", 2: (5.0, 9.0, 0.0)})
    exif[0x010E] = f"rahasia {colour}"
    image.save(buffer, "JPEG", exif=exif)
    return SimpleUploadedFile(name, buffer.getvalue(), "image/jpeg")


# --- Profile ------------------------------------------------------------------------


def test_the_profile_is_public_at_once(as_ketua, client, kim, bidang):
    as_ketua.post(
        profile(kim), isi(bidang, whatsapp="0812-3456-7890", situs="kim.example", lat="", lon="")
    )

    page = client.get(kim.get_absolute_url()).content.decode()
    assert "Kabar yang benar." in page
    kim.refresh_from_db()
    assert (kim.whatsapp, kim.situs) == ("6281234567890", "https://kim.example")


@pytest.mark.parametrize(
    ("changes", "kata"),
    [
        ({"whatsapp": "12"}, "0812 3456 7890"),
        ({"situs": "bukan alamat"}, "Tulis alamat lengkap"),
        ({"tahun_berdiri": "1066"}, "empat angka"),
        ({"lat": "-5.1", "lon": ""}, "Isi keduanya"),
        ({"visi": "x" * 1001}, "1000"),
        ({"bidang": []}, "wajib diisi"),
    ],
)
def test_bad_input_comes_back_with_a_sentence(changes, kata, as_ketua, kim, bidang):
    answer = as_ketua.post(profile(kim), isi(bidang, potensi="Kue putu") | changes)

    assert kata in answer.content.decode()
    assert "Kue putu" in answer.content.decode()
    kim.refresh_from_db()
    assert kim.potensi == ""


def test_logo_and_cover_are_public_without_metadata(as_ketua, kim, bidang, commit):
    both = isi(bidang, logo_baru=photo(), sampul_baru=photo(colour="2"))
    commit(lambda: as_ketua.post(profile(kim), both))

    kim.refresh_from_db()
    for foto in (kim.logo, kim.sampul):
        assert foto.is_public
        for name in foto.ukuran:
            with storages["public"].open(foto.public_name(name)) as file:
                content = file.read()
            assert b"rahasia" not in content
            assert b"Exif" not in content


def test_a_replaced_or_removed_photo_is_withdrawn(as_ketua, kim, bidang, commit):
    logos = []
    for change in ({"logo_baru": photo()}, {"logo_baru": photo(colour="2")}):
        data = isi(bidang, **change)
        commit(lambda data=data: as_ketua.post(profile(kim), data))
        kim.refresh_from_db()
        assert kim.logo.is_public
        logos.append(kim.logo)
    commit(lambda: as_ketua.post(profile(kim), isi(bidang, logo_hapus="on")))

    for foto in logos:
        foto.refresh_from_db()
        assert not foto.is_public
        assert not storages["public"].exists(foto.public_name("640.jpg"))


def test_photos_of_a_kim_follow_its_state(as_ketua, cast, kim, bidang, commit):
    admin = cast.admin_makassar
    commit(lambda: as_ketua.post(profile(kim), isi(bidang, logo_baru=photo())))
    commit(lambda: verification.suspend_kim(kim, by=admin, reason="Alasan.", dasar=Dasar("aturan")))
    kim.refresh_from_db()
    assert not kim.logo.is_public

    commit(lambda: verification.reactivate_kim(kim, by=admin))
    kim.refresh_from_db()
    assert kim.logo.is_public


def test_a_photo_that_a_post_shows_too_stays_public(as_ketua, kim, bidang, commit):
    commit(lambda: as_ketua.post(profile(kim), isi(bidang, sampul_baru=photo())))
    kim.refresh_from_db()
    foto = kim.sampul
    NaskahFactory(kegiatan__kim=kim).daftar_foto.create(foto=foto, keterangan="Warga")
    commit(lambda: as_ketua.post(profile(kim), isi(bidang, sampul_hapus="on")))

    foto.refresh_from_db()
    assert foto.is_public


def test_what_is_no_photo_is_told_beside_the_field(as_ketua, kim, bidang):
    upload = SimpleUploadedFile("logo.png", b"<svg onload=alert(1)>", "image/png")

    answer = as_ketua.post(profile(kim), isi(bidang, logo_baru=upload))

    assert "SVG tidak diterima" in answer.content.decode()


def test_the_profile_form_cannot_change_name_village_or_state(as_ketua, kim, bidang):
    extra = {"nama": "KIM Palsu", "wilayah": "73.06.02.2002", "status": "draft", "nomor": "1"}
    as_ketua.post(profile(kim), isi(bidang, **extra))

    kim.refresh_from_db()
    assert (kim.nama, kim.wilayah_id, kim.status) == (
        "KIM Mariso Bersatu",
        "73.71.01.1006",
        "verified",
    )


# --- Changes that admins decide on --------------------------------------------------


def propose(client, cast, kim, **data: object) -> PerubahanKim:
    client.force_login(cast.ketua)
    data = {"nama": kim.nama, "wilayah": kim.wilayah_id, **data}
    assert client.post(change_url(kim), data).status_code == 302
    return PerubahanKim.objects.get(kim=kim, status="submitted")


def decide(client, perubahan, verb: str, **data: str):
    return client.post(
        f"/admin/komunitas/perubahankim/{perubahan.pk}/putuskan/", {"keputusan": verb, **data}
    )


def test_a_new_name_waits_for_the_admin_and_number_and_address_stay(client, cast, kim):
    nomor = kim.nomor
    row = propose(client, cast, kim, nama="KIM Mariso Jaya")
    kim.refresh_from_db()
    assert kim.nama == "KIM Mariso Bersatu"
    told = Pemberitahuan.objects.get(pengguna=cast.admin_makassar, judul__contains="perubahan")
    client.force_login(cast.admin_makassar)
    assert "KIM Mariso Jaya" in client.get(told.url).content.decode()

    decide(client, row, "approve_perubahan")

    kim.refresh_from_db()
    assert (kim.nama, kim.nomor, kim.slug) == ("KIM Mariso Jaya", nomor, "kim-mariso-bersatu")
    assert Pemberitahuan.objects.filter(pengguna=cast.ketua, judul__contains="disetujui").exists()


def test_a_new_sk_with_its_file_joins_the_old_ones(client, cast, kim):
    SuratKeputusan.objects.create(kim=kim, nomor="1", penerbit="Lurah", tanggal="2020-01-01")
    pdf = SimpleUploadedFile("sk.pdf", b"%PDF-1.4 isi")
    row = propose(client, cast, kim, **SK, **{"sk-berkas": pdf})
    client.force_login(cast.admin_makassar)
    answer = client.get(f"/kelola/kim/{kim.pk}/perubahan/{row.pk}/sk/")
    assert b"".join(answer.streaming_content) == b"%PDF-1.4 isi"

    decide(client, row, "approve_perubahan")

    assert list(kim.daftar_sk.values_list("nomor", flat=True)) == ["77/SK/2025", "1"]
    sk = kim.daftar_sk.get(nomor="77/SK/2025")
    answer = client.get(f"/kelola/kim/{kim.pk}/sk/{sk.pk}/")
    assert b"".join(answer.streaming_content) == b"%PDF-1.4 isi"


def test_a_returned_change_is_mended_and_sent_again(client, cast, kim):
    row = propose(client, cast, kim, nama="KIM Mariso Jayaa")
    client.force_login(cast.admin_makassar)
    assert "Tuliskan alasannya" in (
        client.post(
            f"/admin/komunitas/perubahankim/{row.pk}/putuskan/",
            {"keputusan": "return_perubahan"},
            follow=True,
        ).content.decode()
    )
    decide(client, row, "return_perubahan", alasan="Salah ketik?")
    client.force_login(cast.ketua)
    page = client.get(change_url(kim)).content.decode()
    assert "Salah ketik?" in page
    assert 'value="KIM Mariso Jayaa"' in page

    again = propose(client, cast, kim, nama="KIM Mariso Jaya")

    assert (again.pk, again.nama) == (row.pk, "KIM Mariso Jaya")


def test_nothing_changed_is_told(as_ketua, kim):
    answer = as_ketua.post(change_url(kim), {"nama": kim.nama, "wilayah": kim.wilayah_id})

    assert "Belum ada yang diubah" in answer.content.decode()


def test_one_change_at_a_time_and_it_can_be_taken_back(client, cast, kim):
    row = propose(client, cast, kim, nama="KIM Mariso Jaya")
    assert "Batalkan perubahan" in client.get(change_url(kim)).content.decode()

    client.post(f"{change_url(kim)}batal/")

    row.refresh_from_db()
    assert row.status == "cancelled"
    assert 'name="nama"' in client.get(change_url(kim)).content.decode()


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("admin_makassar", 403),
        ("admin_gowa", 403),
        ("admin_sulsel", 302),
        ("pusat", 302),
        ("admin_papua", 404),
        ("pemantau_mariso", 403),
    ],
)
def test_a_move_is_decided_by_who_answers_for_both_villages(name, status, client, cast, kim):
    row = propose(client, cast, kim, wilayah="73.06.02.2002")
    assert Pemberitahuan.objects.filter(pengguna=cast.admin_sulsel).exists()
    client.force_login(getattr(cast, name))

    assert decide(client, row, "approve_perubahan").status_code == status

    kim.refresh_from_db()
    assert (kim.wilayah_id == "73.06.02.2002") == (status == 302)


def test_the_neighbour_does_not_see_a_change_of_name(client, cast, kim):
    row = propose(client, cast, kim, nama="KIM Mariso Jaya")
    client.force_login(cast.admin_gowa)

    assert decide(client, row, "approve_perubahan").status_code == 404


def test_an_admin_who_is_a_member_does_not_decide(client, cast, kim):
    row = propose(client, cast, kim, nama="KIM Mariso Jaya")
    client.force_login(cast.admin_anggota)

    assert decide(client, row, "approve_perubahan").status_code == 403


def test_a_draft_changes_its_name_in_the_steps(client, cast):
    draft = KimFactory()
    KeanggotaanFactory(kim=draft, pengguna=cast.warga, jabatan="ketua")
    client.force_login(cast.warga)

    assert client.get(change_url(draft)).headers["Location"].endswith("/langkah/nama/")
