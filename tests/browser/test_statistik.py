"""Statistics and open data by the keyboard alone."""

from playwright.sync_api import Page, expect

MOST = 120


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until what is wanted has the focus, and it shows where it is."""
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if page.evaluate("selector => Boolean(document.activeElement.closest(selector))", selector):
            style = "getComputedStyle(document.activeElement)"
            assert page.evaluate(f"{style}.outlineStyle !== 'none' || {style}.boxShadow !== 'none'")
            return
    raise AssertionError(f"Tab never reached {selector}")


def test_from_indonesia_down_to_the_villages_without_kim(visit):
    page = visit("/statistik/")

    tab_to(page, "a[href^='/statistik/?tahun=']")
    tab_to(page, "table a[href='/statistik/73/']")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Statistik KIM Provinsi Sulawesi Selatan"
    )
    tab_to(page, "table a[href='/statistik/73.71/']")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Statistik KIM Kota Makassar")
    tab_to(page, "a[href='/statistik/73.71/desa-tanpa-kim/']")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Desa tanpa KIM, Kota Makassar")
    tab_to(page, "a[href='/statistik/73.71/desa-tanpa-kim.csv']")


def test_a_file_of_the_open_data_is_reached(visit):
    page = visit("/data/")

    tab_to(page, "main a[href$='.csv']")
    assert page.evaluate("document.activeElement.href").endswith(".csv")
