"""Admins word the ready texts otherwise before release; a changed message undoes that."""

import pytest

from diseminasi.models import TeksInfo
from diseminasi.release import correct_info, submit_info
from diseminasi.tasks import deliver
from diseminasi.texts import ready_texts
from diseminasi.writing import edit_info
from kimportal.audit.models import CatatanAudit
from tests.diseminasi.messages import DESK, ISI, released, write_info

TEKS = {
    "whatsapp": "*Sapi!*\nDatang ke balai desa.",
    "sms": "Sapi: ke balai.",
    "naskah": "Bapak ibu.",
}


@pytest.fixture
def draft(cast):
    return write_info(cast.admin_makassar, "73.71")


@pytest.fixture
def desk(client, cast):
    client.force_login(cast.admin_makassar)
    return client


def address(info) -> str:
    return f"{DESK}{info.pk}/bahan/"


def test_what_the_admin_wrote_is_what_kim_get(client, desk, cast, kim, draft):
    # Browsers send two signs for the end of a line.
    sent = {name: words.replace("\n", "\r\n") for name, words in TEKS.items()}

    assert desk.post(address(draft), sent).status_code == 302

    info = submit_info(draft, by=cast.admin_makassar)
    deliver(info.pk)
    client.force_login(cast.ketua)
    page = client.get(f"/kelola/info/{info.pk}/")
    texts = {one.kunci: one.isi for one in page.context["teks"]}
    assert texts["whatsapp"].startswith(f"{TEKS['whatsapp']}\nBaca lengkap: http")
    assert texts["sms"].startswith(f"{TEKS['sms']} http")
    assert texts["naskah"] == TEKS["naskah"]


def test_it_is_written_down_who_did_it(desk, cast, draft):
    desk.post(address(draft), TEKS)

    assert CatatanAudit.objects.get(verb="word_texts").actor == cast.admin_makassar


def test_an_empty_text_is_the_portals_again(desk, draft):
    made = ready_texts(draft)
    desk.post(address(draft), TEKS)

    desk.post(address(draft), TEKS | {"sms": ""})

    assert ready_texts(draft)[1] == made[1]
    assert ready_texts(draft)[0].is_disunting


def test_saving_the_portals_own_words_keeps_nothing(desk, draft):
    made = {one.kunci: one.badan for one in ready_texts(draft)}

    desk.post(address(draft), made)

    assert not TeksInfo.objects.exists()


@pytest.mark.parametrize(
    ("name", "words"),
    [("whatsapp", "a" * 1000), ("sms", "a" * 160), ("naskah", "kata " * 131)],
    ids=["whatsapp", "sms", "naskah"],
)
def test_a_text_that_is_too_long_is_refused_beside_its_field(desk, draft, name, words):
    answer = desk.post(address(draft), TEKS | {name: words})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [name]
    assert "Terlalu panjang" in answer.content.decode()
    assert not TeksInfo.objects.exists()


def test_the_sms_keeps_to_signs_that_fit(desk, draft):
    desk.post(address(draft), TEKS | {"sms": "“Sapi” – gratis…\nke balai"})

    assert ready_texts(draft)[1].badan == '"Sapi" - gratis... ke balai'


def test_when_the_message_is_changed_the_portals_texts_stand_again(desk, cast, draft):
    desk.post(address(draft), TEKS)

    edit_info(draft, by=cast.admin_makassar, bidang=[], **(ISI | {"isi": "Vaksin ayam saja."}))

    draft.refresh_from_db()
    assert "Vaksin ayam saja." in ready_texts(draft)[0].isi
    assert "Isi pesan berubah" in desk.get(address(draft)).content.decode()


def test_a_correction_undoes_what_was_worded_before(desk, cast, draft):
    desk.post(address(draft), TEKS)
    info = submit_info(draft, by=cast.admin_makassar)

    info = correct_info(
        info,
        by=cast.admin_makassar,
        reason="Tempatnya keliru.",
        changes={"tindakan": "Ke puskeswan."},
    )

    assert "Ke puskeswan." in ready_texts(info)[0].isi


def test_after_release_texts_are_shown_but_not_changed(desk, cast):
    info = released(cast.admin_makassar, "73.71")

    page = desk.get(address(info))

    assert "<textarea" not in page.content.decode()
    assert desk.post(address(info), TEKS).status_code == 403
    assert not TeksInfo.objects.exists()


@pytest.mark.parametrize("name", ["admin_gowa", "pemantau_mariso", "ketua", "anggota"])
def test_nobody_else_changes_a_text(client, cast, kim, draft, name):
    client.force_login(getattr(cast, name))

    assert client.post(address(draft), TEKS).status_code in (302, 403, 404)
    assert not TeksInfo.objects.exists()
