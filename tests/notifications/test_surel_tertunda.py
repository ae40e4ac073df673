"""The outbox: mail that could not be sent stays owed, is tried again, and goes out once."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from kimportal.notifications.inbox import notify
from kimportal.notifications.models import Kiriman
from kimportal.notifications.tasks import mail_pemberitahuan, send_due_mail
from kimportal.stack.processes import free_port
from tests.factories import PenggunaFactory


@pytest.fixture
def ani(db):
    return PenggunaFactory(nama="Ani", email="ani@uji.example")


@pytest.fixture
def no_mail_server(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()


def bring_back_mail(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    Kiriman.objects.update(due_at=timezone.now())


@pytest.fixture
def told(ani, no_mail_server, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        notify([ani], judul="Kabar Anda terbit")
    return Kiriman.objects.get()


def test_what_the_server_does_not_take_is_due_again(told):
    assert (told.tries, told.sent_at) == (1, None)
    assert told.due_at > timezone.now()


def test_it_goes_out_once_when_the_server_is_back(told, settings):
    bring_back_mail(settings)

    send_due_mail()
    send_due_mail()
    mail_pemberitahuan(told.pesan_id)

    assert [letter.subject for letter in mail.outbox] == ["Kabar Anda terbit"]
    told.refresh_from_db()
    assert told.sent_at is not None


def test_it_is_tried_ever_more_rarely_and_given_up_after_days(told):
    waited = timedelta(0)
    while told.due_at:
        waited += told.due_at - timezone.now()
        Kiriman.objects.update(due_at=timezone.now())
        send_due_mail()
        told.refresh_from_db()

    assert told.tries == 8
    assert timedelta(hours=20) < waited < timedelta(days=3)


def test_a_message_whose_task_was_lost_is_found(ani):
    notify([ani], judul="Tanpa pekerja")
    Kiriman.objects.update(due_at=timezone.now())

    send_due_mail()

    assert [letter.subject for letter in mail.outbox] == ["Tanpa pekerja"]


def test_nothing_is_sent_to_who_has_left(told, ani, settings):
    bring_back_mail(settings)
    ani.is_active = False
    ani.save()

    send_due_mail()

    assert mail.outbox == []
    assert not Kiriman.objects.exclude(due_at=None).exists()
