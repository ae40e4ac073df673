"""The map in a browser: choosing by table, boundary, layer and mark; what the address keeps."""

import re
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import expect

SULSEL = re.compile(r"\?wilayah=73(#|$)")
PARTS_OF_SULSEL = 24


@pytest.fixture
def peta(visit):
    page = visit("/peta/")
    expect(page.locator("path.batas")).to_have_count(38)
    return page


def rows(page) -> list[str]:
    return page.locator("#peta-panel tbody th").all_inner_texts()


def test_choosing_in_the_table_opens_the_region_on_the_map(peta):
    peta.locator("#peta-panel").get_by_role("link", name="Sulawesi Selatan").click()

    heading = peta.get_by_role("heading", name="Sulawesi Selatan")
    expect(heading).to_be_focused()
    expect(peta).to_have_url(SULSEL)
    expect(peta.locator("#peta-panel tbody tr")).to_have_count(PARTS_OF_SULSEL)
    expect(peta.locator("path.batas")).to_have_count(38 + PARTS_OF_SULSEL)


def test_tapping_a_boundary_opens_it_and_back_closes_it(peta):
    # A tap on the middle of a ragged province may miss it, so the shape itself is tapped.
    peta.locator("path.batas").nth(11).dispatch_event("click")
    expect(peta).to_have_url(re.compile(r"\?wilayah=\d\d"))
    expect(peta.locator(".peta-jejak")).to_be_visible()

    peta.go_back()

    expect(peta.get_by_role("heading", name="Indonesia")).to_be_visible()
    expect(peta.locator("path.batas")).to_have_count(38)


def test_the_way_back_up_is_a_trail(visit):
    page = visit("/peta/?wilayah=73.71&lapis=cakupan")
    expect(page.locator(".batas--dipilih")).to_be_visible()
    page.locator(".peta-jejak").get_by_role("link", name="Sulawesi Selatan").click()
    expect(page).to_have_url(re.compile(r"\?wilayah=73&lapis=cakupan"))
    page.locator(".peta-jejak").get_by_role("link", name="Indonesia").click()

    expect(page).to_have_url(re.compile(r"/peta/\?lapis=cakupan"))
    expect(page.locator("path.batas")).to_have_count(38)


def test_a_layer_changes_colours_legend_and_table_together(visit):
    page = visit("/peta/?wilayah=73")
    expect(page.locator("path.batas")).to_have_count(38 + PARTS_OF_SULSEL)
    page.get_by_label("Tampilkan di peta").select_option(label="Desa tanpa KIM")

    expect(page).to_have_url(re.compile(r"wilayah=73&lapis=tanpa-kim"))
    expect(page.locator("#peta-keterangan .legend-title")).to_have_text("Desa tanpa KIM")
    expect(page.locator("#peta-panel thead th.num")).to_contain_text("Desa tanpa KIM")
    classes = page.locator("path.batas").evaluate_all(
        "paths => paths.map((path) => path.getAttribute('class').match(/skala-\\d/)?.[0])"
    )
    swatches = page.locator("#peta-panel .swatch").evaluate_all(
        "marks => marks.map((mark) => mark.className.match(/skala-\\d/)[0])"
    )
    assert sorted(kelas for kelas in classes if kelas) == sorted(swatches)


def test_the_table_is_sorted_in_place(peta):
    by_name = rows(peta)
    peta.locator("#peta-panel thead").get_by_role("link", name="Jumlah KIM").click()
    expect(peta).to_have_url(re.compile(r"urut=-nilai"))
    expect(peta.locator("#peta-panel th[aria-sort=descending]")).to_contain_text("Jumlah KIM")

    assert sorted(rows(peta)) == sorted(by_name) != rows(peta)
    expect(peta.locator("#peta-panel thead").get_by_role("link", name="Jumlah KIM")).to_be_focused()


def test_a_link_to_a_view_opens_that_view(visit):
    page = visit("/peta/?wilayah=73#9/-5.200/119.450")
    expect(page.locator("path.batas")).to_have_count(38 + PARTS_OF_SULSEL)
    page.locator("#peta").press("ArrowRight")

    expect(page).to_have_url(re.compile(r"\?wilayah=73#9/-5\.2\d*/119\.[5-9]"))


