"""The composer on a phone: taps, bytes, photos, rich text, sharing, and a silent console."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.penulis import CERITA, jpeg
from tests.browser.tampang import RULES

KB = 1024
PREPARED = "Senin sore ibu-ibu PKK menanam cabai di halaman balai desa."
# Gathers what the page sends in pieces; Playwright itself does not see binary bodies.
NOTE_PIECES = """
  window.pieces = Promise.resolve(new Uint8Array());
  const plain = window.fetch;
  window.fetch = (url, options) => {
    if (options?.method === "PATCH") {
      window.pieces = window.pieces.then(async (all) =>
        new Uint8Array(await new Blob([all, options.body]).arrayBuffer()));
    }
    return plain(url, options);
  };
"""


@pytest.fixture
def photo(tmp_path):
    return jpeg(tmp_path, 1)


@pytest.fixture
def written(hp, photo):
    """A phone with a complete draft on the screen."""
    penulis = hp("ketua")
    penulis.begin()
    penulis.write("PKK menanam cabai", PREPARED)
    penulis.add_photos([photo])
    penulis.consent()
    return penulis


def measure(page):
    """Count what goes over the wire, in both directions, the photo's own bytes apart."""
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    count = {"turun": 0.0, "naik": 0}
    client.on(
        "Network.loadingFinished",
        lambda e: count.update(turun=count["turun"] + e["encodedDataLength"]),
    )

    def on_request(request):
        body = 0 if request.method == "PATCH" else len(request.post_data_buffer or b"")
        count["naik"] += body + sum(len(k) + len(v) + 4 for k, v in request.headers.items())

    page.on("request", on_request)
    return count


def test_eight_taps_and_150_kilobytes_from_opening_to_arrival(hp, photo):
    penulis = hp("ketua")
    penulis.keep_shell()
    penulis.page.close()
    page = penulis.new_tab()
    count = measure(page)
    penulis.open()

    penulis.tap("text=Tulis kabar baru")
    page.locator("[name=judul]:focus").wait_for()
    page.keyboard.insert_text("Cabai di balai desa")
    penulis.tap("[name=cerita]")
    page.keyboard.insert_text(PREPARED)
    with page.expect_file_chooser() as chooser:
        penulis.tap(".tulis-tambah label:has-text('Dari galeri')")
    penulis.taps += 1  # choosing the photo in the phone's own gallery
    chooser.value.set_files(photo)
    page.locator("[data-f-keterangan]:focus").wait_for()
    page.keyboard.insert_text("Ibu-ibu PKK menanam cabai")
    penulis.tap("[data-izin] label")
    penulis.tap("[data-kirim]")
    penulis.wait_arrived()

    assert penulis.taps <= 8
    assert sum(count.values()) <= 150 * KB, count


def test_the_bytes_that_leave_the_phone_hold_no_metadata_and_are_few(hp, tmp_path):
    penulis = hp("ketua")
    big = jpeg(tmp_path, 2, side=4000)
    penulis.page.add_init_script(NOTE_PIECES)
    penulis.begin()
    penulis.write("Foto besar")
    penulis.add_photos([big])

    penulis.page.locator("[data-f-keadaan]", has_text="Sudah masuk").wait_for()

    content = bytes(penulis.page.evaluate("window.pieces.then((all) => [...all])"))
    assert 0 < len(content) < 400 * KB
    assert b"Exif" not in content
    assert b"HpRahasia" not in content


def test_what_is_missing_is_said_beside_the_field(hp):
    penulis = hp("ketua")
    penulis.begin()
    penulis.send()

    errors = penulis.page.locator(".tulis-galat")
    errors.first.wait_for()
    assert errors.count() >= 3
    assert penulis.page.locator("[name=judul]").get_attribute("aria-invalid") == "true"
    assert penulis.page.evaluate("document.activeElement.name") == "judul"


