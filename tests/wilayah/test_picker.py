"""Choosing a region: by name, by code, step by step; and coming back where one was."""

import re

import pytest
from django import forms
from django.http import QueryDict

from tests.factories import PenggunaFactory
from wilayah import lookup
from wilayah.forms import WilayahField
from wilayah.models import Wilayah


class AnyRegionForm(forms.Form):
    wilayah = WilayahField()


class VillageForm(forms.Form):
    wilayah = WilayahField(tingkat=4)


def suggest(client, q: str, **further: str) -> list[str]:
    answer = client.get("/wilayah/cari.json", {"q": q, **further})
    assert answer.status_code == 200
    return [hit["kode"] for hit in answer.json()["hasil"]]


def errors(form: forms.Form) -> str:
    return " ".join(form.errors.get("wilayah", []))


@pytest.mark.parametrize(
    ("typed", "best"),
    [
        ("Makassar", "73.71"),
        ("maka", "73.71"),
        ("kota makasar", "73.71"),
        ("Bontorannu, Kota Makassar", "73.71.01.1001"),
        ("makassar bontoranu", "73.71.01.1001"),
        ("gowa", "73.06"),
        ("kab. gowa, sulsel", "73.06"),
        ("mariso", "73.71.01"),
        ("kelurahan mariso", "73.71.01.1006"),
        ("Mariso, Mariso, Kota Makassar, Sulawesi Selatan", "73.71.01.1006"),
        ("sulsel", "73"),
    ],
)
def test_suggestions_understand_what_people_type(typed, best, client, regions):
    assert suggest(client, typed)[0] == best


@pytest.mark.parametrize("typed", ["", "ma", "%%%", "zzzqqq", "[a", "x" * 500, "\x00"])
def test_nothing_is_suggested_for_what_names_nothing(typed, client, regions):
    assert suggest(client, typed) == []


def test_suggestions_can_be_of_one_level_and_may_be_kept_by_caches(client, regions):
    answer = client.get("/wilayah/cari.json?q=mariso&tingkat=4")

    assert [hit["kode"] for hit in answer.json()["hasil"]] == ["73.71.01.1006"]
    assert answer.headers["Cache-Control"] == "public, max-age=3600, s-maxage=3600"
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_retired_regions_are_not_suggested(client, regions):
    Wilayah.objects.filter(kode="73.71.02.1002").update(berakhir_pada="2026-01-01")

    assert suggest(client, "parang") == []


@pytest.mark.parametrize("text", ["73.71", "7371", "Kota Makassar", "kota  MAKASSAR (73.71)"])
def test_the_field_takes_codes_and_clear_names(text, regions):
    form = AnyRegionForm({"wilayah": text})

    assert form.is_valid(), form.errors
    assert form.cleaned_data["wilayah"].kode == "73.71"


def test_an_unclear_name_is_answered_with_the_choices_it_may_mean(regions):
    form = AnyRegionForm({"wilayah": "mariso"})

    assert "beberapa wilayah" in errors(form)
    drawn = str(form["wilayah"])
    assert 'value="73.71.01"' in drawn
    assert 'value="73.71.01.1006"' in drawn
    assert 'value="73.71.02"' not in drawn


@pytest.mark.parametrize(("choices", "is_said"), [(2, True), (100, False)])
def test_it_is_said_that_more_regions_bear_the_name(choices, is_said, client, regions, monkeypatch):
    Wilayah.objects.filter(tingkat=4).update(nama="Mariso", nama_lengkap="Mariso")
    monkeypatch.setattr(lookup, "MAX_CHOICES", choices)

    page = client.get("/wilayah/buka/?wilayah=mariso").content.decode()

    assert ("Masih ada yang lain" in page) == is_said


def test_ticking_one_of_the_choices_answers_the_question(regions):
    form = AnyRegionForm(QueryDict("wilayah=mariso&wilayah=73.71.01.1006"))

    assert form.is_valid(), form.errors
    assert form.cleaned_data["wilayah"].kode == "73.71.01.1006"


def test_what_the_field_shows_can_be_sent_again(regions):
    first = AnyRegionForm(initial={"wilayah": Wilayah.objects.get(kode="73.71.01")})
    shown = first["wilayah"].field.widget.get_context("wilayah", "73.71.01", {})["widget"]["value"]

    again = AnyRegionForm({"wilayah": shown})

    assert shown == "Mariso, Kota Makassar, Sulawesi Selatan (73.71.01)"
    assert again.is_valid()
    assert again.cleaned_data["wilayah"].kode == "73.71.01"