def test_a_mark_opens_by_keyboard_and_leads_to_the_kim(visit):
    page = visit("/peta/?wilayah=73.71#11/-5.140/119.450")
    mark = page.locator("#peta .titik--satu").first
    expect(mark).to_be_visible()
    mark.press("Enter")

    link = page.locator(".leaflet-popup a[href^='/kim/']").first
    expect(link).to_be_visible()
    expect(page.get_by_role("button", name="Tutup")).to_be_visible()
    # Not by the mouse: the map may still be making room for the card.
    link.press("Enter")
    expect(page).to_have_url(re.compile(r"/kim/[a-z0-9-]+/$"))


def test_marks_stand_only_where_one_is_looking(visit):
    page = visit("/peta/?wilayah=73.71")
    expect(page.locator(".batas--dipilih")).to_be_visible()
    page.wait_for_timeout(1500)  # the map moves there and places its marks anew
    labels = page.locator("#peta .titik--satu").evaluate_all(
        "marks => marks.map((mark) => mark.getAttribute('aria-label'))"
    )

    assert labels
    around = re.compile("Makassar|Gowa|Maros|Takalar|Pangkajene")
    assert [label for label in labels if not around.search(label)] == []


def test_villages_without_a_kim_are_marks_too(visit):
    page = visit("/peta/?wilayah=73.71&lapis=tanpa-kim#13/-5.150/119.420")
    expect(page.locator("#peta .titik").first).to_be_visible()

    expect(page.locator("#peta-jumlah")).to_contain_text("desa tanpa KIM")
    expect(page.locator("#peta-kim a").first).to_have_attribute("href", re.compile("^/wilayah/"))


def test_without_script_drawing_and_table_remain(browser, portal):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(portal + "/peta/")

    expect(page.locator("svg.map-national")).to_be_visible()
    expect(page.locator("#peta")).to_be_hidden()
    page.get_by_label("Tampilkan di peta").select_option(label="Desa tanpa KIM")
    page.get_by_role("button", name="Tampilkan").click()
    page.locator("#peta-panel").get_by_role("link", name="Sulawesi Selatan").click()
    expect(page.get_by_role("heading", name="Provinsi Sulawesi Selatan")).to_be_visible()
    page.locator("#peta-panel thead").get_by_role("link", name="Desa tanpa KIM").click()
    values = page.locator("#peta-panel tbody td").all_inner_texts()
    numbers = [int(value.split()[0].replace(".", "")) for value in values]
    assert numbers == sorted(numbers, reverse=True)
    context.close()


def test_until_the_map_is_there_its_drawing_leads_on(page, portal):
    page.route("**/leaflet*.js", lambda route: route.abort())
    page.goto(portal + "/peta/")
    expect(page.locator("#peta-jumlah")).to_contain_text("Peta gagal dimuat")

    box, drawn = (
        page.locator(part).bounding_box() for part in ("#peta", "#peta-gambar svg.map-national")
    )
    assert box["y"] <= drawn["y"]
    assert drawn["y"] + drawn["height"] <= box["y"] + box["height"]
    page.get_by_label("Tampilkan di peta").select_option(label="Desa tanpa KIM")
    expect(page.locator("#peta-keterangan .legend-title")).to_have_text("Desa tanpa KIM")
    page.locator("#peta-gambar a", has_text="Sulawesi Selatan").press("Enter")
    expect(page).to_have_url(re.compile(r"\?wilayah=73&lapis=tanpa-kim"))
    expect(page.get_by_role("heading", name="Provinsi Sulawesi Selatan")).to_be_visible()


def test_focus_in_the_drawing_goes_over_to_the_map(page, portal):
    held = []
    page.route("**/leaflet*.js", lambda route: held.append(route))
    with page.expect_request("**/leaflet*.js"):
        page.goto(portal + "/peta/", wait_until="commit")
    page.locator("#peta-gambar a").first.focus()
    held[0].continue_()

    expect(page.locator("#peta-gambar")).to_be_hidden()
    expect(page.locator("#peta")).to_be_focused()
    expect(page.locator(".leaflet-control-zoom-in")).to_be_visible()


