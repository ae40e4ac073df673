"""Revisions, deleting, reuse, kept versions: what each step leaves behind."""

from uuid import uuid4

import pytest

from kegiatan.content import new_naskah
from kegiatan.models import FotoNaskah, JenisRiwayat, Kegiatan, Naskah, RiwayatNaskah, StatusNaskah
from kegiatan.moderation import approve_kegiatan, submit_kegiatan, take_down_kegiatan
from kegiatan.writing import MAKS_DRAF
from kimportal.audit.models import SYSTEM, CatatanAudit
from kimportal.images.models import Foto
from tests.factories import KimFactory
from tests.publishing import complete, publish

ROOT = "/kelola/kegiatan/"


@pytest.fixture
def ketua(client, cast):
    client.force_login(cast.ketua)
    return client


def test_a_revision_waits_beside_the_published_version(ketua, published, cast):
    pk = published.kegiatan_id
    for _ in range(2):
        ketua.post(f"{ROOT}{pk}/revisi/")

    revision = Naskah.objects.exclude(pk=published.pk).get()
    assert (revision.status, revision.isi, revision.izin_foto) == ("draft", published.isi, True)
    assert [p.foto for p in revision.daftar_foto.all()] == [
        p.foto for p in published.daftar_foto.all()
    ]
    assert Naskah.objects.published().get() == published
    assert "tetap tampil" in ketua.get(f"{ROOT}{pk}/ubah/").content.decode()
    ketua.post(f"{ROOT}{pk}/kirim/")
    approve_kegiatan(Naskah.objects.get(pk=revision.pk), by=cast.admin_makassar)
    assert Naskah.objects.published().get() == revision


def test_what_was_taken_down_can_be_worked_over(ketua, published):
    take_down_kegiatan(published, by=SYSTEM, reason="Foto salah.")

    ketua.post(f"{ROOT}{published.kegiatan_id}/revisi/")

    assert Naskah.objects.filter(status="draft").count() == 1


def test_a_discarded_revision_leaves_the_published_post(ketua, published):
    pk = published.kegiatan_id
    ketua.post(f"{ROOT}{pk}/revisi/")

    assert "perubahan ini" in ketua.get(f"{ROOT}{pk}/hapus/").content.decode()
    ketua.post(f"{ROOT}{pk}/hapus/")

    assert Naskah.objects.get() == published
    assert Foto.objects.count() == 1


def test_a_draft_is_deleted_after_asking_with_its_photos(ketua, draft):
    complete(draft)
    address = f"{ROOT}{draft.kegiatan_id}/hapus/"
    assert "Hapus draf ini?" in ketua.get(address).content.decode()
    assert Naskah.objects.exists()

    ketua.post(address)

    assert not Kegiatan.objects.exists()
    assert not Foto.objects.exists()
    assert CatatanAudit.objects.filter(verb="discard_kegiatan").exists()


def test_what_was_ever_handed_in_is_not_deleted(ketua, submitted):
    pk = submitted.kegiatan_id
    ketua.post(f"{ROOT}{pk}/ambil/")

    assert ketua.get(f"{ROOT}{pk}/hapus/").status_code == 403
    ketua.post(f"{ROOT}{pk}/hapus/")

    assert Naskah.objects.exists()


def test_every_sent_version_is_kept_and_shown(ketua, submitted, draft):
    pk = submitted.kegiatan_id
    ketua.post(f"{ROOT}{pk}/ambil/")
    Naskah.objects.update(judul="Judul baru", isi="<p>Isi baru</p>")
    ketua.post(f"{ROOT}{pk}/kirim/")

    kept = RiwayatNaskah.objects.filter(jenis=JenisRiwayat.DIAJUKAN)
    assert [row.cuplikan["judul"] for row in kept] == ["Judul baru", submitted.judul]
    assert kept[0].cuplikan["foto"][0]["keterangan"] == "Warga di selokan"
    text = ketua.get(f"{ROOT}{pk}/riwayat/?lihat={kept[1].pk}").content.decode()
    assert "<ins>Judul</ins>" in text or "<ins>Judul baru</ins>" in text
    assert ketua.get(f"{ROOT}{pk}/riwayat/?lihat=x").status_code == 200


def test_reuse_copies_into_a_draft_that_names_its_source(ketua, other_kim, kim, cast):
    source = complete(publish(other_kim, isi="<p>Cara membuat kompos.</p>", sumber="Dinas"))
    address = f"{ROOT}pakai-ulang/{source.kegiatan_id}/"
    assert "Sumber: KIM Bontoala" in ketua.get(address).content.decode()
    assert Kegiatan.objects.count() == 1
    body = {"kim": kim.pk, "uuid": str(uuid4())}

    for _ in range(2):
        ketua.post(address, body)

    copy = Naskah.objects.exclude(pk=source.pk).get()
    assert copy.pakai_ulang_dari == source.kegiatan
    assert (copy.isi, copy.wilayah_id, copy.izin_foto) == (source.isi, kim.wilayah_id, False)
    assert Foto.objects.count() == 1
    assert copy.kegiatan.penulis == cast.ketua
    assert copy.status == StatusNaskah.DRAFT


