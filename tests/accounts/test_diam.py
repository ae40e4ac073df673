"""Sessions end by themselves after a pause; nobody loses the place, nor what was typed."""

import html
import re

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext

from komunitas.models import Penugasan
from tests.accounts.people import SANDI, SANDI_BARU, is_signed_in, sign_in
from tests.accounts.test_faktor import code_for
from tests.factories import TOTP_SECRET
from tests.kegiatan.test_tulis_halaman import NEW
from tests.kegiatan.test_tulis_halaman import form as written
from tests.komunitas.test_penugasan import ADD
from tests.komunitas.test_penugasan import form as assignment

MINUTE, DAY = 60, 24 * 60 * 60
DESK = "/admin/komunitas/kim/?q=mariso"


@pytest.fixture
def officer(client, cast):
    """An admin of Makassar who has just signed in, with a password."""
    cast.admin_makassar.set_password(SANDI)
    cast.admin_makassar.save()
    client.force_login(cast.admin_makassar)
    return cast.admin_makassar


@pytest.fixture
def member(client, cast):
    cast.ketua.set_password(SANDI)
    cast.ketua.save()
    client.force_login(cast.ketua)
    return cast.ketua


def let_pass(client, seconds: int, *, of: str = "terakhir") -> None:
    """Move the moment of the last work (or of signing in) back."""
    session = client.session
    session[of] -= seconds
    session.save()


def sign_in_again(client, user, address: str):
    """Fill in the page that one was led to, and the second factor if it is asked for."""
    answer = client.post(address, {"login": user.email, "password": SANDI})
    if user.is_staff:
        answer = client.post("/akun/masuk/faktor/", {"code": code_for(TOTP_SECRET)})
    return answer


def test_an_officer_who_was_away_signs_in_again_and_is_back(client, officer):
    let_pass(client, 40 * MINUTE)

    answer = client.get(DESK)
    assert answer["Location"].startswith("/akun/masuk/?next=/admin/komunitas/kim/")
    assert "Anda keluar dengan sendirinya" in client.get(answer["Location"]).content.decode()

    assert sign_in_again(client, officer, answer["Location"])["Location"] == DESK
    assert client.get(DESK).status_code == 200


def test_an_officer_at_work_stays(client, officer):
    for _ in range(5):
        let_pass(client, 25 * MINUTE)
        assert client.get(DESK).status_code == 200


@pytest.mark.parametrize(("days", "status"), [(13, 200), (15, 302)])
def test_a_member_has_two_weeks(days, status, client, member):
    let_pass(client, days * DAY)

    assert client.get("/kelola/").status_code == status


def test_nothing_of_the_old_session_is_left(client, officer):
    key = client.session.session_key
    let_pass(client, 40 * MINUTE)

    client.get(DESK)

    assert not Session.objects.filter(session_key=key).exists()


def test_no_way_of_asking_knows_the_person_any_more(client, officer):
    let_pass(client, 40 * MINUTE)

    assert client.get("/akun/saya.json").json() == {"nama": None}
    assert client.get("/kelola/kegiatan/data.json").status_code == 401


def test_however_busy_there_is_a_last_day(client, member):
    let_pass(client, 91 * DAY, of="sejak")

    assert client.get("/kelola/").status_code == 302


def test_zero_is_never(client, officer, settings):
    settings.KIM_MENIT_DIAM = 0
    let_pass(client, 20 * DAY)

    assert client.get(DESK).status_code == 200


def test_a_session_from_before_there_were_limits_begins_now(client, officer):
    session = client.session
    del session["terakhir"], session["sejak"]
    session.save()

    assert client.get(DESK).status_code == 200
    assert {"terakhir", "sejak"} <= set(client.session.keys())


