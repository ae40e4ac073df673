"""Short links lead to the message, say who handed it on, and forgive no slip of the pen."""

import pytest

from diseminasi.bahan.links import HURUF, link_room, read_code, short_link
from diseminasi.models import InfoPemerintah
from diseminasi.release import submit_info, withdraw_info
from diseminasi.tasks import deliver
from diseminasi.texts import SMS, WHATSAPP, ready_texts
from tests.diseminasi.messages import released, write_info
from tests.factories import KimFactory


@pytest.fixture
def info(cast, kim):
    info = released(cast.admin_makassar, "73.71")
    deliver(info.pk)
    return info


def path_of(link: str) -> str:
    return "/" + link.split("/", 3)[3]


def test_the_link_of_a_kim_leads_to_the_message_and_names_the_kim(client, kim, info):
    answer = client.get(path_of(short_link(info, kim)), follow=True)

    assert answer.redirect_chain == [(f"{info.get_absolute_url()}?lewat={kim.nomor}", 302)]
    assert f"{kim.nama}</a>" in answer.content.decode().split("Diteruskan oleh")[1]
    assert not answer.cookies


def test_the_link_of_a_message_names_nobody(client, info):
    answer = client.get(path_of(short_link(info)), follow=True)

    assert answer.redirect_chain == [(info.get_absolute_url(), 302)]
    assert "Diteruskan oleh" not in answer.content.decode()


def test_following_a_link_writes_nothing(client, kim, info, django_assert_num_queries):
    with django_assert_num_queries(3) as asked:
        client.get(path_of(short_link(info, kim)))

    assert not [q for q in asked if not q["sql"].startswith("SELECT")]


def test_capital_letters_lead_there_too(client, kim, info):
    head, _, kode = short_link(info, kim).rstrip("/").rpartition("/")

    answer = client.get(f"{path_of(head)}/{kode.upper()}/")

    assert answer["Location"].startswith(info.get_absolute_url())


def test_a_kim_that_never_got_the_message_is_not_named(client, info):
    stranger = KimFactory(verified=True, wilayah_id="73.06.02.2002")

    answer = client.get(path_of(short_link(info, stranger)))
    named = client.get(f"{info.get_absolute_url()}?lewat={stranger.nomor}")

    assert answer["Location"] == info.get_absolute_url()
    assert stranger.nama not in named.content.decode()


@pytest.mark.parametrize("kode", ["zzz", "9", "2-", "0o1l", "2" * 40, "%F0%9F%90%84"])
def test_an_unknown_code_is_helped_on(client, info, kode):
    answer = client.get(f"/i/{kode}/")

    assert answer.status_code == 404
    assert 'href="/info-pemerintah/"' in answer.content.decode()
    assert "Periksa lagi huruf dan angkanya" in answer.content.decode()


def test_every_single_slip_is_noticed(kim, info):
    kode = short_link(info, kim).rstrip("/").rsplit("/", 1)[1]
    slips = [
        kode[:place] + letter + kode[place + 1 :]
        for place in range(len(kode))
        for letter in HURUF
        if letter != kode[place] and kode[place] != "-"
    ]

    assert len(slips) >= 3 * 30
    assert [slip for slip in slips if read_code(slip)] == []


def test_a_draft_has_no_page_to_lead_to(client, cast):
    draft = write_info(cast.admin_makassar, "73.71")

    assert client.get(path_of(short_link(draft))).status_code == 404

    submit_info(draft, by=cast.admin_makassar)

    assert client.get(path_of(short_link(draft))).status_code == 302


def test_a_withdrawn_message_says_so(client, cast, kim, info):
    withdraw_info(info, by=cast.admin_makassar, reason="Keliru.")

    page = client.get(path_of(short_link(info, kim)), follow=True)

    assert "Info ini ditarik" in page.content.decode()


def test_there_is_room_for_the_longest_link():
    longest = short_link(InfoPemerintah(pk=31**4 - 1), KimFactory.build(pk=31**4 - 1))

    assert len(longest) == link_room()


def test_texts_carry_the_link_of_the_kim_and_keep_their_limits(kim, info):
    whatsapp, sms, _ = ready_texts(info, kim)

    assert whatsapp.isi.endswith(f"Baca lengkap: {short_link(info, kim)}")
    assert sms.isi.endswith(f" {short_link(info, kim)}")
    assert len(whatsapp.isi) <= WHATSAPP
    assert len(sms.isi) <= SMS
