"""More than one person: two who write at once, two who share a phone, one who signs out."""

import pytest
from playwright.sync_api import expect

from tests.browser.penulis import STORE_COUNT, jpeg, sign_in


@pytest.fixture
def disputed(hp):
    """A draft that anggota and ketua have both changed; returns ketua's phone and the uuid."""
    anggota, ketua = hp("anggota"), hp("ketua")
    uuid = anggota.begin()
    anggota.write("Panen raya", "Tulisan pertama.")
    anggota.wait_server(uuid, "Tulisan pertama.")
    ketua.open(f"#{uuid}")
    ketua.wait_state("Tersimpan di HP dan portal")
    ketua.context.set_offline(True)
    ketua.page.fill("[name=cerita]", "Tulisan ketua.")
    ketua.page.wait_for_timeout(600)
    anggota.page.fill("[name=cerita]", "Tulisan anggota.")
    anggota.wait_server(uuid, "Tulisan anggota.")
    ketua.context.set_offline(False)
    ketua.page.locator("[data-k-saya]").wait_for()
    return ketua, uuid


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("saya", "Tulisan ketua."),
        ("lain", "Tulisan anggota."),
        ("gabung", "Tulisan anggota.\n\nTulisan ketua."),
    ],
)
def test_two_people_are_told_and_choose(disputed, choice, expected):
    ketua, uuid = disputed
    expect(ketua.page.locator("[data-k-saya]")).to_have_text("Tulisan ketua.")
    expect(ketua.page.locator("[data-k-lain]")).to_have_text("Tulisan anggota.")

    ketua.page.locator(f"[data-k-pakai={choice}]").click()

    ketua.wait_server(uuid, expected)
    ketua.wait_state("Tersimpan di HP dan portal")
    expect(ketua.page.locator("[name=cerita]")).to_have_value(expected)


def test_another_account_on_the_same_phone_sees_nothing(hp):
    penulis = hp()
    sign_in(penulis.page, penulis.portal, "ketua")
    penulis.begin()
    penulis.write("Rahasia ketua di HP bersama")
    penulis.page.wait_for_timeout(500)
    address = penulis.page.url
    # The session ends without signing out, so that the draft stays on the phone.
    penulis.context.clear_cookies()
    sign_in(penulis.page, penulis.portal, "warga")

    penulis.open()
    assert "Rahasia ketua" not in penulis.page.inner_text("body")
    penulis.page.goto(address)
    penulis.page.reload()
    penulis.page.locator("[data-daftar]:not([hidden])").wait_for()
    assert "Rahasia ketua" not in penulis.page.inner_text("body")
    assert penulis.page.evaluate(f"{STORE_COUNT}('naskah')") == 1


KEPT_PAGES = """async () => {
    const kept = await (await caches.open("bacaan")).keys();
    return kept.map(({ url }) => new URL(url).pathname);
}"""


def test_signing_out_warns_of_unsent_work_and_then_erases_it(hp, tmp_path):
    penulis = hp()
    sign_in(penulis.page, penulis.portal, "ketua")
    penulis.keep_shell()
    penulis.begin()
    penulis.context.set_offline(True)
    penulis.write("Belum terkirim")
    penulis.add_photos([jpeg(tmp_path, 1)])
    penulis.page.goto("about:blank")
    penulis.context.set_offline(False)

    penulis.page.goto(f"{penulis.portal}/akun/keluar/")
    warning = penulis.page.get_by_role("alert")
    warning.wait_for()
    expect(warning).to_contain_text("Belum terkirim")
    penulis.page.get_by_role("button", name="Keluar").click()
    penulis.page.wait_for_url(lambda url: "/akun/keluar/" not in url)

    counts = [penulis.page.evaluate(f"{STORE_COUNT}('{s}')") for s in ("naskah", "foto", "berkas")]
    assert counts == [0, 0, 0]
    # The page that opens afterwards is anyone's, and may be kept; of before nothing is there.
    assert [name for name in penulis.page.evaluate("caches.keys()") if "tulis" in name] == []
    assert set(penulis.page.evaluate(KEPT_PAGES)) <= {"/"}


def test_what_somebody_else_has_sent_meanwhile_is_not_overwritten(hp, tmp_path):
    lain, ketua = hp("ketua"), hp("ketua")
    uuid = lain.begin()
    lain.write("Dikirim dari HP lain")
    lain.add_photos([jpeg(tmp_path, 1)])
    lain.consent()
    lain.wait_state("Tersimpan di HP dan portal")
    ketua.open(f"#{uuid}")
    ketua.context.set_offline(True)
    ketua.page.fill("[name=cerita]", "Kalimat yang baru saya tambahkan.")
    ketua.page.wait_for_timeout(500)
    lain.send()
    lain.wait_arrived()

    ketua.context.set_offline(False)
    ketua.page.get_by_role("button", name="Simpan sebagai kabar baru").click()

    ketua.wait_state("Tersimpan di HP dan portal")
    assert ketua.uuid != uuid
    assert ketua.server_draft(ketua.uuid)["cerita"] == "Kalimat yang baru saya tambahkan."
