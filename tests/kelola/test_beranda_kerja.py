"""The first page of the workspace: what waits for whom, how often one is read, what others do."""

import pytest
from django.utils import timezone

from diseminasi.tasks import deliver
from kegiatan.models import JumlahBaca
from kegiatan.moderation import return_kegiatan, submit_kegiatan
from kimportal.audit.models import SYSTEM
from kimportal.notifications.inbox import notify
from komunitas.membership import ask_permohonan
from tests.diseminasi.messages import released
from tests.factories import KeanggotaanFactory, KimFactory, NaskahFactory
from tests.publishing import complete, publish


def page_for(client, pengguna) -> str:
    client.force_login(pengguna)
    return client.get("/kelola/").content.decode()


def part(page: str, name: str) -> str:
    """Return the section with that heading id, up to its end."""
    return page.partition(f'id="{name}"')[2].partition("</section>")[0]


def draft_of(author, kim, judul):
    return NaskahFactory(kegiatan__kim=kim, kegiatan__penulis=author, judul=judul)


def test_somebody_without_a_kim_is_shown_where_to_begin(client, cast):
    page = page_for(client, cast.warga)

    assert "/kelola/kim/baru/" in page
    assert "/kelola/kim/cari/" in page
    assert "Tulis kabar" not in page


def test_an_officer_is_led_to_the_desk_first_and_from_there_to_the_messages(client, cast):
    first = part(page_for(client, cast.admin_makassar), "mulai").partition("<a ")[2]

    assert first.startswith('href="/admin/">Buka meja kerja Diskominfo')
    assert 'href="/kelola/kotak-masuk/">Kotak masuk' in client.get("/admin/").content.decode()
    assert "meja kerja" not in page_for(client, cast.warga)


def test_a_returned_post_stands_first_with_its_note(client, cast, kim):
    draft_of(cast.ketua, kim, "Draf panen")
    naskah = complete(
        NaskahFactory(kegiatan__kim=kim, kegiatan__penulis=cast.ketua, judul="Posyandu")
    )
    return_kegiatan(submit_kegiatan(naskah, by=SYSTEM), by=SYSTEM, reason="Sebutkan jamnya.")

    work = part(page_for(client, cast.ketua), "dikerjakan")

    assert 0 < work.index("Posyandu") < work.index("Draf panen")
    assert "Sebutkan jamnya." in work


def test_what_must_be_mended_stands_before_messages_to_relay(client, cast, kim):
    deliver(released(cast.admin_makassar, "73.71").pk)
    naskah = complete(NaskahFactory(kegiatan__kim=kim, kegiatan__penulis=cast.ketua))
    page = page_for(client, cast.ketua)
    assert page.index('id="perlu-disebarkan"') < page.index('id="dikerjakan"')

    return_kegiatan(submit_kegiatan(naskah, by=SYSTEM), by=SYSTEM, reason="Sebutkan jamnya.")

    page = page_for(client, cast.ketua)
    assert page.index('id="dikerjakan"') < page.index('id="perlu-disebarkan"')


def test_whoever_has_asked_to_join_is_told_that_it_waits(client, cast, kim):
    ask_permohonan(kim, by=cast.warga, jenis="gabung", jabatan="anggota")

    page = page_for(client, cast.warga)

    assert f"Permohonan Anda ke {kim} menunggu jawaban." in page
    assert "Gabung ke KIM" not in page


def test_a_post_that_waits_says_where_and_since_when(client, cast, kim):
    naskah = complete(
        NaskahFactory(kegiatan__kim=kim, kegiatan__penulis=cast.ketua, judul="Posyandu")
    )
    submit_kegiatan(naskah, by=cast.ketua)

    waiting = part(page_for(client, cast.ketua), "menunggu")

    assert "Posyandu" in waiting
    assert "Menunggu Admin Diskominfo Kota Makassar sejak" in waiting
    assert "WITA" in waiting


def test_a_founding_that_was_interrupted_is_led_back_to(client, cast):
    kim = KimFactory(nama="KIM Baru Separuh")
    KeanggotaanFactory(kim=kim, pengguna=cast.warga, jabatan="ketua")

    work = part(page_for(client, cast.warga), "dikerjakan")

    assert f'href="/kelola/kim/{kim.pk}/"' in work
    assert "Lanjutkan pendaftaran KIM Baru Separuh" in work
    assert "Semua beres" not in work


def test_somebody_who_asks_to_join_waits_with_the_pengurus_only(client, cast, kim):
    ask_permohonan(kim, by=cast.warga, jenis="gabung", jabatan="anggota")

    assert "Terima Warga?" in part(page_for(client, cast.ketua), "dikerjakan")
    for other in (cast.anggota, cast.ketua_lain):
        assert "Terima Warga?" not in page_for(client, other)


def test_the_draft_of_another_kim_is_not_there(client, cast, kim, other_kim):
    NaskahFactory(kegiatan__kim=other_kim, kegiatan__penulis=cast.ketua_lain, judul="Rahasia Gowa")

    assert "Rahasia Gowa" not in page_for(client, cast.ketua)


def test_readings_are_summed_over_the_posts_of_the_kim(client, cast, kim):
    naskah = publish(kim)
    JumlahBaca.objects.create(kegiatan=naskah.kegiatan, tanggal=timezone.localdate(), jumlah=17)

    assert "17 kali" in part(page_for(client, cast.ketua), "kim-saya")


def test_news_of_the_same_kabkota_are_shown_and_own_ones_are_not(client, cast, kim):
    neighbour = KimFactory(verified=True, wilayah_id="73.71.02.1002")
    publish(neighbour, judul="Bank sampah Parang")
    publish(kim, judul="Kabar sendiri")

    others = part(page_for(client, cast.ketua), "kabar-lain")

    assert "Bank sampah Parang" in others
    assert "Kabar sendiri" not in others


def test_new_messages_are_shown_and_counted(client, cast):
    notify([cast.ketua], judul="SK KIM berakhir 30 hari lagi")

    page = page_for(client, cast.ketua)

    assert "SK KIM berakhir 30 hari lagi" in part(page, "pesan")
    assert "Semua pesan (1 baru)" in page


@pytest.mark.parametrize("posts", [1, 5])
def test_the_number_of_queries_does_not_grow(
    posts, client, cast, kim, django_assert_max_num_queries
):
    for _ in range(posts):
        NaskahFactory(kegiatan__kim=kim, kegiatan__penulis=cast.ketua)
        publish(KimFactory(verified=True, wilayah_id="73.71.02.1002"))
    client.force_login(cast.ketua)

    with django_assert_max_num_queries(21):
        client.get("/kelola/")