def writes(client, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(path)
    return sum('UPDATE "django_session"' in query["sql"] for query in asked)


def test_the_moment_is_written_every_few_minutes_at_most(client, officer):
    assert writes(client, DESK) == 0
    let_pass(client, 4 * MINUTE)
    assert writes(client, DESK) == 1
    assert writes(client, DESK) == 0


@pytest.mark.parametrize("path", ["/", "/kim/", "/akun/saya.json", "/kelola/tulis/"])
def test_reading_is_no_work_and_writes_nothing(path, client, officer):
    let_pass(client, 20 * MINUTE)
    before = client.session["terakhir"]

    answer = client.get(path)

    assert client.session["terakhir"] == before
    assert not answer.cookies


def fields_of(page: str) -> dict[str, str]:
    """Return what the form on the page would send."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: html.unescape(value) for name, value in found}


def send_too_late(client, cast) -> str:
    """Send a form of the desk after a long pause; return where to sign in."""
    let_pass(client, 40 * MINUTE)
    answer = client.post(ADD, assignment(cast.warga, surat="800/12 <b>"))
    assert answer["Location"] == "/akun/masuk/?next=/akun/lanjut/"
    return answer["Location"]


def test_a_form_that_came_too_late_is_sent_after_signing_in(client, cast, officer):
    address = send_too_late(client, cast)
    assert "masih tersimpan" in client.get(address).content.decode()
    assert not Penugasan.objects.filter(pengguna=cast.warga).exists()

    page = client.get(sign_in_again(client, officer, address)["Location"]).content.decode()
    assert "Pilih lagi berkas “x.exe”" in page
    assert f'action="{ADD}"' in page
    again = fields_of(page) | {"berkas": assignment(cast.warga)["berkas"]}
    assert client.post(ADD, again).status_code == 302

    assert Penugasan.objects.get(pengguna=cast.warga).surat == "800/12 <b>"
    assert client.get("/akun/lanjut/")["Location"] == "/admin/"


def test_it_is_shown_to_nobody_else(client, cast, officer):
    address = send_too_late(client, cast)
    cast.admin_gowa.set_password(SANDI)
    cast.admin_gowa.save()

    answer = sign_in_again(client, cast.admin_gowa, address)

    assert client.get(answer["Location"])["Location"] == "/admin/"


def test_it_does_not_wait_for_ever(client, cast, officer):
    address = send_too_late(client, cast)
    answer = sign_in_again(client, officer, address)
    session = client.session
    session["kiriman_tertahan"]["pada"] -= DAY
    session.save()

    assert client.get(answer["Location"])["Location"] == "/admin/"


def test_passwords_are_never_kept(client, officer):
    let_pass(client, 40 * MINUTE)
    sent = {"oldpassword": SANDI, "password1": SANDI_BARU, "password2": SANDI_BARU}

    answer = client.post("/akun/sandi/", sent)

    assert answer["Location"] == "/akun/masuk/?next=/akun/sandi/"
    assert SANDI_BARU not in str(dict(client.session))


def test_nothing_is_kept_of_whoever_had_no_session(client, cast):
    answer = client.post(ADD, assignment(cast.warga))

    assert answer["Location"].endswith(f"next={ADD}")
    assert "kiriman_tertahan" not in client.session


def test_too_much_is_not_kept(client, cast, officer):
    let_pass(client, 40 * MINUTE)
    answer = client.post(ADD, assignment(cast.warga, surat="x" * 70_000))

    assert answer["Location"].endswith(f"next={ADD}")
    assert "kiriman_tertahan" not in client.session


def test_what_a_member_was_writing_waits_where_it_was(client, member):
    sent = written(client, judul="Ditulis semalam", cerita="Panjang sekali ceritanya")
    let_pass(client, 15 * DAY)

    answer = client.post(NEW, sent)
    assert answer["Location"] == f"/akun/masuk/?next={NEW}"
    sign_in_again(client, member, answer["Location"])

    assert "Ditulis semalam" in client.get(NEW).content.decode()


def test_it_is_written_down(client, officer, caplog):
    let_pass(client, 40 * MINUTE)
    client.get(DESK)

    lines = [r for r in caplog.records if r.name == "kimportal.accounts.events"]
    assert lines[-1].getMessage() == "Signed out after a long pause"
    assert lines[-1].account == officer.pk


def test_signing_in_begins_anew(client, warga):
    sign_in(client)
    let_pass(client, 15 * DAY)
    assert not is_signed_in(client)

    sign_in(client)
    assert is_signed_in(client)