@pytest.mark.parametrize("path", ["/peta/", "/peta/?wilayah=73&lapis=cakupan"])
def test_with_and_without_script_the_numbers_are_the_same(path, browser, portal, visit):
    page = visit(path)
    expect(page.locator(".map-figure--hidup")).to_be_visible()
    with_script = page.locator("#peta-panel tbody tr").all_inner_texts()
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(portal + path)

    assert plain.locator("#peta-panel tbody tr").all_inner_texts() == with_script
    drawn = plain.locator("#peta-gambar title").all_text_contents()
    assert len(drawn) == len(with_script)
    context.close()


def test_from_the_skip_link_to_a_kim_by_keyboard_alone(visit):
    """The walk: layer, province, kabupaten, mark and card, never touching a mouse."""
    page = visit("/peta/")
    expect(page.locator("path.batas")).to_have_count(38)

    def tab_to(selector: str, most: int = 80) -> None:
        for _ in range(most):
            page.keyboard.press("Tab")
            if page.evaluate(f"Boolean(document.activeElement.closest({selector!r}))"):
                return
        raise AssertionError(f"Tab never reached {selector}")

    tab_to("#peta-lapis select")
    tab_to("#peta")
    tab_to("#peta-panel a[href='/peta/?wilayah=73']")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Provinsi Sulawesi Selatan")).to_be_focused()
    tab_to("#peta-panel a[href='/peta/?wilayah=73.71']")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Kota Makassar")).to_be_focused()
    expect(page.locator("#peta .titik").first).to_be_visible()
    for _ in range(60):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.classList.contains('titik')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_timeout(600)
    # A group either shows its card or brings the map nearer; both by the keyboard.
    assert page.locator(".leaflet-popup, .titik").count() > 0


def test_tabbing_from_mark_to_mark_never_loses_the_place(visit):
    page = visit("/peta/?wilayah=32#9/-6.900/107.600")
    marks = page.locator("#peta .titik")
    expect(marks.first).to_be_visible()
    marks.first.focus()

    for _ in range(4):
        page.keyboard.press("Tab")
        page.wait_for_timeout(400)  # the map moves to the mark and asks for more KIM

    assert page.evaluate(
        "Boolean(document.activeElement.closest('#peta, #peta-gambar, .map-figure, #peta-panel'))"
    )


@pytest.fixture
def situs_dinas(portal):
    """Another site, on a server of its own, that frames a page of the portal."""

    class Halaman(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(f'<iframe src="{portal}{self.path}" width=800 height=640>'.encode())

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Halaman) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_the_embedded_map_works_in_a_frame_of_another_site(page, situs_dinas):
    page.goto(f"{situs_dinas}/peta/sematan/?wilayah=73")
    frame = page.frame_locator("iframe")

    expect(frame.locator("path.batas")).to_have_count(38 + PARTS_OF_SULSEL)
    frame.locator("#peta-panel").get_by_role("link", name="Kota Makassar").click()
    expect(frame.get_by_role("heading", name="Kota Makassar")).to_be_visible()


def test_nothing_else_shows_in_a_frame(page, situs_dinas):
    page.goto(f"{situs_dinas}/peta/")

    expect(page.frames[1].locator("#peta-panel")).to_have_count(0)


@pytest.mark.parametrize("paper", ["A4", "A3"])
def test_map_legend_and_numbers_go_on_paper(paper, visit, tmp_path):
    page = visit("/peta/?wilayah=73&lapis=cakupan")
    page.emulate_media(media="print")

    expect(page.locator("#peta-gambar svg")).to_be_visible()
    expect(page.locator("#peta")).to_be_hidden()
    expect(page.locator("#peta-keterangan .legend").first).to_be_visible()
    assert len(page.pdf(format=paper, landscape=True)) > 10_000
