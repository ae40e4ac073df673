"""Asking back: from the message's page, seen by whom it concerns, answered once for all."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from diseminasi.models import JawabanInfo, PertanyaanInfo
from diseminasi.release import withdraw_info
from diseminasi.tanya.questions import (
    answer_question,
    ask_question,
    correct_answer,
    merge_question,
    publish_question,
    split_question,
)
from diseminasi.tasks import deliver, tell_askers_task
from kimportal.audit.models import SYSTEM, CatatanAudit
from kimportal.notifications.models import Pemberitahuan
from kimportal.transitions import NotAllowed, TransitionError
from komunitas.verification import suspend_kim
from tests.diseminasi.messages import released
from tests.factories import KeanggotaanFactory, KimFactory, PenggunaFactory

MEJA = "/admin/diseminasi/pertanyaaninfo/"
TEKS = "Apakah warga perlu membawa KTP ke balai desa?"


@pytest.fixture
def info(cast):
    """A message of Kota Makassar, handed out."""
    info = released(cast.admin_makassar, "73.71")
    deliver(info.pk)
    return info


@pytest.fixture
def neighbour(cast):
    """A KIM of the next kelurahan, with its ketua."""
    kim = KimFactory(verified=True, nama="KIM Tetangga", wilayah_id="73.71.02.1002")
    ketua = PenggunaFactory(nama="Ketua Tetangga", email="tetangga@contoh.id")
    KeanggotaanFactory(kim=kim, pengguna=ketua, nama="Ketua Tetangga", jabatan="ketua")
    return kim, ketua


def ask(info, kim, by, teks=TEKS):
    return ask_question(info, by=by, kim=kim, uuid=uuid4(), teks=teks)


def page(client, address):
    return client.get(address).content.decode()


def typed(kim, **fields):
    return {"uuid": str(uuid4()), "kim": kim.pk, "teks": TEKS} | fields


@pytest.mark.parametrize("who", ["ketua", "anggota"])
def test_somebody_of_the_kim_asks_from_the_messages_page(client, cast, kim, info, who):
    client.force_login(getattr(cast, who))
    address = f"/kelola/info/{info.pk}/tanya/"
    assert address in page(client, f"/kelola/info/{info.pk}/")
    assert "Belum ada pertanyaan" in page(client, address)

    client.post(address, typed(kim))

    pertanyaan = PertanyaanInfo.objects.get()
    assert (pertanyaan.kim, pertanyaan.wilayah_id) == (kim, kim.wilayah_id)
    shown = page(client, address)
    assert TEKS in shown
    assert "Menunggu jawaban" in shown
    assert "1 hal" in page(client, f"/kelola/info/{info.pk}/")
    assert CatatanAudit.objects.get(verb="ask_question").wilayah_kode == "73.71"


def test_the_same_key_counts_once(client, cast, kim, info):
    client.force_login(cast.ketua)
    sent = typed(kim)

    for _ in range(2):
        assert client.post(f"/kelola/info/{info.pk}/tanya/", sent).status_code == 302

    assert PertanyaanInfo.objects.count() == 1


def test_a_question_too_short_comes_back_with_a_sentence(client, cast, kim, info):
    client.force_login(cast.ketua)

    answer = client.post(f"/kelola/info/{info.pk}/tanya/", typed(kim, teks="Apa?"))

    assert answer.status_code == 422
    assert "paling sedikit 10 huruf" in answer.content.decode()


def test_after_five_that_wait_a_kim_waits_too(client, cast, kim, info):
    for _ in range(5):
        ask(info, kim, cast.ketua)
    client.force_login(cast.ketua)

    answer = client.post(f"/kelola/info/{info.pk}/tanya/", typed(kim))

    assert "menunggu jawaban. Tunggu dulu." in answer.content.decode()
    assert PertanyaanInfo.objects.count() == 5


def test_who_left_and_another_kim_ask_nothing(client, cast, kim, other_kim, info):
    for person in (cast.mantan, cast.ketua_lain, cast.warga):
        client.force_login(person)
        assert client.get(f"/kelola/info/{info.pk}/tanya/").status_code == 404
        with pytest.raises(NotAllowed):
            ask(info, kim, person)
    with pytest.raises(TransitionError, match="tidak ditujukan"):
        ask(info, other_kim, cast.ketua_lain)


def test_a_withdrawn_message_is_not_asked_about(cast, kim, info):
    info = withdraw_info(info, by=cast.admin_makassar, reason="Batal.")

    with pytest.raises(TransitionError, match="tidak sedang terbit"):
        ask(info, kim, cast.ketua)


def test_the_nearest_admins_hear_of_it_once_a_day(cast, kim, info):
    for _ in range(2):
        ask(info, kim, cast.ketua)

    told = Pemberitahuan.objects.filter(judul__startswith="KIM bertanya")
    assert cast.admin_makassar in [row.pengguna for row in told]
    assert cast.admin_gowa not in [row.pengguna for row in told]
    assert told.filter(pengguna=cast.admin_makassar).count() == 1


def test_the_neighbour_neither_reads_nor_answers(client, cast, kim, info):
    pertanyaan = ask(info, kim, cast.ketua)
    client.force_login(cast.admin_gowa)

    assert TEKS not in page(client, MEJA)
    for step in ("change", "jawab", "mirip", "ralat", "tampilkan"):
        assert client.get(f"{MEJA}{pertanyaan.pk}/{step}/").status_code == 404
    assert client.post(f"{MEJA}{pertanyaan.pk}/jawab/", {"teks": "Ya."}).status_code == 404
    with pytest.raises(NotAllowed):
        answer_question(pertanyaan, by=cast.admin_gowa, teks="Ya.")


def test_the_asking_kims_own_region_does_not_read_what_the_province_was_asked(client, cast, kim):
    info = released(cast.admin_sulsel, "73")
    deliver(info.pk)
    pertanyaan = ask(info, kim, cast.ketua)

    client.force_login(cast.admin_makassar)
    assert client.get(f"{MEJA}{pertanyaan.pk}/change/").status_code == 404
    client.force_login(cast.admin_sulsel)
    assert TEKS in page(client, f"{MEJA}{pertanyaan.pk}/change/")


def test_another_kim_does_not_read_a_question(client, cast, kim, neighbour):
    _, ketua_tetangga = neighbour
    info = released(cast.admin_makassar, "73.71")
    deliver(info.pk)
    ask(info, kim, cast.ketua)
    client.force_login(ketua_tetangga)

    assert TEKS not in page(client, f"/kelola/info/{info.pk}/tanya/")


def test_an_observer_reads_but_does_not_answer(client, cast, kim, info):
    from tests.factories import PenugasanFactory

    observer = PenggunaFactory(is_staff=True)
    PenugasanFactory(pengguna=observer, wilayah_id="73.71", peran="pemantau")
    pertanyaan = ask(info, kim, cast.ketua)
    client.force_login(observer)

    assert TEKS in page(client, f"{MEJA}{pertanyaan.pk}/change/")
    assert client.get(f"{MEJA}{pertanyaan.pk}/jawab/").status_code == 403


def test_the_list_has_what_waits_on_top_and_filters(client, cast, kim, info):
    done = answer_question(
        ask(info, kim, cast.ketua, "Sudah dijawab ini?"), by=cast.admin_makassar, teks="Ya."
    )
    waiting = ask(info, kim, cast.ketua, "Yang ini belum dijawab?")
    client.force_login(cast.admin_makassar)

    shown = page(client, f"{MEJA}?info__id__exact={info.pk}")
    assert shown.index(waiting.nomor) < shown.index(done.nomor)
    only = page(client, f"{MEJA}?status__exact=asked")
    assert done.nomor not in only
    assert f"?info__id__exact={info.pk}" in page(
        client, f"/admin/diseminasi/infopemerintah/{info.pk}/change/"
    )


def test_the_list_asks_no_more_with_more_rows(client, cast, kim, info):
    client.force_login(cast.admin_makassar)

    def queries():
        with CaptureQueriesContext(connection) as asked:
            client.get(MEJA)
        return len(asked)

    ask(info, kim, cast.ketua)
    queries()
    few = queries()
    for _ in range(4):
        ask(info, kim, cast.ketua)
    assert queries() <= few


def test_one_answer_reaches_all_who_asked(
    client, cast, kim, neighbour, mailoutbox, django_capture_on_commit_callbacks
):
    other, ketua_tetangga = neighbour
    info = released(cast.admin_makassar, "73.71")
    deliver(info.pk)
    main = ask(info, kim, cast.anggota)
    same = ask(info, other, ketua_tetangga, "Warga perlu bawa KTP ke balai desa?")
    client.force_login(cast.admin_makassar)
    proposals = page(client, f"{MEJA}{same.pk}/mirip/")
    assert main.nomor in proposals
    assert client.post(f"{MEJA}{same.pk}/mirip/", {"ke": "9" * 5000}).status_code == 404
    client.post(f"{MEJA}{same.pk}/mirip/", {"ke": main.pk})
    asked = page(client, f"{MEJA}{main.pk}/jawab/")
    assert "sampai ke 2 KIM" in asked
    assert f'/infopemerintah/{info.pk}/change/">{info}</a>' in asked

    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{MEJA}{main.pk}/jawab/", {"teks": "Ya, bawa KTP."})
    tell_askers_task(JawabanInfo.objects.get().pk)

    told = Pemberitahuan.objects.filter(judul__startswith="Pertanyaan KIM Anda dijawab")
    assert {row.pengguna for row in told} == {cast.anggota, cast.ketua, ketua_tetangga}
    assert told.count() == 3
    assert "tetangga@contoh.id" in [mail.to[0] for mail in mailoutbox]
    client.force_login(ketua_tetangga)
    shown = page(client, f"/kelola/info/{info.pk}/tanya/")
    assert "Ya, bawa KTP." in shown
    assert "Dijawab bersama pertanyaan KIM lain yang sama" in shown


def test_a_corrected_answer_tells_all_who_asked_again(
    client, cast, kim, info, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        main = answer_question(ask(info, kim, cast.ketua), by=cast.admin_makassar, teks="Ya.")
    client.force_login(cast.admin_makassar)
    address = f"{MEJA}{main.pk}/ralat/"
    unchanged = client.post(address, {"teks": "Ya.", "alasan": "Keliru."})
    assert "Belum ada yang berubah" in unchanged.content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, {"teks": "Tidak perlu.", "alasan": "Aturannya berubah."})

    told = Pemberitahuan.objects.get(pengguna=cast.ketua, judul__startswith="Jawaban diralat")
    assert "Aturannya berubah." in told.isi
    assert [row.teks for row in main.daftar_jawaban.all()] == ["Ya.", "Tidak perlu."]
    client.force_login(cast.ketua)
    assert "Tidak perlu." in page(client, f"/kelola/info/{info.pk}/tanya/")


def test_a_merge_into_an_answered_question_brings_the_answer_and_can_be_undone(
    client, cast, kim, info, django_capture_on_commit_callbacks
):
    main = answer_question(ask(info, kim, cast.ketua), by=cast.admin_makassar, teks="Ya.")
    same = ask(info, kim, cast.anggota)
    with django_capture_on_commit_callbacks(execute=True):
        merge_question(same, by=cast.admin_makassar, ke=main)
    assert Pemberitahuan.objects.filter(pengguna=cast.anggota, isi="Ya.").exists()

    client.force_login(cast.admin_makassar)
    client.post(f"{MEJA}{same.pk}/putuskan/", {"keputusan": "split_question"})

    same.refresh_from_db()
    assert (same.status, same.utama) == ("asked", None)
    assert CatatanAudit.objects.filter(verb="split_question", object_id=str(same.pk)).exists()


def test_merges_make_no_chain(cast, kim, info):
    first, second, third = (ask(info, kim, cast.ketua) for _ in range(3))
    merge_question(first, by=cast.admin_makassar, ke=second)
    merge_question(second, by=cast.admin_makassar, ke=third)

    first.refresh_from_db()
    assert first.utama == third
    assert split_question(first, by=cast.admin_makassar).status == "asked"


def test_questions_about_different_messages_are_not_merged(cast, kim, info):
    other = released(cast.admin_makassar, "73.71")
    deliver(other.pk)
    one, two = ask(info, kim, cast.ketua), ask(other, kim, cast.ketua)

    with pytest.raises(TransitionError, match="tidak bisa digabung"):
        merge_question(one, by=cast.admin_makassar, ke=two)


def test_what_is_marked_public_stands_on_the_page_without_people(client, cast, kim, info):
    main = ask(info, kim, cast.ketua, "Pak Budi bilang perlu KTP, benarkah?")
    answer_question(main, by=cast.admin_makassar, teks="Ya, bawa KTP.")
    assert "Tanya jawab" not in page(client, info.get_absolute_url())
    client.force_login(cast.admin_makassar)
    client.post(f"{MEJA}{main.pk}/tampilkan/", {"teks_publik": "Perlukah membawa KTP?"})
    client.logout()

    shown = page(client, info.get_absolute_url())

    for words in ("Perlukah membawa KTP?", "Ya, bawa KTP.", kim.nama, "Mariso"):
        assert words in shown
    for words in ("Budi", cast.ketua.nama + "<", cast.admin_makassar.nama):
        assert words not in shown


def test_a_public_answer_that_is_mended_says_so(client, cast, kim, info):
    main = answer_question(ask(info, kim, cast.ketua), by=cast.admin_makassar, teks="Ya.")
    publish_question(main, by=cast.admin_makassar, teks_publik="Perlu KTP?")
    correct_answer(main, by=cast.admin_makassar, teks="Tidak perlu.", reason="Aturannya berubah.")

    shown = page(client, info.get_absolute_url())

    assert "Jawaban diralat" in shown
    assert "Aturannya berubah." in shown


def test_a_suspended_kim_is_not_named_beside_its_question(client, cast, kim, info):
    main = answer_question(ask(info, kim, cast.ketua), by=cast.admin_makassar, teks="Ya.")
    publish_question(main, by=cast.admin_makassar, teks_publik="Perlu KTP?")
    assert kim.nama in page(client, info.get_absolute_url())

    suspend_kim(kim, by=SYSTEM, reason="Akunnya diambil orang lain.")

    shown = page(client, info.get_absolute_url())
    assert "Perlu KTP?" in shown
    assert f"KIM di {kim.wilayah.nama_singkat}" in shown
    assert kim.nama not in shown


def test_what_is_hidden_leaves_the_page_with_a_reason(client, cast, kim, info):
    main = answer_question(ask(info, kim, cast.ketua), by=cast.admin_makassar, teks="Ya.")
    publish_question(main, by=cast.admin_makassar, teks_publik="Perlu KTP?")
    client.force_login(cast.admin_makassar)
    hide = {"keputusan": "hide_question", "alasan": ""}
    assert "Tuliskan alasannya" in client.post(f"{MEJA}{main.pk}/putuskan/", hide).content.decode()

    client.post(f"{MEJA}{main.pk}/putuskan/", hide | {"alasan": "Menyebut orang."})

    assert "Perlu KTP?" not in page(client, info.get_absolute_url())


def test_an_unanswered_question_is_not_published(cast, kim, info):
    with pytest.raises(TransitionError, match="menunggu jawaban"):
        publish_question(ask(info, kim, cast.ketua), by=cast.admin_makassar, teks_publik="X")


def test_the_database_refuses_other_words(cast, kim, info):
    main = answer_question(ask(info, kim, cast.ketua), by=cast.admin_makassar, teks="Ya.")

    for rows, change in (
        (PertanyaanInfo.objects.filter(pk=main.pk), {"teks": "Lain"}),
        (JawabanInfo.objects.all(), {"teks": "Lain"}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.delete()
