"""Photos of unpublished posts are sent to those who may see the post, and never cached."""

import pytest
from django.urls import reverse

from kegiatan.moderation import submit_kegiatan
from tests.publishing import complete, make_draft, make_photo


@pytest.fixture
def address(kim, cast):
    naskah = make_draft(kim, foto=make_photo(), kegiatan__penulis=cast.anggota)
    foto = naskah.daftar_foto.get().foto
    return reverse("kegiatan:photo_preview", args=[foto.kunci, 320])


@pytest.mark.parametrize("name", ["anggota", "ketua"])
def test_its_own_people_see_the_photo_of_a_draft(name, address, client, cast):
    client.force_login(getattr(cast, name))

    assert client.get(address).status_code == 200


def test_the_reviewing_officer_sees_the_photo_once_it_was_handed_in(address, client, cast, kim):
    submit_kegiatan(complete(kim.daftar_kegiatan.get().daftar_naskah.get()), by=cast.ketua)
    client.force_login(cast.admin_makassar)

    assert client.get(address).status_code == 200


def test_the_photo_is_private_to_the_browser(address, client, cast):
    client.force_login(cast.ketua)

    answer = client.get(address)

    assert answer["Content-Type"] == "image/webp"
    assert answer.content[8:12] == b"WEBP"
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("name", ["ketua_lain", "admin_makassar", "warga", "mantan", "superuser"])
def test_for_everyone_else_a_draft_photo_does_not_exist(name, address, client, cast):
    client.force_login(getattr(cast, name))

    assert client.get(address).status_code == 404


def test_visitors_are_asked_to_sign_in(address, client):
    assert client.get(address).status_code == 302


def test_the_reviewer_reads_the_post_as_the_public_will(client, cast, kim):
    naskah = make_draft(kim, isi="<p>Isi <b>lengkap</b>.</p>", foto=make_photo())
    submit_kegiatan(complete(naskah), by=cast.ketua)
    client.force_login(cast.admin_makassar)

    text = client.get(reverse("admin:kegiatan_naskah_change", args=[naskah.pk])).content.decode()

    kunci = naskah.daftar_foto.get().foto.kunci
    assert "<p>Isi <strong>lengkap</strong>.</p>" in text
    assert reverse("kegiatan:photo_preview", args=[kunci, 640]) in text
    assert 'alt="Warga di selokan"' in text
