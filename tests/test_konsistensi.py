"""What must hold for every template, address and model, however many there will be."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(settings.BASE_DIR)
FOLDER = ROOT / "templates"
TEMPLATES = sorted(FOLDER.rglob("*.html"))
NAMES = [path.relative_to(FOLDER).as_posix() for path in TEMPLATES]
OWN_APPS = ("kimportal.", "wilayah", "komunitas", "kegiatan", "diseminasi")
SOURCES = [
    path
    for folder in ("kimportal", "wilayah", "komunitas", "kegiatan", "diseminasi")
    for path in sorted((ROOT / folder).rglob("*.py"))
]
STYLES = sorted((ROOT / "static" / "css").glob("*.css"))

# Named by Django or allauth, not by us.
NAMED_ELSEWHERE = re.compile(
    r"(40[034]|403_csrf|429|500)\.html"
    r"|account/|mfa/|usersessions/|socialaccount/|django/forms/|admin/"
)
# Words that the glossary gives up in favour of another one, as people would read them.
FORBIDDEN = {
    "daerah": "wilayah",
    "grup": "KIM",
    "artikel": "kabar",
    "kategori": "bidang",
    "siaran": "Info Pemerintah",
    "klarifikasi": "Cek Hoaks",
    "moderator": "Admin Diskominfo",
    "pengamat": "pemantau",
    "sebaran": "laporan penyebaran",
    "petugas": "Admin Diskominfo",
}
# Names of others, which are not ours to change.
PROPER_NAMES = re.compile(r"<a href=\"https?://[^>]*>.*?</a>", re.DOTALL)
CODE = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<(script|style)\b.*?</\1>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
READ_ATTRIBUTE = re.compile(r"\b(?:title|alt|placeholder|aria-label|content)=\"([^\"]*)\"")


def read(name: str) -> str:
    return (FOLDER / name).read_text()


def visible_text(source: str) -> str:
    """Return what a template shows or has read aloud, without code, tags and addresses."""
    source = CODE.sub(" ", PROPER_NAMES.sub(" ", source))
    return " ".join([TAG.sub(" ", source), *READ_ATTRIBUTE.findall(source)])


def test_the_loops_below_have_something_to_inspect():
    assert len(TEMPLATES) > 40
    assert len(SOURCES) > 50
    assert len(STYLES) > 3


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_inline(name):
    """The content security policy refuses it; data (JSON-LD) is no script."""
    source = re.sub(r"\{#.*?#\}", "", read(name))
    scripts = re.findall(r"<script\b([^>]*)>", source)
    inline = [s for s in scripts if "src=" not in s and "application/ld+json" not in s]

    assert inline == []
    assert re.findall(r"<style\b|\sstyle=|\son[a-z]+\s*=|javascript:", source) == []


@pytest.mark.parametrize("name", NAMES)
def test_no_other_host_is_needed(name):
    assert re.findall(r"<(?:script|img|link|iframe|source)\b[^>]*https?://[^>]*>", read(name)) == []


def test_every_template_is_used():
    everything = "\n".join(path.read_text() for path in [*SOURCES, *TEMPLATES])
    ours = [name for name in NAMES if not NAMED_ELSEWHERE.match(name)]

    assert ours
    assert [name for name in ours if f'"{name}"' not in everything] == []


@pytest.mark.parametrize("name", NAMES)
def test_no_word_that_the_glossary_gives_up(name):
    words = set(re.findall(r"\w+", visible_text(read(name)).lower()))

    assert {word: FORBIDDEN[word] for word in words & FORBIDDEN.keys()} == {}


def test_the_glossary_test_sees_a_forbidden_word():
    text = visible_text('{# grup #}<p title="Artikel baru">Untuk <b>daerah</b> ini</p>').lower()

    assert {"artikel", "daerah"} <= set(text.split())
    assert "grup" not in text


def url_names(resolver: URLResolver, prefix: str = "") -> set[str]:
    """Return every URL name, with its namespaces."""
    names: set[str] = set()
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            names.add(f"{prefix}{pattern.name}")
        else:
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            names |= url_names(pattern, inner)
    return names


def test_every_address_named_in_a_template_exists():
    known = url_names(get_resolver())
    used = {
        (name, url)
        for name in NAMES
        for url in re.findall(r"\{%\s*url\s+[\"']([^\"']+)[\"']", read(name))
    }

    assert len(used) > 20
    assert [pair for pair in sorted(used) if pair[1] not in known] == []


def test_every_public_address_ends_with_a_slash_or_a_suffix():
    routes = [
        pattern.pattern._route
        for resolver in get_resolver().url_patterns
        if isinstance(resolver, URLResolver) and resolver.namespace not in ("admin", "")
        for pattern in resolver.url_patterns
        if isinstance(pattern, URLPattern)
    ]

    assert len(routes) > 20
    kinds = "<slug:bentuk>|jsonld|csv|json|xml|txt|ico|png|zip|docx|pdf|js|webmanifest"
    ends = rf"(^|/|\.({kinds})|healthz|readyz)$"
    assert [r for r in routes if not re.search(ends, r)] == []


def test_every_model_has_one_form_of_its_name():
    """Indonesian nouns take no s."""
    models = [m for m in apps.get_models() if m.__module__.startswith(OWN_APPS)]

    assert len(models) > 10
    assert [m for m in models if m._meta.verbose_name != m._meta.verbose_name_plural] == []


def test_files_stay_short():
    written = [path for path in SOURCES if "migrations" not in path.parts]
    too_long = [path for path in written if len(path.read_text().splitlines()) > 400]
    too_long += [path for path in TEMPLATES if len(path.read_text().splitlines()) > 150]

    assert too_long == []


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_a_layer_stands_in_no_other_layer(path):
    """A brace forgotten by a merge hides all that follows in the layer before it."""
    depth = 0
    for line in path.read_text().splitlines():
        assert not line.startswith("@layer") or depth == 0, line
        depth += line.count("{") - line.count("}")

    assert depth == 0