def test_an_unknown_name_or_code_is_named_in_the_error(regions):
    assert "“Atlantis” tidak ditemukan" in errors(AnyRegionForm({"wilayah": "Atlantis"}))
    assert "“99.99” tidak ditemukan" in errors(AnyRegionForm({"wilayah": "99.99"}))


def test_a_field_for_villages_takes_nothing_wider_and_nothing_retired(regions):
    Wilayah.objects.filter(kode="73.71.02.1002").update(berakhir_pada="2026-01-01")

    assert "adalah kota" in errors(VillageForm({"wilayah": "73.71"}))
    assert "tidak berlaku lagi" in errors(VillageForm({"wilayah": "73.71.02.1002"}))
    by_name = VillageForm({"wilayah": "Mariso"})
    assert by_name.is_valid()
    assert by_name.cleaned_data["wilayah"].kode == "73.71.01.1006"


def test_the_steps_lead_back_to_the_page_with_its_other_filters(client, regions):
    steps = {"kembali": "/kim/?q=kopi&wilayah=11&halaman=3", "induk": "73.71.01"}

    page = client.get("/wilayah/pilih/", steps).content.decode()

    assert 'href="/kim/?q=kopi&amp;wilayah=73.71.01.1006"' in page
    assert "Pakai Kecamatan Mariso" in page
    assert "halaman=3&amp;wilayah" not in page


def test_the_steps_go_down_level_by_level(client, regions):
    page = client.get("/wilayah/pilih/?kembali=/kim/").content.decode()
    assert "induk=73&amp;kembali=%2Fkim%2F" in page

    page = client.get("/wilayah/pilih/?kembali=/kim/&induk=73").content.decode()
    assert "induk=73.71&amp;kembali=%2Fkim%2F" in page
    assert 'href="/kim/?wilayah=73"' in page


def test_a_choice_of_villages_offers_no_wider_region(client, regions):
    page = client.get("/wilayah/pilih/?kembali=/kim/&induk=73.71.01&tingkat=4").content.decode()

    assert 'href="/kim/?wilayah=73.71.01.1006"' in page
    assert "Pakai Kecamatan" not in page


@pytest.mark.parametrize(
    "hostile",
    [
        "//jahat.example/",
        "https://jahat.example/",
        "/\\jahat.example",
        "javascript:alert(1)",
        "kim",
    ],
)
def test_the_steps_never_lead_to_another_site(hostile, client, regions):
    answer = client.get("/wilayah/pilih/", {"kembali": hostile, "induk": "73.71.01"})

    page = answer.content.decode()
    assert 'href="/wilayah/73.71.01.1006/"' in page
    assert not re.search(r'href="(?!\?)[^"]*jahat', page)
    assert "javascript:" not in page
    redirect = client.get("/wilayah/pilih/", {"kembali": hostile, "induk": "73.71.01.1006"})
    assert redirect["Location"] == "/wilayah/73.71.01.1006/"


def test_cari_desa_saya_opens_the_page_or_asks_which_one(client, regions):
    assert client.get("/wilayah/buka/?wilayah=7371")["Location"] == "/wilayah/73.71/"
    assert client.get("/wilayah/buka/?wilayah=gowa")["Location"] == "/wilayah/73.06/"

    page = client.get("/wilayah/buka/?wilayah=mariso").content.decode()
    assert 'href="/wilayah/73.71.01/"' in page
    assert 'href="/wilayah/73.71.01.1006/"' in page
    assert "tidak ditemukan" in client.get("/wilayah/buka/?wilayah=atlantis").content.decode()


@pytest.mark.parametrize(
    "path", ["/wilayah/cari.json?q=mariso", "/wilayah/pilih/", "/wilayah/buka/?wilayah=mariso"]
)
def test_the_picker_is_the_same_for_everyone_and_sets_no_cookie(path, client, regions):
    as_visitor = client.get(path)
    client.force_login(PenggunaFactory())
    as_member = client.get(path)

    assert as_visitor.content == as_member.content
    assert not as_visitor.cookies
    assert as_visitor.headers["Cache-Control"].startswith("public")
