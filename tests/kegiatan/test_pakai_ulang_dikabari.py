"""A correction follows the post: whoever reused it is told."""

import pytest

from kegiatan.moderation import approve_kegiatan, take_down_kegiatan
from kimportal.audit.models import SYSTEM
from tests.publishing import make_draft, publish

INBOX = "/kelola/kotak-masuk/"


@pytest.fixture
def source(other_kim):
    return publish(other_kim, judul="Cara membuat kompos")


def inbox(client, pengguna) -> str:
    client.force_login(pengguna)
    return client.get(INBOX).content.decode()


def correct(source) -> None:
    """Publish a newer version of the post."""
    newer = make_draft(
        source.kegiatan.kim,
        kegiatan=source.kegiatan,
        judul="Cara membuat kompos",
        status="submitted",
    )
    approve_kegiatan(newer, by=SYSTEM)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda source: take_down_kegiatan(source, by=SYSTEM, reason="Keliru."), "diturunkan"),
        (correct, "diperbaiki"),
    ],
)
def test_who_reused_it_is_told(change, words, client, cast, kim, source):
    copy = publish(kim, judul="Kompos di Mariso", pakai_ulang_dari=source.kegiatan)

    change(source)

    text = inbox(client, cast.ketua)
    assert f"Kabar yang Anda pakai ulang {words}" in text
    assert copy.judul in text


def test_others_hear_nothing_of_it(client, cast, kim, source):
    publish(kim, judul="Kompos di Mariso", pakai_ulang_dari=source.kegiatan)

    take_down_kegiatan(source, by=SYSTEM, reason="Keliru.")

    assert "pakai ulang" not in inbox(client, cast.ketua_lain)
    assert "pakai ulang" not in inbox(client, cast.mantan)


def test_what_is_approved_first_corrects_nothing(client, cast, kim, other_kim):
    source = make_draft(other_kim, judul="Cara membuat kompos", status="submitted")
    publish(kim, pakai_ulang_dari=source.kegiatan)

    approve_kegiatan(source, by=SYSTEM)

    assert "pakai ulang" not in inbox(client, cast.ketua)
