"""Work that was promised while the queue was down, or that failed, is done all the same."""

from datetime import timedelta
from unittest import mock
from uuid import uuid4

import pytest
from celery import current_app
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from diseminasi.release import correct_info
from diseminasi.tasks import deliver
from kimportal.desk.reports import dismiss_report, submit_report
from kimportal.notifications.models import Pemberitahuan
from kimportal.owed.doing import TRIES
from kimportal.owed.models import Utang
from kimportal.owed.tasks import do_due_work
from komunitas.models import StatusRegister
from komunitas.tasks import chase_registers_task
from tests.diseminasi.messages import released
from tests.diseminasi.test_penyebaran import report
from tests.komunitas.register.files import hand_in, row, url
from tests.publishing import publish


@pytest.fixture
def no_queue():
    """The queue is named, but nobody answers there."""
    conf = current_app.conf
    before = {key: conf[key] for key in ("task_always_eager", "broker_url", "broker_write_url")}
    address = "redis://127.0.0.1:1/0"
    conf.update(task_always_eager=False, broker_url=address, broker_write_url=address)
    yield
    conf.update(before)


def do_later():
    """What beat does, a day later."""
    Utang.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    do_due_work()


@pytest.fixture
def decided(kim, cast, django_capture_on_commit_callbacks):
    """Decide on a report whose reporter left an address."""

    def decide():
        laporan = submit_report(
            publish(kim).kegiatan, alasan="lainnya", kunci=uuid4(), kontak="budi@uji.example"
        )
        with django_capture_on_commit_callbacks(execute=True):
            dismiss_report(laporan, by=cast.admin_makassar, reason="Kabarnya benar.")

    return decide


def letters():
    return [m for m in mail.outbox if m.to == ["budi@uji.example"]]


def test_a_reporter_gets_the_letter_although_the_queue_was_down(decided, no_queue):
    decided()
    assert not letters()

    do_later()
    do_later()
    assert len(letters()) == 1
    assert not Utang.objects.exists()


def test_a_letter_that_the_mail_server_refused_is_tried_again(decided):
    with mock.patch.object(EmailBackend, "send_messages", side_effect=OSError("penuh")):
        decided()
    assert Utang.objects.get().tries == 1

    do_later()
    assert len(letters()) == 1


def test_it_is_given_up_after_a_day(decided):
    with mock.patch.object(EmailBackend, "send_messages", side_effect=OSError("penuh")):
        decided()
        for _ in range(TRIES):
            do_later()

    assert not Utang.objects.exists()


def test_those_who_relayed_are_asked_for_the_correction_although_the_queue_was_down(
    cast, kim, no_queue, django_capture_on_commit_callbacks
):
    info = released(cast.admin_sulsel, "73")
    deliver(info.pk)
    report(info, kim, cast.ketua)
    with django_capture_on_commit_callbacks(execute=True):
        correct_info(info, by=cast.admin_sulsel, reason="Harinya Senin.", changes={})
    told = Pemberitahuan.objects.filter(kunci__startswith="info-ralat-")
    assert not told.exists()

    do_later()
    assert [row.pengguna for row in told] == [cast.ketua]


def test_a_register_is_checked_and_entered_although_the_queue_was_down(client, cast, no_queue):
    client.force_login(cast.admin_makassar)
    berkas = hand_in(client, [row("KIM Losari")])
    assert berkas.status == StatusRegister.CHECKING

    chase_registers_task()
    berkas.refresh_from_db()
    assert berkas.status == StatusRegister.PLANNED

    client.post(url("enter", berkas))
    chase_registers_task()
    berkas.refresh_from_db()
    assert berkas.status == StatusRegister.APPLIED
