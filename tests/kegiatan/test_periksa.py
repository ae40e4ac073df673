"""The review page of a version: what an officer sees, ticks and decides there."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kegiatan.models import FotoNaskah, Naskah, Pemeriksaan, StatusNaskah
from kegiatan.moderation import approve_kegiatan, cancel_kegiatan, return_kegiatan, submit_kegiatan
from kimportal.audit.models import SYSTEM, CatatanAudit
from komunitas.deciding import seen_state
from tests.factories import NaskahFactory
from tests.publishing import complete, make_photo, publish

HIGHEST = 15


def page(naskah):
    return reverse("admin:kegiatan_naskah_change", args=[naskah.pk])


def door(naskah):
    return reverse("admin:kegiatan_naskah_decide", args=[naskah.pk])


def read(client, naskah):
    return client.get(page(naskah)).content.decode()


@pytest.fixture
def admin(client, cast):
    client.force_login(cast.admin_makassar)
    return client


def hand_in(kim, cast, **fields):
    draft = NaskahFactory(kegiatan__kim=kim, kegiatan__penulis=cast.anggota, **fields)
    return submit_kegiatan(complete(draft), by=cast.ketua)


@pytest.fixture
def revision(media, published, cast):
    """A second version of a public post, with other words, place and photos."""
    published.daftar_foto.update(keterangan="Selokan sebelum dibersihkan")
    second = NaskahFactory(
        kegiatan=published.kegiatan,
        judul=published.judul,
        isi="<p>Ratusan warga membersihkan selokan bersama-sama.</p>",
        tempat="Balai RW 2",
        tanggal="2026-03-08",
    )
    FotoNaskah.objects.create(naskah=second, foto=make_photo(), keterangan="Selokan kini bersih")
    second.izin_foto = True
    second.save()
    return submit_kegiatan(second, by=cast.ketua)


def test_a_revision_shows_what_went_and_what_came_in_words(admin, revision, media):
    text = read(admin, revision)

    assert "Perubahan dari versi yang terbit" in text
    assert "dihapus:</span></span>Puluhan</del>" in text
    assert "ditambah:</span></span>Ratusan</ins>" in text
    assert "Balai</ins>" in text or "Balai RW 2</ins>" in text
    assert "<ins>Selokan kini bersih</ins>" in text
    assert "<del>Selokan sebelum dibersihkan</del>" in text


def test_a_first_version_has_nothing_to_compare_with(admin, submitted):
    assert "Perubahan dari versi" not in read(admin, submitted)


def test_photos_are_shown_large_from_the_private_store(admin, revision, media):
    foto = revision.daftar_foto.get().foto
    widest = int(foto.rendisi[-1].nama.removesuffix(".webp"))

    address = reverse("kegiatan:photo_preview", args=[foto.kunci, widest])
    assert f'href="{address}"' in read(admin, revision)
    assert admin.get(address).status_code == 200


@pytest.mark.parametrize(
    ("fields", "headline"),
    [
        ({"isi": "<p>Main di sl0t g4cor, pasti maxwin.</p>"}, "Kata-kata judi"),
        ({"isi": "<p>Main di s.l.o.t gacor.</p>"}, "Kata-kata judi"),
        ({"sumber": " ".join(f"https://h{n}.id" for n in range(6))}, "Banyak tautan"),
        ({"judul": "GOTONG ROYONG WARGA MARISO"}, "Huruf besar semua"),
        ({"isi": "<p>Hubungi 0812-3456-7890 ya.</p>"}, "nomor telepon"),
        ({"isi": "<p>NIK ibu itu 7371014503880002.</p>"}, "NIK atau nomor KK"),
        ({"isi": "<p>Siswa belajar memilah sampah.</p>"}, "Tentang anak"),
        ({"isi": "<p>Ayo coblos nomor urut satu.</p>"}, "Mungkin ajakan politik"),
        ({"isi": "<p>Promo! Beli sekarang.</p>"}, "Mungkin iklan"),
    ],
)
def test_the_portal_flags_and_never_refuses(fields, headline, admin, kim, cast):
    naskah = hand_in(kim, cast, **fields)

    assert headline in read(admin, naskah)
    admin.post(door(naskah), {"keputusan": "approve_kegiatan"})
    naskah.refresh_from_db()
    assert naskah.status == StatusNaskah.PUBLISHED


@pytest.mark.parametrize(
    "isi",
    [
        "<p>KIM mengajak warga menjauhi judi online dan pinjaman ilegal.</p>",
        "<p>Panen raya menghasilkan 1.250.000 kilogram beras pada 2026.</p>",
    ],
)
def test_an_ordinary_post_is_not_flagged(isi, admin, kim, cast):
    assert "Tidak ada yang ditandai" in read(admin, hand_in(kim, cast, isi=isi))


def test_links_are_listed_by_host_and_new_ones_marked(admin, kim, other_kim, cast):
    publish(kim, isi='<p><a href="https://makassarkota.go.id/x">x</a></p>')
    publish(other_kim, isi="<p>https://www.gowakab.go.id</p>", wilayah_id=other_kim.wilayah_id)
    naskah = hand_in(
        kim,
        cast,
        isi='<p><a href="https://makassarkota.go.id/berita">a</a> https://gowakab.go.id/b</p>',
        sumber="situs-baru.xyz",
    )

    text = read(admin, naskah)

    assert "Tautan keluar (3)" in text
    assert "<strong>makassarkota.go.id</strong>" in text
    assert text.count("host baru bagi KIM ini") == 1
    assert text.count("host baru: belum pernah terbit di portal") == 1


def test_a_text_sent_twice_is_named(admin, kim, cast):
    isi = "<p>Puluhan warga membersihkan selokan di RW 2 sejak pukul enam pagi bersama lurah.</p>"
    publish(kim, judul="Kerja bakti di RW 2", isi=isi)
    naskah = hand_in(kim, cast, judul="Gotong royong warga", isi=isi)

    text = read(admin, naskah)

    assert "Hampir sama dengan kabar lain" in text
    assert "Kerja bakti di RW 2" in text


def test_similar_posts_stay_within_what_the_officer_may_see(admin, other_kim, kim, cast):
    secret = NaskahFactory(
        kegiatan__kim=other_kim, judul="Warga menanam bakau", wilayah_id=other_kim.wilayah_id
    )
    submit_kegiatan(secret, by=SYSTEM)
    naskah = hand_in(kim, cast, judul="Warga menanam bakau di pantai")

    assert "Kabar yang mirip (0)" in read(admin, naskah)


def test_earlier_decisions_on_the_kim_are_told(admin, kim, cast):
    earlier = hand_in(kim, cast, judul="Yang dulu")
    return_kegiatan(earlier, by=cast.admin_sulsel, reason="Fotonya kabur.")

    text = read(admin, hand_in(kim, cast))

    assert "Fotonya kabur." in text
    assert "Perlu diperbaiki</th><td>1</td><td>1</td>" in text


def test_the_ticked_list_is_kept_with_the_decision(admin, submitted, cast):
    admin.post(
        door(submitted),
        {"keputusan": "approve_kegiatan", "dilihat": "", "butir": ["hoaks", "sumber", "apa"]},
    )

    kept = Pemeriksaan.objects.get()
    assert (kept.naskah, kept.oleh, kept.keputusan) == (
        submitted,
        cast.admin_makassar,
        "approve_kegiatan",
    )
    assert kept.butir == ["sumber", "hoaks"]


def test_what_is_not_ticked_becomes_the_reason(admin, submitted):
    ticked = ["sumber", "izin_foto", "anak", "politik"]

    admin.post(
        door(submitted),
        {
            "keputusan": "return_kegiatan",
            "butir": ticked,
            "belum": "1",
            "siap": ["foto"],
            "alasan": "Terima kasih sudah menulis.",
        },
    )

    reason = CatatanAudit.objects.get(verb="return_kegiatan").reason
    assert "terbaca sebagai iklan" in reason
    assert "belum terbukti" in reason
    assert "foto yang lebih jelas" in reason
    assert reason.endswith("Terima kasih sudah menulis.")
    assert "sumbernya" not in reason


def test_a_refused_decision_gives_back_what_was_chosen(admin, submitted):
    answer = admin.post(
        door(submitted),
        {"keputusan": "take_down_kegiatan", "butir": ["anak"], "siap": ["judi"], "alasan": "Judi."},
    )

    text = answer.content.decode()
    assert 'value="anak" aria-describedby="butir-anak-bantuan" data-tombol="3" checked' in text
    assert 'name="siap" value="judi" checked' in text
    assert ">Judi.</textarea>" in text
    assert not Pemeriksaan.objects.exists()


def test_a_text_that_changed_meanwhile_is_not_decided_on(admin, submitted, cast):
    seen = seen_state(submitted)
    cancel_kegiatan(submitted, by=cast.ketua)
    Naskah.objects.filter(pk=submitted.pk).update(judul="Judul yang lain")
    submit_kegiatan(submitted, by=cast.ketua)

    answer = admin.post(door(submitted), {"keputusan": "approve_kegiatan", "dilihat": seen})

    assert "diajukan ulang sejak Anda membukanya" in answer.content.decode()
    assert not Naskah.objects.published().exists()


def test_a_photo_that_was_not_ready_is_not_approved_unseen(admin, submitted):
    foto = make_photo()
    whole, foto.ukuran = foto.ukuran, {}
    foto.save()
    FotoNaskah.objects.create(naskah=submitted, foto=foto, keterangan="Warga", alt="Warga")
    seen = re.search(r'name="dilihat" value="([^"]+)"', read(admin, submitted))
    foto.ukuran = whole
    foto.save()

    answer = admin.post(door(submitted), {"keputusan": "approve_kegiatan", "dilihat": seen[1]})

    assert "Lihat fotonya dulu, lalu putuskan" in answer.content.decode()
    assert not Naskah.objects.published().exists()


@pytest.mark.parametrize("name", ["admin_gowa", "admin_papua", "mantan_admin"])
def test_for_officers_elsewhere_the_page_does_not_exist(name, client, cast, submitted):
    client.force_login(getattr(cast, name))

    assert client.get(page(submitted)).status_code in (403, 404)


@pytest.mark.parametrize("name", ["pemantau_mariso", "admin_anggota"])
def test_who_may_not_decide_reads_without_a_form(name, client, cast, submitted):
    client.force_login(getattr(cast, name))

    text = read(client, submitted)

    assert submitted.judul in text
    assert "data-keputusan" not in text
    answer = client.post(door(submitted), {"keputusan": "approve_kegiatan"})
    assert answer.status_code == 403


def test_queries_are_few_and_do_not_grow(admin, revision, kim, cast, media):
    def count():
        with CaptureQueriesContext(connection) as queries:
            assert admin.get(page(revision)).status_code == 200
        return queries

    Naskah.objects.filter(pk=revision.pk).update(sumber="https://a.id https://b.id")
    few = count()
    for number in range(4):
        other = hand_in(kim, cast, judul=revision.judul)
        FotoNaskah.objects.create(naskah=revision, foto=make_photo(), keterangan=str(number))
        approve_kegiatan(other, by=SYSTEM)
    return_kegiatan(hand_in(kim, cast), by=cast.admin_sulsel, reason="Kabur.")
    many = count()

    assert len(few) <= HIGHEST, "\n".join(q["sql"][:150] for q in few)
    assert len(many) <= len(few)