def test_a_missing_caption_is_said_in_the_card_of_its_photo(hp, tmp_path):
    penulis = hp("ketua")
    penulis.begin()
    penulis.write("Foto tanpa keterangan")
    penulis.add_photos([jpeg(tmp_path, 1), jpeg(tmp_path, 2)])
    captions = penulis.page.locator("[data-f-keterangan]")
    captions.nth(1).fill("")
    penulis.page.wait_for_timeout(600)
    penulis.consent()
    penulis.send()

    card = penulis.page.locator("[data-foto]").nth(1)
    expect(card.locator(".tulis-galat")).to_contain_text("Beri keterangan")
    expect(penulis.page.locator(".tulis-galat")).to_have_count(1)
    expect(captions.nth(1)).to_be_focused()
    expect(captions.nth(1)).to_have_attribute("aria-invalid", "true")
    assert captions.nth(0).get_attribute("aria-invalid") is None

    captions.nth(1).fill("Warga menanam pohon")

    expect(penulis.page.locator(".tulis-galat")).to_have_count(0)


def test_a_covered_photo_replaces_the_one_with_the_faces(written):
    page = written.page
    page.locator("[data-f-keadaan]", has_text="Sudah masuk").wait_for()
    before = page.locator("[data-foto]").get_attribute("data-foto")
    page.get_by_role("button", name="Samarkan wajah").click()
    canvas = page.locator("[data-kabur-kanvas]")
    canvas.wait_for()
    canvas.click(position={"x": 60, "y": 60})
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Urungkan").click()
    page.get_by_role("button", name="Pakai").click()

    page.locator(f"[data-foto]:not([data-foto='{before}']) >> text=Sudah masuk").wait_for()

    # The old one goes after the new one has come.
    photos = written.wait_photos(written.uuid, 1)
    assert photos[0]["keterangan"] == "Warga mengangkat sampah 1"
    assert photos[0]["uuid"] != before


def test_photos_are_ordered_by_buttons_and_by_dragging(hp, tmp_path):
    penulis = hp("ketua")
    penulis.begin()
    penulis.write("Urutan foto")
    penulis.add_photos([jpeg(tmp_path, n) for n in (1, 2)], "Foto")
    page = penulis.page
    page.locator("[data-foto]").nth(1).get_by_role("button", name="Naikkan foto").click()
    page.wait_for_timeout(300)
    expect(page.locator("[data-foto] textarea").first).to_have_value("Foto 2")

    page.set_viewport_size({"width": 360, "height": 1600})
    handle = page.locator("[data-f-geser]").first.bounding_box()
    target = page.locator("[data-foto]").nth(1).bounding_box()
    page.mouse.move(handle["x"] + 20, handle["y"] + 20)
    page.mouse.down()
    page.mouse.move(handle["x"] + 20, target["y"] + target["height"] / 2, steps=5)
    page.mouse.up()
    page.wait_for_timeout(300)

    expect(page.locator("[data-foto] textarea").first).to_have_value("Foto 1")
    penulis.wait_state("Tersimpan di HP dan portal")
    photos = penulis.server_draft(penulis.uuid)["foto"]
    captions = [f["keterangan"] for f in sorted(photos, key=lambda f: f["urutan"])]
    assert captions == ["Foto 1", "Foto 2"]


def test_a_caption_is_typed_on_while_further_photos_arrive(hp, tmp_path):
    penulis = hp("ketua")
    penulis.begin()
    page = penulis.page
    paths = [jpeg(tmp_path, n, side=3000) for n in range(4)]
    page.locator("[data-tambah-foto]").nth(1).set_input_files(paths)
    page.locator("[data-f-keterangan]:focus").wait_for()

    page.keyboard.type("Warga mengangkat sampah dari kanal", delay=60)
    page.locator("[data-foto]").nth(3).wait_for()

    captions = [box.input_value() for box in page.locator("[data-foto] textarea").all()]
    assert captions == ["Warga mengangkat sampah dari kanal", "", "", ""]


def test_a_deleted_draft_can_be_brought_back(hp):
    penulis = hp("ketua")
    penulis.keep_shell()
    penulis.context.set_offline(True)
    penulis.begin()
    penulis.write("Terhapus tanpa sengaja")
    penulis.page.wait_for_timeout(500)
    page = penulis.open()
    row = page.locator("[data-isi-daftar] li", has_text="Terhapus tanpa sengaja")
    page.on("dialog", lambda dialog: dialog.accept())
    row.get_by_role("button").click()
    row.wait_for(state="detached")

    page.get_by_role("button", name="Urungkan").click()

    row.wait_for()
    row.get_by_role("link").first.click()
    page.locator("[data-lembar]:not([hidden])").wait_for()
    expect(page.locator("[name=judul]")).to_have_value("Terhapus tanpa sengaja")
    expect(page.locator("[name=cerita]")).to_have_value(CERITA)


