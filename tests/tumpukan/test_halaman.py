"""The shared page cache: who fills it, what it holds, how old it may be."""

import time

import pytest

from diseminasi.bahasa.versions import publish_version, submit_version, withdraw_version
from diseminasi.hoaks.verdicts import merge_isu, withdraw_isu
from diseminasi.release import withdraw_info
from diseminasi.tasks import deliver
from kegiatan.models import StatusNaskah
from kegiatan.moderation import approve_kegiatan, submit_kegiatan, take_down_kegiatan
from kimportal.audit.models import SYSTEM
from kimportal.images.publishing import publish_photo
from komunitas.verification import suspend_kim
from tests.diseminasi.messages import released
from tests.hoaks.rumours import checking, decided
from tests.publishing import make_draft, make_photo, publish
from tests.tumpukan.pembaca import seconds_until

EXPIRED = 5.1
SEEN_WITHIN = 5.0
PUBLIC = ["/", "/kim/", "/kegiatan/", "/wilayah/", "/peta/", "/cari/?q=selokan", "/feed/", "/data/"]


@pytest.fixture
def kabar(pembaca, kim):
    """A published post with a photo that can be fetched."""
    foto = make_photo()
    naskah = publish(kim, judul="Warga membersihkan selokan", foto=foto)
    publish_photo(foto)
    return naskah


def test_the_second_reader_gets_what_the_first_one_got(pembaca, regions):
    first, second = pembaca.get("/wilayah/73/"), pembaca.get("/wilayah/73/")

    assert (first.status, second.status) == (200, 200)
    assert (first.simpanan, second.simpanan) == ("MISS", "HIT")
    assert first.teks == second.teks
    assert second.headers["Cache-Control"].startswith("public, max-age=0, s-maxage=3, stale-while")
    assert "stale-if-error=" in second.headers["Cache-Control"]


@pytest.mark.parametrize("path", PUBLIC)
def test_public_pages_set_no_cookie_and_are_kept(path, pembaca, regions):
    pembaca.get(path)
    answer = pembaca.get(path, Cookie="perangkat=x; messages=y")

    assert answer.status == 200
    assert answer.simpanan in ("HIT", "STALE", "UPDATING")
    assert answer.headers["Set-Cookie"] is None
    assert answer.headers["ETag"]


def test_who_has_the_page_is_told_so(pembaca, regions):
    etag = pembaca.get("/wilayah/73/").headers["ETag"]

    assert pembaca.get("/wilayah/73/", If_None_Match=etag).status == 304


@pytest.mark.parametrize("is_known", [False, True])
def test_a_rush_is_one_page_to_make(is_known, pembaca, regions):
    path = f"/wilayah/73.71/{'' if is_known else '?urut=nama'}"
    if is_known:
        pembaca.get(path)
        time.sleep(EXPIRED)
    before = pembaca.made("/wilayah/73.71/")

    answers = pembaca.rush(path)

    assert {answer.status for answer in answers} == {200}
    # One for each half second that it takes to make, on a busy machine a few.
    assert 1 <= pembaca.made("/wilayah/73.71/") - before <= 4


def test_a_publication_is_seen_everywhere_within_five_seconds(pembaca, kim):
    submitted = submit_kegiatan(make_draft(kim, judul="Posyandu lansia"), by=SYSTEM)
    paths = [
        "/",
        "/kegiatan/",
        "/feed/",
        f"/kim/{kim.slug}/",
        "/api/v1/kegiatan/",
        "/cari/?q=lansia",
    ]
    assert not any("Posyandu" in pembaca.get(path).teks for path in paths * 2)

    approve_kegiatan(submitted, by=SYSTEM)

    for path in paths:
        waited = seconds_until(lambda path=path: "Posyandu" in pembaca.get(path).teks)
        assert waited < SEEN_WITHIN, path


def test_a_correction_is_seen_within_five_seconds(pembaca, kabar):
    path = kabar.kegiatan.get_absolute_url()
    assert "Warga membersihkan" in pembaca.get(path).teks
    version = make_draft(
        kabar.kegiatan.kim, kegiatan=kabar.kegiatan, judul="Warga menguras selokan"
    )

    approve_kegiatan(submit_kegiatan(version, by=SYSTEM), by=SYSTEM)

    assert seconds_until(lambda: "Warga menguras" in pembaca.get(path).teks) < SEEN_WITHIN


def test_a_page_taken_down_is_gone_at_once(pembaca, kabar):
    path = kabar.kegiatan.get_absolute_url()
    photo = kabar.daftar_foto.get().foto
    media = f"/media/{photo.public_name(next(iter(photo.ukuran)))}"
    known = [
        path,
        f"{path}cetak/",
        f"{path}?hemat=1",
        f"{path}?utm_source=wa",
        f"{path}?x=1",
        media,
    ]
    assert [pembaca.get(address).status for address in known * 2] == [200] * 12

    take_down_kegiatan(kabar, by=SYSTEM, reason="Salah orang.")

    assert [pembaca.get(address).status for address in known] == [404] * 6
    in_lists = lambda: "Warga membersihkan" in pembaca.get("/kegiatan/").teks  # noqa: E731
    assert seconds_until(lambda: not in_lists()) < SEEN_WITHIN


