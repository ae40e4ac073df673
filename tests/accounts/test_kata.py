"""Every letter and page that can be reached is ours, in Indonesian."""

import re
from pathlib import Path

import allauth
import pytest
from django.conf import settings
from django.core import mail
from django.urls import get_resolver

from tests.accounts.people import SANDI, sign_in

SOURCE = Path(allauth.__file__).parent
TEMPLATES = Path(settings.BASE_DIR) / "templates"
ROOMS = ("account", "mfa", "usersessions", "socialaccount")
# Letters of what this portal does not offer.
NOT_SENT = {"account/email/password_reset_code", "account/email/email_confirm"}
# Pages of what it does not offer: links instead of codes, SMS, passkey sign-up, trusted devices.
NOT_SHOWN = re.compile(
    r"account/(email|email_confirm|signup_by_passkey|signup_closed|verification_sent"
    r"|verified_email_required|confirm_password_reset_code|confirm_phone.*|phone_change"
    r"|password_reset_help_text|base_\w+|snippets/.*)\.html"
    r"|mfa/(trust|base_\w+|webauthn/(base|signup_form)|(totp|recovery_codes)/base)\.html"
    r"|mfa/webauthn/snippets/.*|socialaccount/(base_\w+|snippets/.*)\.html"
    r"|usersessions/base_\w+\.html"
    r"|socialaccount/login_redirect\.html"
)
ENGLISH = re.compile(
    r"\b(the|your|you|please|password|email|e-mail|sign in|log in|account|code|device|key)\b",
    re.IGNORECASE,
)


def theirs(pattern: str) -> list[str]:
    return sorted(
        path.relative_to(SOURCE / "templates").as_posix()
        for room in ROOMS
        for path in (SOURCE / "templates" / room).rglob(pattern)
    )


LETTERS = [name.removesuffix("_message.txt") for name in theirs("*_message.txt")]
LETTERS = [name for name in LETTERS if "/base" not in name and name not in NOT_SENT]
PAGES = [name for name in theirs("*.html") if not NOT_SHOWN.fullmatch(name)]


@pytest.mark.parametrize("name", LETTERS)
def test_every_letter_is_ours(name):
    first, _, rest = (TEMPLATES / f"{name}.txt").read_text().partition("\n")

    assert first.removeprefix("{% autoescape off %}").strip()
    assert rest.strip()


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_ours(name):
    assert (TEMPLATES / name).exists()


def test_a_letter_holds_no_second_subject(client, warga):
    client.post("/akun/lupa/", {"email": warga.email})
    letter = mail.outbox[-1]

    assert letter.subject == "Buat kata sandi baru"
    assert letter.subject not in letter.body
    assert "Portal KIM" in letter.body


PUBLIC = [
    "masuk/",
    "masuk/kode/",
    "daftar/",
    "lupa/",
    "lupa/terkirim/",
    "lupa/selesai/",
    "aktivasi/",
]
OWN = [
    "",
    "nama/",
    "surel/",
    "telepon/",
    "sandi/",
    "sesi/",
    "persetujuan/",
    "keamanan/",
    "keamanan/aplikasi/",
    "keamanan/kunci/",
    "keamanan/kunci/baru/",
    "ulang/",
]


def words_of(answer) -> str:
    if answer.status_code == 405:
        return ""
    main = re.search(r"<main.*?</main>", answer.content.decode(), re.DOTALL)[0]
    return re.sub(r"<script.*?</script>|<[^>]*>", " ", main, flags=re.DOTALL)


@pytest.mark.parametrize("path", PUBLIC)
def test_pages_for_strangers_are_in_indonesian(path, client, db):
    assert ENGLISH.findall(words_of(client.get(f"/akun/{path}"))) == []
    assert ENGLISH.findall(words_of(client.post(f"/akun/{path}", {"x": "1"}, follow=True))) == []


@pytest.mark.parametrize("path", OWN)
def test_own_pages_are_in_indonesian(path, client, warga):
    sign_in(client)
    client.post("/akun/ulang/", {"password": SANDI})

    assert ENGLISH.findall(words_of(client.get(f"/akun/{path}"))) == []
    assert ENGLISH.findall(words_of(client.post(f"/akun/{path}", {"x": "1"}, follow=True))) == []


def test_every_address_of_the_accounts_answers_get_and_post_only(client, db):
    """No view of the libraries leads to a server error or takes other methods."""
    resolver = next(r for r in get_resolver().url_patterns if str(r.pattern) == "akun/")
    routes = [str(p.pattern) for p in resolver.url_patterns if not hasattr(p, "url_patterns")]
    paths = [re.sub(r"<\w+:(\w+)>", "1", route) for route in routes]

    assert len(paths) > 25
    for path in paths:
        assert client.get(f"/akun/{path}").status_code < 500, path
        assert client.put(f"/akun/{path}").status_code in (302, 405), path
