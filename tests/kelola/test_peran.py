"""Who may open what of the workspace itself, and that each room of it has its table of roles."""

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver

from kimportal.notifications.inbox import notify
from kimportal.notifications.models import Pemberitahuan

PEOPLE = ["warga", "anggota", "ketua", "mantan", "ketua_lain", "admin_gowa", "pusat"]
PAGES = ["", "kotak-masuk/"]
STEPS = ["kotak-masuk/dibaca/", "kotak-masuk/{pk}/"]
# The same for everyone, signed in or not: it holds no names.
SHELLS = ["tulis/", "info/luring/"]
# Rooms with an own table of roles.
ROOMS = {
    "kelola_kim": "tests/komunitas/test_roles.py",
    "kelola_kegiatan": "test_tulis_peran.py",
    "kelola_info": "tests/akses/tabel.txt",
}


@pytest.fixture
def pesan(cast) -> Pemberitahuan:
    """A message to the ketua."""
    notify([cast.ketua], judul="Rahasia ketua")
    return Pemberitahuan.objects.get()


def resolvers() -> dict[str, URLResolver]:
    """Return what stands under /kelola/, by namespace."""
    return {
        r.namespace: r
        for r in get_resolver().url_patterns
        if isinstance(r, URLResolver) and str(r.pattern).startswith("kelola/")
    }


def test_every_address_is_in_a_table():
    own = {str(p.pattern).replace("<int:pk>", "{pk}") for p in resolvers()["kelola"].url_patterns}

    assert own == {*PAGES, *STEPS, *SHELLS}
    assert set(resolvers()) == {"kelola", *ROOMS}


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("path", PAGES)
def test_everyone_signed_in_sees_the_own_page_only(path, name, client, cast, pesan):
    client.force_login(getattr(cast, name))

    answer = client.get(f"/kelola/{path}")

    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert ("Rahasia ketua" in answer.content.decode()) is (name == "ketua")


@pytest.mark.parametrize("name", PEOPLE)
def test_a_message_opens_for_its_person_only(name, client, cast, pesan):
    client.force_login(getattr(cast, name))

    answer = client.post(f"/kelola/kotak-masuk/{pesan.pk}/")

    assert answer.status_code == (302 if name == "ketua" else 404)


@pytest.mark.parametrize("name", PEOPLE)
def test_marking_all_read_marks_the_own_ones_only(name, client, cast, pesan):
    client.force_login(getattr(cast, name))

    assert client.post("/kelola/kotak-masuk/dibaca/").status_code == 302

    assert Pemberitahuan.objects.unread().exists() is (name != "ketua")


@pytest.mark.parametrize("path", [*PAGES, *STEPS])
def test_visitors_are_asked_to_sign_in(path, pesan):
    visitor = Client()
    address = f"/kelola/{path.format(pk=pesan.pk)}"
    answer = visitor.post(address) if path in STEPS else visitor.get(address)

    assert answer.status_code == 302
    assert answer["Location"].startswith("/akun/masuk/")


@pytest.mark.parametrize("path", SHELLS)
def test_a_shell_is_the_same_for_everyone(path, client, cast):
    anonymous = Client().get(f"/kelola/{path}").content
    client.force_login(cast.ketua)

    assert client.get(f"/kelola/{path}").content == anonymous
