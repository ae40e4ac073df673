"""Working through the queue: opening, going on, many at once, two at once, the province."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from kegiatan.models import Naskah
from kegiatan.moderation import cancel_kegiatan, submit_kegiatan
from kimportal.audit.models import SYSTEM, CatatanAudit
from kimportal.desk.models import MintaProvinsi, Pegangan
from kimportal.desk.queue import Antrean
from kimportal.desk.queue_filter import Saringan
from kimportal.notifications.models import Pemberitahuan
from tests.desk.queue import ANTREAN, new_kim, one_of_each, post, ticked, wait_since
from tests.publishing import complete

BUKA, BERIKUT, BANYAK = f"{ANTREAN}buka/", f"{ANTREAN}berikutnya/", f"{ANTREAN}banyak/"
LEPAS, MINTA = f"{ANTREAN}lepas/", f"{ANTREAN}minta/"
SETUJU = {"keputusan": "approve_kegiatan"}
KEMBALI = {"keputusan": "return_kegiatan", "alasan": "Tambahkan tanggal."}


@pytest.fixture
def three(cast, kim):
    """Three posts, the first handed in longest ago; all are late, whatever day it is today."""
    daftar = [post(kim, f"Kabar {word}") for word in ("satu", "dua", "tiga")]
    for days, naskah in zip((20, 17, 14), daftar, strict=True):
        wait_since(naskah, days)
    return daftar


@pytest.fixture
def act(client, cast, django_capture_on_commit_callbacks):
    """Return a function that sends a form as one of the cast and follows."""

    def run(name, url, fields, follow=True):
        client.force_login(getattr(cast, name))
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(url, fields, follow=follow)

    return run


def row(user, obj, kode="kabar"):
    return Antrean(user).find(f"{kode}-{obj.pk}")


def name_of(naskah):
    return f"kabar-{naskah.pk}"


def decide(naskah):
    return reverse("admin:kegiatan_naskah_decide", args=[naskah.pk])


# --- Opening -------------------------------------------------------------------------


def test_opening_notes_who_has_it_and_leads_there(three, cast, act, client):
    answer = act("admin_makassar", BUKA, {"baris": name_of(three[0]), "dari": "q=kabar"})

    assert "Kabar satu" in answer.content.decode()
    assert "Kembali ke antrean" in answer.content.decode()
    assert "?q=kabar" in answer.content.decode()
    client.force_login(cast.admin_sulsel)
    assert "Sedang dibuka oleh Admin Makassar" in client.get(ANTREAN).content.decode()


def test_a_second_one_is_told_and_may_open_all_the_same(three, cast, act):
    item = {"baris": name_of(three[0])}
    act("admin_makassar", BUKA, item)
    told = act("admin_sulsel", BUKA, item)

    assert told.status_code == 409
    assert "Admin Makassar" in told.content.decode()
    assert "Tetap buka" in told.content.decode()
    assert Pegangan.objects.get().pengguna == cast.admin_makassar
    assert act("admin_sulsel", BUKA, item | {"tetap": "1"}).status_code == 200
    assert Pegangan.objects.get().pengguna == cast.admin_sulsel


def test_a_hold_ends_by_giving_up_and_by_time(three, cast, act):
    item = {"baris": name_of(three[0])}
    act("admin_makassar", BUKA, item)
    act("admin_sulsel", LEPAS, item)
    assert Pegangan.objects.exists()
    act("admin_makassar", LEPAS, item)
    assert not Pegangan.objects.exists()

    act("admin_makassar", BUKA, item)
    Pegangan.objects.update(sampai=timezone.now() - timedelta(minutes=1))
    assert act("admin_sulsel", BUKA, item).status_code == 200
    assert Pegangan.objects.get().pengguna == cast.admin_sulsel


@pytest.mark.parametrize("url", [BUKA, LEPAS, MINTA])
@pytest.mark.parametrize("name", ["admin_gowa", "admin_papua"])
def test_the_neighbour_opens_nothing_and_hears_nothing(name, url, three, act):
    act("admin_makassar", BUKA, {"baris": name_of(three[0])})
    answer = act(name, url, {"baris": name_of(three[0]), "alasan": "Mau tahu."})

    assert answer.status_code == 404
    assert "Kabar satu" not in answer.content.decode()


def test_a_pemantau_reads_without_holding(three, act):
    answer = act("pemantau_mariso", BUKA, {"baris": name_of(three[0])})

    assert answer.status_code == 200
    assert not Pegangan.objects.exists()


@pytest.mark.parametrize("url", [BUKA, LEPAS, BERIKUT, BANYAK])
def test_nothing_is_opened_by_looking(url, cast, client):
    client.force_login(cast.admin_makassar)
    assert client.get(url).status_code == 405


# --- Going on ------------------------------------------------------------------------


def test_after_a_decision_the_next_item_is_opened(three, cast, act):
    answer = act("admin_makassar", decide(three[0]), SETUJU | {"antrean": "1"})

    html = answer.content.decode()
    assert "Setujui dan terbitkan: Kabar satu." in html
    assert "<h2>Kabar dua" in html or "Kabar dua" in html
    assert answer.redirect_chain[-1][0].startswith(f"/admin/kegiatan/naskah/{three[1].pk}/change/")
    assert Pegangan.objects.get().objek == three[1].pk


def test_the_filters_go_along_and_what_others_hold_is_passed_over(three, cast, act, kim):
    new_kim("KIM Parang")
    act("admin_sulsel", BUKA, {"baris": name_of(three[1])})
    query = "jenis=kabar"
    answer = act("admin_makassar", decide(three[0]), SETUJU | {"antrean": query})
    assert f"/naskah/{three[2].pk}/" in answer.redirect_chain[-1][0]
    assert "antrean=jenis%3Dkabar" in answer.redirect_chain[-1][0]

    answer = act("admin_makassar", decide(three[2]), SETUJU | {"antrean": query})
    assert answer.redirect_chain[-1][0] == f"{ANTREAN}?jenis=kabar"
    assert "Tidak ada lagi yang menunggu keputusan Anda" in answer.content.decode()


def test_next_leaves_it_undecided_and_begins_again_at_the_end(three, cast, act):
    for now, then in ((0, 1), (1, 2), (2, 0)):
        answer = act("admin_makassar", BERIKUT, {"baris": name_of(three[now])})
        assert f"/naskah/{three[then].pk}/" in answer.redirect_chain[-1][0]
    assert Pegangan.objects.count() == 1
    assert Naskah.objects.filter(status="submitted").count() == 3


def test_without_the_queue_a_decision_stays_on_the_page(three, act):
    answer = act("admin_makassar", decide(three[0]), SETUJU)

    assert f"/naskah/{three[0].pk}/" in answer.redirect_chain[-1][0]


# --- Two at once -----------------------------------------------------------------------


def test_the_second_is_told_who_decided_what_and_when(three, cast, act):
    act("admin_makassar", decide(three[0]), KEMBALI)
    answer = act("admin_sulsel", decide(three[0]), SETUJU | {"antrean": "1", "alasan": "Ketikan"})

    html = answer.content.decode()
    assert "Admin Makassar lebih dulu memutuskan: “Minta perbaikan”" in html
    assert "WITA" in html
    assert "tidak ada yang tertimpa" in html
    assert Naskah.objects.get(pk=three[0].pk).status == "returned"


def test_what_was_handed_in_anew_is_not_decided_unseen(three, cast, act, kim):
    seen = row(cast.admin_makassar, three[0]).dilihat
    naskah = complete(cancel_kegiatan(three[0], by=SYSTEM))
    submit_kegiatan(naskah, by=SYSTEM)
    answer = act("admin_makassar", decide(three[0]), SETUJU | {"dilihat": seen})

    assert "diajukan ulang sejak Anda membukanya" in answer.content.decode()
    assert Naskah.objects.get(pk=three[0].pk).status == "submitted"
    assert not CatatanAudit.objects.filter(verb="approve_kegiatan").exists()


def test_the_form_carries_what_was_seen(three, cast, client):
    client.force_login(cast.admin_makassar)
    html = client.get(f"{row(cast.admin_makassar, three[0]).url}?antrean=1").content.decode()

    assert f'name="dilihat" value="{row(cast.admin_makassar, three[0]).dilihat}+0"' in html
    assert 'name="antrean" value="1"' in html


# --- Many at once ----------------------------------------------------------------------


def chosen(user, *rows):
    return [ticked(row(user, obj, kode)) for kode, obj in rows]


def test_many_are_asked_about_first_then_decided_one_by_one(three, cast, act, kim):
    candidate = new_kim("KIM Parang", "73.71.02.1002")
    pilih = chosen(cast.admin_makassar, *(("kabar", n) for n in three), ("kim", candidate))
    fields = {"pilih": pilih, "langkah": "setuju", "dari": "urut=baru"}
    asked = act("admin_makassar", BANYAK, fields).content.decode()
    assert "Ini yang akan terjadi" in asked
    assert "Setujui 4 hal" in asked
    assert Naskah.objects.filter(status="submitted").count() == 3

    done = act("admin_makassar", BANYAK, fields | {"pasti": "1"}).content.decode()
    assert "4 diputuskan" in done
    assert "?urut=baru" in done
    assert Naskah.objects.published().count() == 3
    assert CatatanAudit.objects.filter(verb="verify_kim").count() == 1


def test_each_outcome_is_named(three, cast, act, kim):
    own = post(kim, "Tulisan saya", kegiatan__penulis=cast.admin_makassar)
    pilih = chosen(cast.admin_sulsel, *(("kabar", n) for n in [*three, own]))
    act("admin_sulsel", decide(three[1]), SETUJU)
    fields = {"pilih": [*pilih, "kabar-999999@1", "laporan-1@1", "x"], "pasti": "1"}
    html = act(
        "admin_makassar", BANYAK, fields | {"langkah": "kembali", "alasan": "Tambahkan foto."}
    ).content.decode()

    assert "2 diputuskan" in html
    assert "Admin Sulsel lebih dulu memutuskan: “Setujui dan terbitkan”" in html
    assert "Diputuskan admin lain" in html
    assert "Sudah tidak menunggu, atau bukan wilayah Anda" in html
    assert Naskah.objects.filter(status="returned", catatan="Tambahkan foto.").count() == 2
    assert Naskah.objects.get(pk=own.pk).status == "submitted"


def test_returning_many_needs_a_reason_and_keeps_the_choice(three, cast, act):
    pilih = chosen(cast.admin_makassar, *(("kabar", n) for n in three))
    fields = {"pilih": pilih, "langkah": "kembali", "alasan": " ", "pasti": "1"}
    html = act("admin_makassar", BANYAK, fields).content.decode()

    assert "Tuliskan alasannya" in html
    assert all(value in html for value in pilih)
    assert Naskah.objects.filter(status="submitted").count() == 3


@pytest.mark.parametrize("langkah", ["setuju", "kembali"])
def test_whoever_does_not_decide_on_many_after_all_finds_ticks_and_reason(
    langkah, three, cast, act, client
):
    pilih = chosen(cast.admin_makassar, *(("kabar", n) for n in three[:2]))
    fields = {"pilih": pilih, "langkah": langkah, "alasan": "Tambahkan foto.", "dari": "q=kabar"}
    asked = act("admin_makassar", BANYAK, fields).content.decode()
    assert 'name="batal"' in asked
    html = act("admin_makassar", BANYAK, fields | {"batal": "1"}).content.decode()

    assert re.findall(r'value="(kabar-[^"]+)" id="pilih[^>]* checked', html) == pilih
    assert ">Tambahkan foto.</textarea>" in html
    assert 'name="q" value="kabar"' in html
    assert Naskah.objects.filter(status="submitted").count() == 3
    assert (
        'id="alasan" name="alasan" rows="2" maxlength="2000"></'
        in client.get(ANTREAN).content.decode()
    )


def test_the_page_that_asks_carries_what_the_list_is_to_show_again(three, cast, act, kim):
    own = post(kim, "Tulisan saya", kegiatan__penulis=cast.admin_makassar)
    pilih = chosen(cast.admin_sulsel, ("kabar", three[0]), ("kabar", own))
    fields = {"pilih": pilih, "langkah": "setuju", "alasan": "Tambahkan foto.", "halaman": "2"}
    asked = act("admin_makassar", BANYAK, fields).content.decode()

    hidden = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', asked)
    assert {("pilih", pilih[0]), ("tadi", pilih[1]), ("alasan", "Tambahkan foto.")} <= {*hidden}
    back = act("admin_makassar", BANYAK, fields | {"batal": "1"}, follow=False)
    assert back["Location"] == f"{ANTREAN}?halaman=2#antrean"


def test_what_was_handed_in_anew_is_left_out_of_many(three, cast, act):
    pilih = chosen(cast.admin_makassar, ("kabar", three[0]))
    submit_kegiatan(cancel_kegiatan(three[0], by=SYSTEM), by=SYSTEM)
    fields = {"pilih": pilih, "langkah": "setuju", "pasti": "1"}

    assert "Diajukan ulang" in act("admin_makassar", BANYAK, fields).content.decode()
    assert not Naskah.objects.published().exists()


@pytest.mark.parametrize("name", ["admin_gowa", "admin_papua", "pemantau_mariso"])
def test_others_decide_nothing_of_many(name, three, cast, act):
    pilih = chosen(cast.admin_makassar, ("kabar", three[0]))
    answer = act(name, BANYAK, {"pilih": pilih, "langkah": "setuju", "pasti": "1"})

    assert "Kabar satu" not in answer.content.decode()
    assert not Naskah.objects.published().exists()


def test_reports_and_appeals_are_decided_singly(cast, kim, act):
    one_of_each(kim, cast.ketua)
    rows = Antrean(cast.admin_makassar).first(20)
    pilih = [ticked(r) for r in rows if r.kode_jenis in ("laporan", "keberatan")]
    fields = {"pilih": pilih, "langkah": "setuju", "pasti": "1"}
    html = act("admin_makassar", BANYAK, fields).content.decode()

    assert html.count("satu per satu") == 2
    assert "0 diputuskan" in html


# --- The province -----------------------------------------------------------------------


def test_the_province_is_asked_and_decides(three, cast, act, client):
    item = {"baris": name_of(three[0])}
    assert "Tuliskan alasannya" in act("admin_makassar", MINTA, item).content.decode()
    answer = act("admin_makassar", MINTA, item | {"alasan": "Penulisnya kerabat saya."})

    assert "Provinsi diminta memutuskan" in answer.content.decode()
    wish = MintaProvinsi.objects.get()
    assert (wish.catatan.actor, wish.catatan.reason) == (
        cast.admin_makassar,
        "Penulisnya kerabat saya.",
    )
    told = Pemberitahuan.objects.filter(judul__contains="Diminta memutuskan")
    assert [message.pengguna for message in told] == [cast.admin_sulsel]
    client.force_login(cast.admin_sulsel)
    html = client.get(ANTREAN, {"diminta": "1"}).content.decode()
    assert "Kabar satu" in html
    assert "Kabar dua" not in html
    act("admin_sulsel", decide(three[0]), SETUJU | {"antrean": "diminta=1"})
    assert Naskah.objects.published().count() == 1
    assert not MintaProvinsi.objects.exists()


def test_it_is_asked_once_and_not_by_the_province_itself(three, cast, act):
    fields = {"baris": name_of(three[0]), "alasan": "Penulisnya kerabat saya."}
    assert act("admin_sulsel", MINTA, fields).status_code == 403
    assert act("pemantau_mariso", MINTA, fields).status_code == 403
    act("admin_makassar", MINTA, fields)
    assert "sudah diminta" in act("admin_makassar", MINTA, fields).content.decode()
    assert CatatanAudit.objects.filter(verb="ask_province").count() == 1


def test_the_province_is_reminded_once_a_day_of_what_is_late(three, cast, kim, client, capsys):
    call_command("ingatkan_tenggat")
    call_command("ingatkan_tenggat")

    message = Pemberitahuan.objects.get(judul__contains="lewat tenggat")
    assert message.pengguna == cast.admin_sulsel
    assert message.judul == "3 hal lewat tenggat di wilayah Anda"
    client.force_login(cast.admin_sulsel)
    assert "Kabar tiga" in client.get(message.url).content.decode()
    assert Naskah.objects.filter(status="submitted").count() == 3


def test_nobody_is_reminded_of_nothing(cast, kim):
    post(kim, "Baru saja")
    call_command("ingatkan_tenggat")

    assert not Pemberitahuan.objects.filter(judul__contains="lewat tenggat").exists()
    assert Antrean(cast.admin_sulsel, Saringan(lewat="1")).total == 0
