"""The region picker in a browser: by keyboard, by finger, and with script switched off."""

import re

import pytest
from playwright.sync_api import expect


@pytest.fixture
def plain_page(browser):
    """A page of a browser that runs no script."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_the_keyboard_alone_opens_ones_own_village(visit):
    page = visit("/")
    field = page.get_by_label("Cari desa saya")
    field.press_sequentially("bontoranu makasar")
    expect(page.get_by_label("Saran wilayah").get_by_role("option").first).to_contain_text(
        "Bontorannu"
    )
    expect(field).to_have_attribute("aria-expanded", "true")

    field.press("ArrowDown")
    chosen = page.get_by_label("Saran wilayah").get_by_role("option", selected=True)
    expect(field).to_have_attribute("aria-activedescendant", chosen.get_attribute("id"))
    field.press("Enter")

    page.wait_for_url("**/wilayah/73.71.01.1001/")


def test_escape_closes_the_suggestions_and_keeps_the_words(visit):
    page = visit("/")
    field = page.get_by_label("Cari desa saya")
    field.press_sequentially("rappocini")
    expect(page.get_by_label("Saran wilayah").get_by_role("option").first).to_be_visible()

    field.press("Escape")

    expect(page.get_by_label("Saran wilayah")).to_be_hidden()
    expect(field).to_have_value("rappocini")
    expect(field).to_have_attribute("aria-expanded", "false")


def test_a_filter_sends_the_code_and_shows_the_name_again(visit):
    page = visit("/kim/")
    field = page.get_by_label("Wilayah (boleh kosong)")
    field.press_sequentially("kota makassar")
    page.get_by_label("Saran wilayah").get_by_role("option").first.click()
    page.get_by_role("button", name="Terapkan").click()

    page.wait_for_url(re.compile(r"wilayah=73\.71(&|$)"))
    expect(page.get_by_label("Wilayah (boleh kosong)")).to_have_value(
        "Kota Makassar, Sulawesi Selatan"
    )


def test_without_script_an_unclear_name_is_asked_back(portal, plain_page):
    plain_page.goto(portal + "/kim/")
    plain_page.get_by_label("Wilayah (boleh kosong)").fill("mariso")
    plain_page.get_by_role("button", name="Terapkan").click()

    plain_page.get_by_label("Kelurahan Mariso").check()
    plain_page.get_by_role("button", name="Terapkan").click()

    expect(plain_page.get_by_label("Wilayah (boleh kosong)")).to_have_value(
        re.compile(r"\(73\.71\.01\.1006\)$")
    )
    expect(plain_page.get_by_role("status").first).to_contain_text("KIM ditemukan")


def test_without_script_the_steps_come_back_with_the_choice(portal, plain_page):
    plain_page.goto(portal + "/kim/?q=kim")
    plain_page.get_by_role("link", name="Pilih langkah demi langkah").click()
    plain_page.get_by_role("link", name="Sulawesi Selatan").click()
    plain_page.get_by_role("link", name="Kota Makassar").click()
    plain_page.get_by_role("link", name="Pakai Kota Makassar").click()

    expect(plain_page).to_have_url(re.compile(r"/kim/\?q=kim&wilayah=73\.71$"))
