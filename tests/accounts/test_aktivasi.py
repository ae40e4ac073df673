"""People without e-mail: a code on paper or a link, used once."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from kimportal.accounts.activation import issue_code
from kimportal.accounts.consent import VERSI
from kimportal.accounts.models import KodeAkun, Pengguna
from kimportal.transitions import NotAllowed, TransitionError
from tests.accounts.people import SANDI, SANDI_BARU, is_signed_in, sign_in
from tests.factories import PenggunaFactory

TELEPON = "0812 3456 7890"
FORM = {"password1": SANDI_BARU, "dewasa": "on", "setuju": "on"}


@pytest.fixture
def ketua(db) -> Pengguna:
    return PenggunaFactory(nama="Ketua")


@pytest.fixture
def baru(db) -> Pengguna:
    """A person listed by others, with a number and no password."""
    orang = PenggunaFactory(nama="Daeng Ngalle", email=None, telepon="6281234567890")
    orang.set_unusable_password()
    orang.save()
    return orang


@pytest.fixture
def terbitan(baru, ketua):
    return issue_code(baru, jenis="aktivasi", by=ketua)


def path_of(terbitan) -> str:
    return terbitan.url.partition("/akun/")[1] + terbitan.url.partition("/akun/")[2]


def type_code(client, kode: str, telepon: str = TELEPON, **extra: object):
    return client.post("/akun/aktivasi/", {"telepon": telepon, "kode": kode}, **extra)


def text_of(answer) -> str:
    return answer.content.decode()


def test_a_code_on_paper_leads_to_the_own_account(client, terbitan, baru):
    typed = terbitan.kode.lower().replace("-", " ")
    assert type_code(client, typed).headers["Location"] == "/akun/aktivasi/lanjut/"
    assert "Daeng Ngalle" in text_of(client.get("/akun/aktivasi/lanjut/"))

    answer = client.post("/akun/aktivasi/lanjut/", FORM)

    assert answer.headers["Location"] == "/kelola/"
    assert is_signed_in(client)
    assert baru.daftar_persetujuan.get().versi == VERSI
    assert sign_in(Client(), "081234567890", SANDI_BARU).headers["Location"] == "/kelola/"


def test_a_link_leads_there_too_and_looking_does_not_use_it_up(client, terbitan):
    path = path_of(terbitan)
    for _ in range(3):
        assert client.get(path).status_code == 200

    assert client.post(path, FORM).headers["Location"] == "/kelola/"
    assert is_signed_in(client)


def test_it_works_once(client, terbitan):
    client.post(path_of(terbitan), FORM)
    other = Client()

    again = other.post(path_of(terbitan), FORM)
    typed = type_code(other, terbitan.kode)

    assert again.status_code == 410
    assert "sudah dipakai" in text_of(again)
    assert "sudah dipakai" in text_of(typed)
    assert not is_signed_in(other)


def test_nothing_happens_without_consent_and_age(client, terbitan, baru):
    answer = client.post(path_of(terbitan), {"password1": SANDI_BARU})

    assert text_of(answer).count("Centang ini") == 2
    baru.refresh_from_db()
    assert not baru.has_usable_password()
    assert KodeAkun.objects.get().used_at is None


def test_a_weak_password_is_refused_and_the_code_stays(client, terbitan):
    answer = client.post(path_of(terbitan), FORM | {"password1": "081234"})

    assert "10 karakter" in text_of(answer)
    assert client.post(path_of(terbitan), FORM).status_code == 302


def test_an_expired_code_says_until_when_and_whom_to_ask(client, terbitan):
    KodeAkun.objects.update(berlaku_sampai=timezone.now() - datetime.timedelta(minutes=1))

    for answer in (client.get(path_of(terbitan)), type_code(client, terbitan.kode)):
        assert "hanya berlaku sampai" in text_of(answer)
        assert "Mintalah kode baru" in text_of(answer)


def test_an_older_code_ends_with_the_new_one(client, terbitan, baru, ketua):
    newer = issue_code(baru, jenis="aktivasi", by=ketua)

    assert "lebih baru" in text_of(type_code(client, terbitan.kode))
    assert "lebih baru" in text_of(client.get(path_of(terbitan)))
    assert type_code(client, newer.kode).status_code == 302


def test_wrong_codes_and_unknown_numbers_are_answered_alike(client, terbitan):
    wrong = text_of(type_code(client, "CCCC-CCCC"))
    unknown = text_of(type_code(client, "CCCC-CCCC", "0899 0000 0000"))
    unknown_right = text_of(type_code(client, terbitan.kode, "0899 0000 0000"))

    assert all("tidak cocok" in text for text in (wrong, unknown, unknown_right))
    assert all("Daeng" not in text for text in (wrong, unknown, unknown_right))


def test_a_foreign_code_does_not_fit(client, terbitan, ketua):
    other = PenggunaFactory(nama="Lain", email=None, telepon="6289900000000")
    foreign = issue_code(other, jenis="aktivasi", by=ketua)

    assert "tidak cocok" in text_of(type_code(client, foreign.kode))


def test_five_wrong_tries_close_the_typed_code_but_not_the_link(client, terbitan):
    for _ in range(5):
        type_code(Client(), "CCCC-CCCC")

    assert "lima kali salah" in text_of(type_code(client, terbitan.kode))
    assert client.post(path_of(terbitan), FORM).status_code == 302


def test_many_tries_from_one_device_are_stopped(client, terbitan):
    client.get("/akun/aktivasi/")
    answers = [type_code(client, "CCCC-CCCC", f"0812 3456 {n:04d}").status_code for n in range(21)]

    assert answers[-1] == 429


def test_a_link_that_is_cut_off_is_explained(client, db):
    answer = client.get("/akun/aktivasi/abc/")

    assert answer.status_code == 404
    assert "tersalin seluruhnya" in text_of(answer)


def test_without_a_typed_code_the_second_page_leads_back(client, db):
    assert client.get("/akun/aktivasi/lanjut/").headers["Location"] == "/akun/aktivasi/"
    assert client.post("/akun/aktivasi/lanjut/", FORM).headers["Location"] == "/akun/aktivasi/"


def test_what_was_typed_comes_back(client, terbitan):
    assert 'value="0812"' in text_of(type_code(client, "xx", "0812"))


def test_recovery_ends_other_sign_ins_and_keeps_the_consent(client, tanpa_surel, ketua):
    thief = Client()
    sign_in(thief, "081234567890", SANDI)
    row = issue_code(tanpa_surel, jenis="pemulihan", by=ketua)
    client.post(path_of(row), FORM)
    second = issue_code(tanpa_surel, jenis="pemulihan", by=ketua)

    page = text_of(client.get(path_of(second)))
    client.post(path_of(second), {"password1": "lain-kata-sandi-9"})

    assert 'name="setuju"' not in page
    assert tanpa_surel.daftar_persetujuan.count() == 1
    assert not is_signed_in(thief)


def test_who_is_signed_in_as_another_is_signed_out(client, warga, terbitan):
    client.force_login(warga)
    assert "orang lain sedang masuk" in text_of(client.get(path_of(terbitan)))
    client.post(path_of(terbitan), FORM)

    assert client.get("/akun/saya.json").json()["nama"] == "Daeng Ngalle"


def test_a_code_does_not_pass_by_a_second_factor(client, terbitan, baru):
    from allauth.mfa.totp.internal.auth import TOTP

    TOTP.activate(baru, "JBSWY3DPEHPK3PXP")

    assert client.post(path_of(terbitan), FORM).headers["Location"] == "/akun/masuk/faktor/"
    assert not is_signed_in(client)


def test_codes_are_not_in_the_database(terbitan):
    row = KodeAkun.objects.get()
    kept = f"{row.hash_kode} {row.hash_tautan}"

    assert terbitan.kode not in kept
    assert terbitan.url.rstrip("/").rpartition("/")[2] not in kept


def test_the_slip_has_code_link_and_whatsapp(terbitan):
    assert len(terbitan.kode) == 9
    assert terbitan.url_wa.startswith("https://wa.me/6281234567890?text=")
    assert terbitan.kode in terbitan.url_wa
    assert terbitan.telepon == "0812 3456 7890"


def test_codes_lead_nowhere_upward(ketua, warga):
    officer = PenggunaFactory(is_staff=True)
    root = PenggunaFactory(is_staff=True, is_superuser=True)

    with pytest.raises(NotAllowed):
        issue_code(officer, jenis="pemulihan", by=ketua)
    with pytest.raises(NotAllowed):
        issue_code(warga, jenis="pemulihan", by=warga)
    assert issue_code(officer, jenis="pemulihan", by=root).kode


def test_an_account_that_is_off_gets_no_code(ketua, baru):
    baru.is_active = False
    baru.save()

    with pytest.raises(TransitionError):
        issue_code(baru, jenis="aktivasi", by=ketua)


def test_a_code_does_not_lead_to_the_desk(client, terbitan, baru):
    Pengguna.objects.filter(pk=baru.pk).update(is_staff=True)

    assert client.post(path_of(terbitan), FORM).status_code == 410
    assert "akun Diskominfo" in text_of(type_code(client, terbitan.kode))


def test_a_password_of_ones_own_ends_the_codes_that_others_hold(client, baru, ketua):
    baru.set_password(SANDI)
    baru.save()
    terbitan = issue_code(baru, jenis="pemulihan", by=ketua)
    sign_in(client, TELEPON, SANDI)
    client.post(
        "/akun/sandi/",
        {"oldpassword": SANDI, "password1": SANDI_BARU, "password2": SANDI_BARU},
    )

    assert "tidak berlaku lagi" in text_of(Client().get(path_of(terbitan)))