def test_the_source_is_named_in_public(client, other_kim, kim, cast):
    source = complete(publish(other_kim))
    client.force_login(cast.ketua)
    client.post(f"{ROOT}pakai-ulang/{source.kegiatan_id}/", {"kim": kim.pk})
    copy = Naskah.objects.exclude(pk=source.pk).get()
    Naskah.objects.filter(pk=copy.pk).update(izin_foto=True, terinspirasi_dari=source.kegiatan)
    approve_kegiatan(submit_kegiatan(copy, by=cast.ketua), by=cast.admin_makassar)
    client.logout()

    text = client.get(Kegiatan.objects.get(pk=copy.kegiatan_id).get_absolute_url()).content.decode()

    link = source.kegiatan.get_absolute_url()
    assert f'Sumber: <a href="{link}">KIM Bontoala</a>' in text
    assert f'Terinspirasi dari <a href="{link}">{source.judul}</a> oleh KIM Bontoala' in text


def test_of_a_source_that_was_taken_down_only_the_name_remains(client, other_kim, kim):
    source = publish(other_kim)
    copy = publish(kim, pakai_ulang_dari=source.kegiatan, terinspirasi_dari=source.kegiatan)
    take_down_kegiatan(source, by=SYSTEM, reason="Salah.")

    text = client.get(copy.kegiatan.get_absolute_url()).content.decode()

    assert "Sumber: KIM Bontoala" in text
    assert source.judul not in text.split("Kabar lain dari")[0]


def test_a_suspended_source_is_named_without_link(client, other_kim, kim):
    source = publish(other_kim)
    copy = publish(kim, pakai_ulang_dari=source.kegiatan)
    other_kim.status, other_kim.catatan = "suspended", "Alasan."
    other_kim.save()

    text = client.get(copy.kegiatan.get_absolute_url()).content.decode()

    assert "Sumber: KIM Bontoala" in text
    assert source.kegiatan.get_absolute_url() not in text


def test_own_posts_and_drafts_are_not_reused(ketua, published, kim, other_kim):
    assert (
        "Tidak ada KIM" in ketua.get(f"{ROOT}pakai-ulang/{published.kegiatan_id}/").content.decode()
    )
    answer = ketua.post(f"{ROOT}pakai-ulang/{published.kegiatan_id}/", {"kim": kim.pk})
    assert answer.status_code == 404
    from tests.publishing import make_draft

    draft = make_draft(other_kim)
    assert ketua.get(f"{ROOT}pakai-ulang/{draft.kegiatan_id}/").status_code == 404


@pytest.mark.parametrize("number", ["", "x", "999999", "99999999999999999999"])
def test_reuse_for_a_foreign_kim_is_refused(number, ketua, other_kim):
    source = publish(other_kim)

    answer = ketua.post(f"{ROOT}pakai-ulang/{source.kegiatan_id}/", {"kim": number})

    assert answer.status_code == 404
    assert Kegiatan.objects.count() == 1


def test_a_shared_photo_stays_while_one_post_shows_it(ketua, other_kim, kim, cast):
    source = complete(publish(other_kim))
    ketua.post(f"{ROOT}pakai-ulang/{source.kegiatan_id}/", {"kim": kim.pk})
    copy = Naskah.objects.exclude(pk=source.pk).get()

    ketua.post(f"{ROOT}{copy.kegiatan_id}/hapus/")

    assert Foto.objects.count() == FotoNaskah.objects.count() == 1


def test_the_public_page_links_to_reuse_by_plain_links(client, published):
    text = client.get(Kegiatan.objects.get().get_absolute_url()).content.decode()

    pk = published.kegiatan_id
    assert f'href="{ROOT}pakai-ulang/{pk}/"' in text
    assert f'href="{ROOT}baru/?terinspirasi={pk}"' in text


def test_the_preview_is_the_public_page_before_it_is_public(ketua, draft, client):
    complete(draft)
    preview = ketua.get(f"{ROOT}{draft.kegiatan_id}/pratinjau/").content.decode()
    approve_kegiatan(submit_kegiatan(draft, by=SYSTEM), by=SYSTEM)
    client.logout()
    public = client.get(Kegiatan.objects.get().get_absolute_url()).content.decode()

    body = f'<div class="prose" data-bacakan>{draft.isi}</div>'
    assert body in preview and body in public
    assert "Kartu di WhatsApp" in preview


def test_a_kim_without_address_can_be_previewed(ketua, cast):
    young = KimFactory(status="submitted")
    young.daftar_keanggotaan.create(
        pengguna=cast.ketua, nama="K", mulai="2024-01-01", jabatan="ketua"
    )
    from tests.publishing import make_draft

    draft = make_draft(young, judul="")

    text = ketua.get(f"{ROOT}{draft.kegiatan_id}/pratinjau/").content.decode()

    assert "Tanpa judul" in text


def test_nobody_hoards_drafts(ketua, cast, kim, published):
    fresh = [Kegiatan(kim=kim, penulis=cast.ketua) for _ in range(MAKS_DRAF)]
    for kegiatan in Kegiatan.objects.bulk_create(fresh):
        new_naskah(kegiatan, by=cast.ketua)
    other = publish(KimFactory(verified=True))
    before = Kegiatan.objects.count()

    form = ketua.post(f"{ROOT}baru/", {"judul": "Lagi", "cerita": "Sudah capai saya tulis."})
    reused = ketua.post(f"{ROOT}pakai-ulang/{other.kegiatan_id}/", {"kim": kim.pk}, follow=True)

    for answer in (form, reused):
        assert "draf yang belum dikirim" in answer.content.decode()
    assert "Sudah capai saya tulis." in form.content.decode()
    assert Kegiatan.objects.count() == before
