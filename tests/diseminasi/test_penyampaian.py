"""Delivery: every KIM of the sasaran once, batch by batch, whatever stops it in between."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction

from diseminasi import delivery
from diseminasi.delivery import deliver_batch, deliver_late
from diseminasi.models import Pengantaran, Penyampaian
from diseminasi.release import withdraw_info
from diseminasi.tasks import deliver, go_on_delivering
from kimportal.notifications.models import Pemberitahuan
from komunitas.merging import merge_kim
from komunitas.models import Bidang, Kim
from tests.diseminasi.messages import released
from tests.factories import KimFactory


def handed(info):
    rows = Penyampaian.objects.filter(info=info)
    return sorted(rows.values_list("kim", flat=True))


@pytest.fixture
def many(kim, other_kim):
    """Seven public KIM of Makassar, and what must get nothing."""
    KimFactory(status="submitted")
    return [kim, *(KimFactory(verified=True) for _ in range(6))]


def test_release_hands_it_to_each_kim_of_the_sasaran(
    cast, many, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        info = released(cast.admin_makassar, "73.71")

    assert handed(info) == sorted(kim.pk for kim in many)
    assert Pengantaran.objects.get(info=info).done_at is not None
    told = Pemberitahuan.objects.get(pengguna=cast.ketua, kunci=f"info-{info.pk}")
    assert told.url == f"/kelola/info/{info.pk}/"
    assert not Pemberitahuan.objects.filter(pengguna=cast.ketua_lain).exists()


def test_only_kim_of_the_bidang_get_it(cast, many):
    perikanan = Bidang.objects.get(slug="perikanan")
    many[3].bidang.add(perikanan)
    info = released(cast.admin_makassar, "73.71")
    info.sasaran_bidang.add(perikanan)

    deliver(info.pk)

    assert handed(info) == [many[3].pk]


def test_it_goes_on_behind_the_last_whole_batch(cast, many, monkeypatch):
    """Killed inside the second batch: what that batch wrote is gone, what came before stays."""
    info = released(cast.admin_makassar, "73.71")
    assert deliver_batch(info.pk, size=3) is True

    def killed(*args, **kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(delivery, "notify_all", killed)
        with pytest.raises(KeyboardInterrupt):
            deliver_batch(info.pk, size=3)
    assert len(handed(info)) == 3

    go_on_delivering()
    deliver(info.pk)

    assert handed(info) == sorted(kim.pk for kim in many)
    assert Pemberitahuan.objects.filter(pengguna=cast.ketua, kunci=f"info-{info.pk}").count() == 1


def test_starting_over_delivers_nothing_twice(cast, many):
    info = released(cast.admin_makassar, "73.71")
    deliver(info.pk)
    Pengantaran.objects.filter(info=info).update(sampai_kim=0, done_at=None)

    deliver(info.pk)

    assert handed(info) == sorted(kim.pk for kim in many)


def test_the_database_refuses_a_second_delivery_and_any_change(cast, kim):
    info = released(cast.admin_makassar, "73.71")
    deliver(info.pk)

    with pytest.raises(IntegrityError), transaction.atomic():
        Penyampaian.objects.create(info=info, kim=kim, wilayah_kode="x")
    for change in (
        lambda: Penyampaian.objects.update(wilayah_kode="x"),
        lambda: Penyampaian.objects.filter(info=info).delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_a_withdrawn_message_goes_no_further(cast, many):
    info = released(cast.admin_makassar, "73.71")
    deliver_batch(info.pk, size=2)
    withdraw_info(info, by=cast.admin_makassar, reason="Batal.")

    deliver(info.pk)

    assert len(handed(info)) == 2


def test_a_kim_that_became_public_later_gets_what_is_in_force(cast, many):
    info = released(cast.admin_makassar, "73.71")
    deliver(info.pk)
    late = KimFactory(verified=True)

    assert deliver_late(info) == 1
    assert deliver_late(info) == 0
    assert late.pk in handed(info)


def test_a_merged_kim_keeps_what_was_handed_to_it(cast, many):
    info = released(cast.admin_makassar, "73.71")
    deliver(info.pk)
    merge_kim(many[5], into=many[4], by=cast.pusat, reason="Dobel.")

    assert many[5].pk in handed(info)


@pytest.mark.django_db(transaction=True)
def test_two_workers_share_without_a_second_delivery(cast, many):
    info = released(cast.admin_makassar, "73.71")

    def work():
        try:
            while deliver_batch(info.pk, size=1):
                pass
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    deliver(info.pk)

    assert handed(info) == sorted(kim.pk for kim in many)
    assert Kim.objects.count() > len(many)
