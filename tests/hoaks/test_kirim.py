"""Sending a rumour in: no account, one photo pipeline, limits, the sender's own page."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from diseminasi.hoaks.verdicts import decide_isu, dismiss_isu, merge_isu, start_check
from diseminasi.models import Isu, KirimanIsu
from diseminasi.tasks import forget_senders_task
from kimportal.audit.models import SYSTEM, CatatanAudit
from kimportal.notifications.models import Pemberitahuan
from tests.hoaks.rumours import DAFTAR, KIRIM, PERIKSA, TEKS, VONIS, checking, send, sent
from tests.images.samples import encode, picture


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_form_is_open_to_all_and_kept_by_nobody(client, db):
    answer = client.get(KIRIM)

    assert "Kirim isu" in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_rumour_gets_a_ticket_and_a_day(client, cast):
    kiriman = sent()

    isu = kiriman.isu
    assert (isu.status, isu.wilayah_id, kiriman.teks) == ("received", "73.71", TEKS)
    assert isu.due_at - isu.created_at == timedelta(hours=24)
    answer = client.get(kiriman.alamat_tiket)
    assert "isu Anda sudah masuk" in answer.content.decode()
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer.headers["Cache-Control"]
    assert CatatanAudit.objects.get(verb="send_rumour").wilayah_kode == "73.71"


def test_the_nearest_admins_are_told_without_its_words(cast):
    sent(wilayah="73.71.01.1006")

    told = {row.pengguna for row in Pemberitahuan.objects.all()}
    assert told == {cast.admin_makassar, cast.admin_anggota}
    assert not Pemberitahuan.objects.filter(judul__contains="Bansos").exists()


def test_without_region_it_is_the_national_officers(cast):
    isu = sent(wilayah="").isu

    assert isu.wilayah is None
    assert Pemberitahuan.objects.get().pengguna == cast.pusat


def test_something_must_be_sent(client, regions):
    answer = send(client, teks="  ")

    assert answer.status_code == 200
    assert "Isi salah satu" in answer.content.decode()
    assert not Isu.objects.exists()


def test_a_link_alone_is_enough(regions):
    kiriman = sent(teks="", tautan="contoh.example/isu")

    assert kiriman.tautan == "https://contoh.example/isu"


def test_a_picture_goes_through_the_pipeline_and_stays_private(client, cast):
    kiriman = sent(
        teks="", foto=SimpleUploadedFile("hoaks.jpg", encode(picture(), "JPEG"), "image/jpeg")
    )

    assert kiriman.foto.is_ready
    assert not kiriman.foto.is_public
    address = f"/admin/diseminasi/isu/{kiriman.isu_id}/gambar/{kiriman.pk}/"
    client.force_login(cast.admin_makassar)
    assert client.get(address)["Content-Type"] == "image/webp"
    client.force_login(cast.admin_gowa)
    assert client.get(address).status_code == 404


def test_a_file_that_is_no_picture_is_refused_beside_the_field(client, regions):
    answer = send(client, foto=SimpleUploadedFile("x.jpg", b"<script>", "image/jpeg"))

    assert 'class="field-error"' in answer.content.decode()
    assert not Isu.objects.exists()


def test_sending_the_form_twice_counts_once(client, regions):
    kunci = str(uuid4())
    first, second = send(client, kunci=kunci), send(client, kunci=kunci)

    assert first.url == second.url
    assert KirimanIsu.objects.count() == 1


def test_a_device_sends_five_in_an_hour(client, regions):
    codes = [send(client).status_code for _ in range(6)]

    assert codes == [302] * 5 + [429]
    assert Isu.objects.count() == 5


def test_robots_fall_into_the_trap(client, regions):
    answer = send(client, situs="https://spam.example")

    assert answer.status_code == 200
    assert not Isu.objects.exists()


def test_hostile_text_is_only_text(client, cast):
    teks = "<script>alert(1)</script>{{ 7|add:7 }} javascript:alert(2)"
    kiriman = sent(teks=teks, tautan="https://jahat.example/<script>")
    start_check(kiriman.isu, by=SYSTEM, klaim=teks[:140], bunyi=teks)

    client.force_login(cast.admin_makassar)
    pages = [
        page(client, kiriman.alamat_tiket),
        page(client, Isu.objects.get().get_absolute_url()),
        page(client, DAFTAR),
        page(client, f"/admin/diseminasi/isu/{kiriman.isu_id}/change/"),
    ]
    for html in pages:
        assert "<script>alert" not in html
        assert 'href="javascript' not in html
        assert 'href="https://jahat' not in html
    assert send(Client(), teks="nol\0").status_code == 200


def test_a_ticket_that_nobody_has_leads_nowhere(client, db):
    assert client.get("/cek-hoaks/tiket/tidak-ada/").status_code == 404


def test_the_ticket_follows_the_rumour(client, cast):
    first, second, third = sent(), sent(), sent()
    start_check(first.isu, by=cast.admin_makassar, **PERIKSA)
    assert "Sedang kami periksa" in page(client, first.alamat_tiket)
    merge_isu(second.isu, by=cast.admin_makassar, ke=first.isu)
    decide_isu(first.isu, by=cast.admin_makassar, **VONIS)
    dismiss_isu(third.isu, by=cast.admin_makassar, reason="Ini pendapat, bukan isu.")

    for one in (first, second):
        assert "Putusan: Hoaks" in page(client, one.alamat_tiket)
    assert "Ini pendapat, bukan isu." in page(client, third.alamat_tiket)


def test_the_ticket_names_what_was_checked_already(client, cast):
    checking()

    assert "Mungkin ini yang Anda maksud" in page(client, sent().alamat_tiket)


def test_senders_with_an_address_are_mailed_the_outcome(cast, django_capture_on_commit_callbacks):
    first, second = sent(kontak="siti@contoh.example"), sent(kontak="budi@contoh.example")
    sent(kontak="0812 3456 7890")
    merge_isu(second.isu, by=cast.admin_makassar, ke=first.isu)

    with django_capture_on_commit_callbacks(execute=True):
        decide_isu(first.isu, by=cast.admin_makassar, **VONIS)

    assert sorted(letter.to[0] for letter in mail.outbox) == [
        "budi@contoh.example",
        "siti@contoh.example",
    ]
    assert "Putusan: Hoaks" in mail.outbox[0].body


@pytest.mark.parametrize("kontak", ["bukan surel@", "abc"])
def test_a_contact_must_be_one(kontak, client, regions):
    assert "field-error" in send(client, kontak=kontak).content.decode()


def test_contacts_are_forgotten_in_time(cast):
    old, fresh, waiting = (sent(kontak="siti@contoh.example") for _ in range(3))
    for one in (old, fresh):
        decide_isu(one.isu, by=SYSTEM, **VONIS)
    Isu.objects.filter(pk=old.isu_id).update(updated_at=timezone.now() - timedelta(days=91))
    KirimanIsu.objects.filter(pk=waiting.pk).update(created_at=timezone.now() - timedelta(days=181))

    forget_senders_task()

    kept = set(KirimanIsu.objects.exclude(kontak="").values_list("pk", flat=True))
    assert kept == {fresh.pk}
