"""The composer's shell, the script that keeps it, and the manifest: the same for everyone."""

import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from kimportal.pages.tulis import MODULES, ON_DEMAND, REQUIRED
from kimportal.storages import StaticStorage

pytestmark = pytest.mark.django_db
PATHS = ["/kelola/tulis/", "/sw.js", "/manifest.webmanifest"]


@pytest.mark.parametrize("path", PATHS)
def test_it_is_the_same_for_everyone_and_may_be_kept(path, client, cast):
    stranger = client.get(path)
    client.force_login(cast.ketua)
    member = client.get(path)

    assert stranger.status_code == 200
    assert member.content == stranger.content
    assert not member.cookies
    assert "Cookie" not in member.headers.get("Vary", "")
    assert "no-store" not in member.headers["Cache-Control"]


def test_the_shell_holds_no_token_and_shows_photos_of_the_phone(client):
    answer = client.get("/kelola/tulis/")

    assert b"csrfmiddlewaretoken" not in answer.content
    assert "img-src 'self' data: blob:" in answer.headers["Content-Security-Policy"]
    assert "blob:" not in client.get("/tentang/").headers["Content-Security-Policy"]


def test_the_shell_leads_to_the_plain_form_without_javascript(client):
    shell = client.get("/kelola/tulis/").content.decode()

    assert (
        '<a href="/kelola/kegiatan/baru/">'
        in re.search(r"<noscript>.*?</noscript>", shell, re.S)[0]
    )


def test_everything_the_shell_asks_for_is_kept(client):
    shell = client.get("/kelola/tulis/").content.decode()
    kept = client.get("/sw.js").content.decode()
    asked = re.findall(
        r'<(?:script src|script type="module" src|link rel="stylesheet" href)="([^"]+)"', shell
    )

    assert len(asked) >= 5
    assert [path for path in asked if f'"{path}"' not in kept] == []


def test_every_module_is_named_and_every_name_is_a_file():
    code = [Path(finders.find(f"js/tulis/{name}.js")).read_text() for name in MODULES]
    imported = {name for text in code for name in re.findall(r'from "\./(\w+)\.js"', text)}

    assert imported <= set(MODULES)
    assert [name for name in (*REQUIRED, *ON_DEMAND) if finders.find(name) is None] == []


def test_another_release_is_another_store(client, settings):
    before = client.get("/sw.js").content
    settings.STATIC_URL = "/lain/"
    settings.KIM_NAMA_SITUS = "Portal lain"

    assert client.get("/sw.js").content != before


def test_the_manifest_takes_shared_text_to_the_composer(client):
    manifest = json.loads(client.get("/manifest.webmanifest").content)

    assert manifest["start_url"] == "/kelola/"
    assert manifest["share_target"]["action"] == "/kelola/tulis/"
    assert {icon["sizes"] for icon in manifest["icons"]} == {"192x192", "512x512"}


def test_public_pages_neither_register_nor_name_it(client, regions):
    page = client.get("/tentang/").content.decode()

    assert "manifest.webmanifest" not in page
    assert "pasang.js" not in page


def test_modules_find_each_other_under_hashed_names():
    assert StaticStorage.support_js_module_import_aggregation