def test_rich_text_comes_on_request_and_goes_without_loss(hp):
    penulis = hp("ketua")
    uuid = penulis.begin()
    page = penulis.page
    penulis.write("Dengan huruf tebal", "Pembuka *penting*.\n\n- satu\n- dua")
    page.get_by_role("button", name="Huruf tebal, judul, daftar…").click()
    editor = page.locator("[data-editor]")
    editor.wait_for()
    expect(editor.locator("b")).to_have_text("penting")
    expect(editor.locator("li")).to_have_count(2)
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.type("Penutup")
    page.get_by_role("button", name="Judul bagian").click()
    penulis.wait_server(uuid, "Pembuka *penting*.\n\n- satu\n- dua\n\n# Penutup")

    page.get_by_role("button", name="Kembali ke tulisan biasa").click()

    expect(page.locator("[name=cerita]")).to_have_value(
        "Pembuka *penting*.\n\n- satu\n- dua\n\n# Penutup"
    )
    assert penulis.complaints == []


def test_shared_text_opens_as_a_draft_and_only_once(hp):
    penulis = hp("ketua")
    page = penulis.open("?title=Banjir+surut&text=Air+sudah+turun&url=https://contoh.id/banjir")

    expect(page.locator("[name=judul]")).to_have_value("Banjir surut")
    expect(page.locator("[name=cerita]")).to_have_value(
        "Air sudah turun\n\nhttps://contoh.id/banjir"
    )
    assert "?" not in page.url
    page.reload()
    page.locator("[data-lembar]:not([hidden])").wait_for()
    expect(page.locator("[name=judul]")).to_have_value("Banjir surut")


def test_without_javascript_it_leads_to_the_plain_form(portal, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{portal}/kelola/tulis/")

    assert page.get_by_role("link", name="formulir biasa").get_attribute("href") == (
        "/kelola/kegiatan/baru/"
    )
    context.close()


def test_the_console_stays_silent(written):
    written.wait_state("Tersimpan di HP dan portal")
    written.send()
    written.wait_arrived()
    written.page.get_by_role("link", name="Kabar saya").click()
    written.page.locator("[data-isi-daftar] li").first.wait_for()

    assert written.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_in_any_state(written, scheme):
    page = written.page
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    found = {}

    def look(state):
        # The bars at head and foot cover what lies under them at the moment.
        page.evaluate("scrollTo(0, 0)")
        report = Axe().run(page, options=RULES)
        wrong = [(v["id"], v["nodes"][0]["html"][:200]) for v in report.response["violations"]]
        if wrong:
            found[state] = wrong

    page.locator("[data-lain] summary").click()
    look("lengkap")
    page.get_by_role("button", name="Samarkan wajah").click()
    page.locator("[data-kabur-kanvas]").wait_for()
    look("samarkan")
    page.get_by_role("button", name="Batal").click()
    page.get_by_role("button", name=re.compile("Huruf tebal")).click()
    page.locator("[data-editor]").wait_for()
    look("huruf")
    page.fill("[name=judul]", "")
    written.send()
    page.locator(".tulis-galat").wait_for()
    look("salah")
    page.fill("[name=judul]", "PKK menanam cabai")
    written.send()
    written.wait_arrived()
    look("masuk")
    page.get_by_role("link", name="Kabar saya").click()
    page.locator("[data-isi-daftar] li").first.wait_for()
    look("daftar")
    assert found == {}


def test_nothing_sticks_out_at_320_pixels_and_everything_is_big_enough(written):
    page = written.page
    page.set_viewport_size({"width": 320, "height": 640})
    page.locator("[data-lain] summary").click()

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    small = page.evaluate(
        """[...document.querySelectorAll("main :is(button, a, input, select, textarea, .choice)")]
        .filter((e) => e.offsetParent && !e.closest(".choice > *, .notice p a"))
        .map((e) => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
        .filter(([, box]) => box.height < 44 || box.width < 44)
        .map(([html]) => html)"""
    )
    assert [html for html in small if 'type="checkbox"' not in html] == []
