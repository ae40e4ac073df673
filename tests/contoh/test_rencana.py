"""The plans of KIM and posts: repeatable, spread over the country, in every state."""

from collections import Counter
from datetime import date, timedelta

import pytest

from kegiatan.models import JenisKegiatan, StatusNaskah
from kimportal.desk.contoh.communities import plan_communities
from kimportal.desk.contoh.posts import DAYS, plan_posts
from kimportal.desk.contoh.villages import CAST_VILLAGE, choose_villages
from komunitas.models import StatusKim
from tests.contoh.villages import VILLAGES

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def kims():
    return plan_communities(VILLAGES, jumlah=60, today=TODAY)


@pytest.fixture(scope="module")
def posts(kims):
    return plan_posts(kims, jumlah=900, today=TODAY)


def versions(posts):
    return [naskah for post in posts for naskah in post.naskah]


def test_the_same_day_gives_the_same_plan(kims, posts):
    again = plan_communities(VILLAGES, jumlah=60, today=TODAY)
    assert again == kims
    texts = [(post.uuid, post.naskah[0].tulisan.isi) for post in posts]
    repeated = plan_posts(again, jumlah=900, today=TODAY)
    assert [(post.uuid, post.naskah[0].tulisan.isi) for post in repeated] == texts


def test_every_province_has_a_public_kim_and_the_cast_its_village(kims):
    public = {kim.tempat.kode[:2] for kim in kims if kim.status == StatusKim.VERIFIED}
    assert public == {tempat.kode[:2] for tempat in VILLAGES}
    assert CAST_VILLAGE in {kim.tempat.kode for kim in kims}


def test_java_gets_more_than_papua():
    wide = [
        type(v)(**{**v.__dict__, "kode": f"{v.kode[:9]}{2100 + n}"})
        for v in VILLAGES
        if v.kode[:2] in {"35", "95"}
        for n in range(60)
    ]
    share = Counter(village.kode[:2] for village in choose_villages(wide, 50))
    assert share["35"] > 5 * share["95"] >= 10


def test_numbers_and_addresses_are_those_of_verification(kims):
    for kim in kims:
        assert bool(kim.nomor) == bool(kim.slug) == kim.was_verified
        if kim.nomor:
            assert kim.nomor == kim.tempat.kode.replace(".", "") + "01"
    slugs = [kim.slug for kim in kims if kim.slug]
    assert len(slugs) == len(set(slugs)) > 5


def test_some_kim_have_no_decree_and_some_an_old_one(kims):
    ends = [sk.berlaku_sampai for kim in kims for sk in kim.sk]
    assert [kim for kim in kims if not kim.sk]
    assert [end for end in ends if end and end < TODAY]
    assert [end for end in ends if end is None or end >= TODAY]


def test_every_state_kind_bidang_and_zone_occurs(posts):
    rows = versions(posts)
    assert {row.status for row in rows} == set(StatusNaskah.values)
    assert {row.cerita.jenis for row in rows} == set(JenisKegiatan.values)
    assert len({row.cerita.bidang for row in rows}) == 13
    published = [post for post in posts if post.first_published]
    assert {post.kim.tempat.zona for post in published} == {7, 8, 9}


def test_nothing_happens_after_today_but_what_an_agenda_announces(posts):
    for row in versions(posts):
        moments = [row.created_at, row.submitted_at, row.reviewed_at, row.published_at]
        assert all(moment.date() < TODAY for moment in moments if moment)
        if row.cerita.jenis != "agenda":
            assert row.tanggal < TODAY
    upcoming = [row for row in versions(posts) if row.tanggal >= TODAY]
    assert {row.cerita.jenis for row in upcoming} == {"agenda"}


def test_posts_reach_back_eighteen_months(posts):
    days = [post.first_published.date() for post in posts if post.first_published]
    assert TODAY - timedelta(days=DAYS + 5) <= min(days) <= TODAY - timedelta(days=480)


def test_steps_of_a_version_follow_one_another(posts):
    for row in versions(posts):
        steps = [row.created_at, row.submitted_at, row.reviewed_at]
        taken = [step for step in steps if step]
        assert taken == sorted(taken)
        needs_reason = row.status in {"returned", "rejected", "withdrawn"}
        assert bool(row.catatan) == needs_reason


def test_quiet_kim_have_published_nothing_lately(kims, posts):
    quiet = {kim.tempat.kode for kim in kims if kim.is_quiet}
    lately = TODAY - timedelta(days=180)
    recent = {
        post.kim.tempat.kode
        for post in posts
        if post.first_published and post.first_published.date() > lately
    }
    assert recent
    assert not quiet & recent


def test_no_kim_uses_a_title_twice_while_it_has_others(posts):
    titles = Counter((post.kim.tempat.kode, post.naskah[0].tulisan.judul) for post in posts)
    repeated = sum(count - 1 for count in titles.values())
    assert repeated < 0.01 * len(posts)
