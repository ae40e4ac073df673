"""Readings are counted by the pages' own beacon, without knowing who read."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kegiatan.models import JumlahBaca, Naskah
from kegiatan.reading import reads_of, similar_this_week
from tests.factories import KimFactory
from tests.publishing import make_draft, publish


@pytest.fixture
def post(kim):
    return publish(kim).kegiatan


def test_a_beacon_counts_one_reading_without_cookie_or_token(post, kim):
    client = Client(enforce_csrf_checks=True)
    for _ in range(3):
        answer = client.post(f"/kegiatan/{post.pk}/baca/")

    assert answer.status_code == 204
    assert not answer.cookies
    row = JumlahBaca.objects.get()
    assert (row.kegiatan, row.tanggal, row.jumlah) == (post, timezone.localdate(), 3)
    assert reads_of([kim.pk]) == 3


def test_looking_at_the_page_alone_counts_nothing(post, client):
    text = client.get(post.get_absolute_url()).content.decode()

    assert f'data-baca="/kegiatan/{post.pk}/baca/"' in text
    assert client.get(f"/kegiatan/{post.pk}/baca/").status_code == 405
    assert not JumlahBaca.objects.exists()


def test_other_sites_count_nothing(post, client):
    answer = client.post(f"/kegiatan/{post.pk}/baca/", headers={"sec-fetch-site": "cross-site"})

    assert answer.status_code == 403
    assert not JumlahBaca.objects.exists()


def test_of_drafts_and_unknown_posts_nothing_is_counted(client, kim):
    draft = make_draft(kim)

    for pk in (draft.kegiatan_id, 999_999):
        assert client.post(f"/kegiatan/{pk}/baca/").status_code == 404
    assert not JumlahBaca.objects.exists()


def test_readings_are_summed_over_the_days_asked_for(post, kim, other_kim):
    today = timezone.localdate()
    for days, jumlah in ((0, 5), (6, 7), (7, 100)):
        JumlahBaca.objects.create(kegiatan=post, tanggal=today - timedelta(days), jumlah=jumlah)

    assert reads_of([kim.pk], days=7) == 12
    assert reads_of([kim.pk], days=30) == 112
    assert reads_of([other_kim.pk]) == reads_of([]) == 0


def test_what_kim_like_mine_published_this_week(kim, other_kim):
    from komunitas.models import Bidang

    bidang = Bidang.objects.first()
    near = KimFactory(verified=True, wilayah_id="73.71.02.1002")
    far = KimFactory(verified=True, wilayah_id="91.71.01.1001")
    for community in (kim, far):
        community.bidang.add(bidang)
    wanted = {publish(near), publish(far)}
    publish(kim)
    publish(other_kim)
    old = publish(near)
    Naskah.objects.filter(pk=old.pk).update(published_at=timezone.now() - timedelta(days=8))

    assert set(similar_this_week([kim.pk])) == wanted