def test_the_posts_of_a_suspended_kim_are_gone_at_once(pembaca, kabar, kim):
    path = kabar.kegiatan.get_absolute_url()
    photo = kabar.daftar_foto.get().foto
    media = f"/media/{photo.public_name(next(iter(photo.ukuran)))}"
    known = [path, f"{path}cetak/", f"{path}?hemat=1", media]
    assert [pembaca.get(address).status for address in known * 2] == [200] * 8

    suspend_kim(kim, by=SYSTEM, reason="Akunnya diambil orang lain.")

    assert [pembaca.get(address).status for address in known] == [404] * 4


@pytest.fixture
def versi(pembaca, cast, kim):
    """A message with a version in a language of the place, both public."""
    info = released(cast.admin_makassar, "73.71")
    deliver(info.pk)
    words = {"judul": "Vaksin sapi tena bayara", "isi": "Tena bayara.", "tindakan": ""}
    versi = submit_version(info, by=cast.ketua, kim=kim, bahasa="mak", **words)
    return publish_version(versi, by=cast.admin_makassar)


def kept(pembaca, *paths: str) -> list[str]:
    """Have pages and files kept, and return their addresses."""
    assert [pembaca.get(path).status for path in paths] == [200] * len(paths)
    return list(paths)


def test_a_withdrawn_version_is_gone_at_once(pembaca, versi, cast):
    path = versi.get_absolute_url()
    known = kept(pembaca, path, f"{path}kartu.png", f"{path}papan.pdf")

    withdraw_version(versi, by=cast.admin_makassar, reason="Terjemahannya keliru.")

    assert [pembaca.get(address).status for address in known] == [404] * 3


def test_a_withdrawn_message_is_gone_at_once_in_every_language(pembaca, versi, cast):
    page, path = versi.info.get_absolute_url(), versi.get_absolute_url()
    known = kept(pembaca, f"{page}kartu.png", path, f"{path}kartu.png", f"{path}papan.pdf")
    kept(pembaca, page)

    withdraw_info(versi.info, by=cast.admin_makassar, reason="Jadwalnya keliru.")

    assert [pembaca.get(address).status for address in known] == [404] * 4
    assert "Jadwalnya keliru." in pembaca.get(page).teks


def test_a_withdrawn_verdict_is_gone_at_once(pembaca, cast):
    isu = decided()
    path = isu.get_absolute_url()
    (card,) = kept(pembaca, f"{path}kartu.png")
    kept(pembaca, path)

    withdraw_isu(isu, by=SYSTEM, reason="Sumbernya keliru.")

    assert pembaca.get(card).status == 404
    assert "Sumbernya keliru." in pembaca.get(path).teks


def test_a_merged_rumour_leads_on_at_once(pembaca, cast):
    isu, ke = checking(), decided()
    (path,) = kept(pembaca, isu.get_absolute_url())

    merge_isu(isu, by=SYSTEM, ke=ke)

    assert pembaca.get(path).headers["Location"] == ke.get_absolute_url()


@pytest.mark.parametrize("spelling", ["/kegia%74an/", "/%6begiatan/"])
def test_an_address_in_another_spelling_is_not_kept(spelling, pembaca, kabar):
    path = kabar.kegiatan.get_absolute_url().replace("/kegiatan/", spelling)

    answers = [pembaca.get(path) for _ in range(2)]

    assert [(answer.status, answer.simpanan) for answer in answers] == [(200, "MISS")] * 2


def test_while_the_portal_is_down_readers_get_what_is_known(pembaca, kabar):
    path = kabar.kegiatan.get_absolute_url()
    pembaca.get(path)
    pembaca.tumpukan.processes.kill("web-1", "web-2")
    try:
        time.sleep(EXPIRED)
        known, unknown = pembaca.get(path), pembaca.get("/aksesibilitas/")
    finally:
        for number in (1, 2):
            pembaca.tumpukan.start_web(number)
        for number in (1, 2):
            pembaca.tumpukan.wait_for_web(number)

    assert (known.status, known.simpanan) == (200, "STALE")
    assert "Warga membersihkan" in known.teks
    assert unknown.status == 502
    assert "Sedang ada gangguan" in unknown.teks
    assert kabar.status == StatusNaskah.PUBLISHED
    assert seconds_until(lambda: pembaca.get("/aksesibilitas/").status == 200) < 10


def test_one_web_process_less_is_not_noticed(pembaca, regions):
    pembaca.tumpukan.processes.kill("web-2")
    try:
        answers = [pembaca.get(f"/wilayah/73/?n={number}").status for number in range(6)]
    finally:
        pembaca.tumpukan.start_web(2)
        pembaca.tumpukan.wait_for_web(2)

    assert answers == [200] * 6
