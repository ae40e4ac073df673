"""The story the workspace exists for, at 360 px: join, found a KIM, and post on a dying signal."""

import re
from uuid import uuid4

from playwright.sync_api import expect

from tests.browser.orang import decide, found_kim, sign_in, sign_up
from tests.browser.penulis import PHONE, Penulis, jpeg

JUDUL = "Sungai Jongaya bersih lagi"


def test_a_new_person_founds_a_kim_and_posts_three_photos_once(portal, surat, browser, tmp_path):
    people = [browser.new_context(viewport=PHONE) for _ in range(2)]
    penulis, admin = Penulis(portal, people[0]), people[1].new_page()
    mark = uuid4().hex[:6]  # a second try meets what the first one left
    sign_up(penulis.page, portal, surat, nama="Andi Besse", email=f"andi.{mark}@uji.example")
    found_kim(penulis.page, portal, nama=f"KIM Jongaya {mark}", kode="73.71.02.1008")
    sign_in(admin, portal, "admin.makassar")
    decide(admin, portal, "komunitas/kim", mark, "Verifikasi")

    penulis.keep_shell()
    penulis.begin()
    penulis.write(f"{JUDUL} {mark}")
    penulis.add_photos([jpeg(tmp_path, number) for number in range(3)])
    penulis.consent()
    _lose_signal_after_one_photo(penulis)
    penulis.send()
    penulis.page.locator("[data-f-keadaan]", has_text="Sudah masuk").first.wait_for()
    penulis.context.set_offline(True)
    penulis.reopen()
    penulis.wait_state("dikirim saat ada sinyal")
    penulis.context.set_offline(False)
    penulis.wait_arrived()

    admin.goto(f"{portal}/admin/kegiatan/naskah/?q={mark}")
    expect(admin.locator("#result_list tbody tr")).to_have_count(1)
    admin.locator("#result_list tbody th a").click()
    expect(admin.locator("figure img")).to_have_count(3)
    for context in people:
        context.close()


def _lose_signal_after_one_photo(penulis: Penulis) -> None:
    """Let the pieces of the first photo through, and no others, as long as this tab is open."""
    seen: set[str] = set()

    def answer(route):
        if route.request.method == "PATCH":
            seen.add(route.request.url)
        if len(seen) > 1:
            route.abort()
        else:
            route.continue_()

    penulis.page.route(re.compile(r"/foto/"), answer)
