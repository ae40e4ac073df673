"""Reporting a page: no account, nothing unpublished, limits, the reporter's own page."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from kegiatan.moderation import take_down_kegiatan
from kimportal.audit.models import SYSTEM, CatatanAudit
from kimportal.desk.models import LaporanKonten
from kimportal.desk.tasks import forget_contacts
from kimportal.notifications.models import Pemberitahuan
from komunitas.verification import suspend_kim
from tests.desk.reporting import address, report, send
from tests.factories import KimFactory, NaskahFactory
from tests.publishing import publish


@pytest.fixture
def kabar(cast, kim):
    # A number of four digits: in addresses it takes no thousands separator.
    return publish(
        kim, judul="Warga menanam bakau", kegiatan__penulis=cast.anggota, kegiatan__pk=4321
    )


def test_every_kim_and_post_page_leads_to_the_form(client, kim, kabar):
    for page, link in (
        (kabar.kegiatan.get_absolute_url(), f"/lapor/?kegiatan={kabar.kegiatan_id}"),
        (kim.get_absolute_url(), f"/lapor/?kim={kim.slug}"),
        (f"{kim.get_absolute_url()}galeri/", f"/lapor/?kim={kim.slug}"),
    ):
        answer = client.get(page)
        assert f'href="{link}"' in answer.content.decode()
        assert not answer.cookies
        assert client.get(link).status_code == 200


def test_the_form_names_the_page_and_is_kept_by_nobody(client, kabar):
    answer = client.get(address(kabar))

    assert "Warga menanam bakau" in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_bare_address_says_how_to_report(client, db):
    assert "Laporkan halaman" in client.get("/lapor/").content.decode()


@pytest.mark.parametrize(
    ("alasan", "hours"),
    [
        ("perjudian", 4),
        ("pornografi", 4),
        ("kekerasan", 4),
        ("anak", 4),
        ("data-pribadi", 4),
        ("hoaks", 24),
        ("iklan", 24),
        ("politik", 24),
        ("hak-cipta", 24),
        ("salah", 24),
        ("lainnya", 24),
    ],
)
def test_urgent_reasons_are_due_in_four_hours_others_in_a_day(alasan, hours, kabar):
    laporan = report(kabar, alasan=alasan, catatan="Lihat foto kedua.")

    assert laporan.due_at - laporan.created_at == timedelta(hours=hours)
    assert (laporan.status, laporan.kegiatan, laporan.kim) == ("open", kabar.kegiatan, None)


def test_a_kim_is_reported_too(kim, cast):
    laporan = report(kim, alasan="iklan")

    assert (laporan.kim, laporan.kegiatan) == (kim, None)


def test_the_admins_of_the_region_are_told_and_not_the_neighbour(
    kabar, cast, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        report(kabar, alasan="perjudian")

    told = {p.pengguna for p in Pemberitahuan.objects.filter(judul__startswith="Laporan mendesak")}
    # The admin who has a place in the KIM may not decide, so there is nothing to tell.
    assert told == {cast.admin_makassar}


def test_the_act_is_in_the_audit_without_personal_text(kabar):
    laporan = report(kabar, catatan="Saya Budi", kontak="budi@uji.example")

    row = CatatanAudit.objects.get(verb="submit_report")
    assert (row.object_id, row.wilayah_kode) == (str(laporan.pk), "73.71.01.1006")
    assert "Budi" not in row.reason


def unpublished(kim, cast):
    draft = NaskahFactory(kegiatan__kim=kim, judul="Rahasia")
    gone = publish(kim, judul="Rahasia")
    take_down_kegiatan(gone, by=SYSTEM, reason="Keliru.")
    hidden_kim = KimFactory(status="submitted", slug="kim-rahasia", nama="Rahasia")
    frozen = KimFactory(verified=True, slug="kim-beku", nama="Rahasia")
    of_frozen = publish(frozen, judul="Rahasia")
    suspend_kim(frozen, by=SYSTEM, reason="Diperiksa.")
    return [draft, gone, hidden_kim, frozen, of_frozen]


def test_what_is_not_public_does_not_exist(client, kim, cast):
    client.force_login(cast.admin_makassar)
    for target in unpublished(kim, cast):
        for answer in (client.get(address(target)), send(target, client)):
            assert answer.status_code == 404
            assert "Rahasia" not in answer.content.decode()
    assert not LaporanKonten.objects.exists()


@pytest.mark.parametrize(
    "query",
    [
        "kegiatan=0",
        "kegiatan=999999999999999999999999",
        "kegiatan=-1",
        "kegiatan=1%20or%201",
        "kegiatan=%D9%A1",
        "kim=%00",
        "kim=../admin",
        "kim=x&kegiatan=1",
    ],
)
def test_hostile_addresses_do_not_exist(query, client, kim):
    assert client.get(f"/lapor/?{query}").status_code == 404


def test_hostile_text_is_shown_as_text(client, kabar, cast):
    laporan = report(kabar, alasan="hoaks", catatan="<script>alert(1)</script>")
    client.force_login(cast.admin_makassar)

    page = client.get(f"/admin/desk/laporankonten/{laporan.pk}/change/").content.decode()

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"alasan": ""}, "Pilih satu alasan."),
        ({"alasan": "lainnya", "catatan": "  "}, "Ceritakan apa yang salah"),
        ({"kontak": "bukan nomor"}, "Tulis nomor telepon Indonesia"),
        ({"kontak": "a@b"}, "Periksa lagi alamat surelnya."),
        ({"catatan": "x\0y"}, "Karakter null"),
        ({"situs": "http://judi.example"}, "Kosongkan isian ini"),
    ],
)
def test_bad_input_gets_a_sentence_and_everything_typed_comes_back(fields, sentence, kabar):
    answer = send(kabar, **{"catatan": "Judulnya keliru", "alasan": "hoaks", **fields})

    text = answer.content.decode()
    assert sentence in text
    assert fields.get("kontak", fields.get("catatan", "Judulnya keliru")).strip("\0 ") in text
    assert not LaporanKonten.objects.exists()


def test_a_telephone_number_is_kept_in_one_form(kabar):
    assert report(kabar, kontak="0812-3456-7890").kontak == "6281234567890"


def test_sending_twice_is_one_report(client, kabar):
    kunci = str(uuid4())
    first, second = (send(kabar, client, kunci=kunci) for _ in range(2))

    assert first.url == second.url
    assert LaporanKonten.objects.count() == 1


def test_sending_again_after_the_post_is_gone_shows_the_same_ticket(client, kabar):
    """A double tap where the first one hid the post at once."""
    kunci = str(uuid4())
    first = send(kabar, client, kunci=kunci)
    take_down_kegiatan(kabar, by=SYSTEM, reason="Keliru.")

    assert send(kabar, client, kunci=kunci).url == first.url
    assert send(kabar, client).status_code == 404
    assert LaporanKonten.objects.count() == 1


def test_a_form_without_token_is_refused(kabar):
    strict = Client(enforce_csrf_checks=True)

    assert send(kabar, strict).status_code == 403


def test_a_device_may_report_five_times_an_hour(client, kabar):
    client.get(address(kabar))
    answers = [send(kabar, client).status_code for _ in range(6)]

    assert answers == [302] * 5 + [429]
    # Behind the same address another device goes on.
    assert send(kabar).status_code == 302


def test_devices_without_memory_share_the_address(kabar):
    answers = [send(kabar).status_code for _ in range(61)]

    assert answers == [302] * 60 + [429]


def test_mistakes_in_the_form_cost_nothing(client, kabar):
    client.get(address(kabar))
    for _ in range(8):
        assert send(kabar, client, alasan="").status_code == 200
    assert send(kabar, client).status_code == 302


def test_the_device_is_remembered_for_this_part_only(client, kabar):
    client.get(address(kabar))

    assert client.cookies["perangkat"]["path"] == "/lapor/"


def test_the_ticket_shows_the_state_and_no_contact(client, kabar):
    laporan = report(kabar, kontak="budi@uji.example", catatan="Saya Budi")

    answer = client.get(laporan.alamat_tiket)

    text = answer.content.decode()
    assert laporan.nomor in text
    assert "Menunggu diperiksa" in text
    assert "WITA" in text
    assert "budi@uji.example" not in text
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_the_ticket_of_somebody_else_cannot_be_guessed(client, kabar):
    laporan = report(kabar)

    assert len(laporan.tiket) >= 32
    for guess in (laporan.nomor, str(laporan.pk), laporan.tiket[:-1], laporan.tiket.swapcase()):
        assert client.get(f"/lapor/tiket/{guess}/").status_code == 404


def test_the_ticket_does_not_name_what_is_gone(client, kabar):
    laporan = report(kabar)
    take_down_kegiatan(kabar, by=SYSTEM, reason="Keliru.")

    text = client.get(laporan.alamat_tiket).content.decode()

    assert "Warga menanam bakau" not in text
    assert "sedang tidak tampil" in text


def test_the_database_wants_exactly_one_target(kabar, kim):
    soon = timezone.now() + timedelta(hours=1)
    for target in ({}, {"kim": kim, "kegiatan": kabar.kegiatan}):
        with pytest.raises(IntegrityError), transaction.atomic():
            LaporanKonten.objects.create(alasan="hoaks", due_at=soon, **target)


def test_contacts_are_forgotten_ninety_days_after_the_decision(kabar, kim, cast):
    old, fresh, undecided = (report(kabar, kontak="budi@uji.example") for _ in range(3))
    now = timezone.now()
    for laporan, days in ((old, 91), (fresh, 89)):
        laporan.status, laporan.jawaban = "dismissed", "Tidak terbukti."
        laporan.decided_by, laporan.decided_at = cast.admin_makassar, now - timedelta(days=days)
        laporan.save()

    forget_contacts()

    kept = LaporanKonten.objects.exclude(kontak="")
    assert set(kept) == {fresh, undecided}
