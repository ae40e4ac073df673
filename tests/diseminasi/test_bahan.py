"""Card, notice and ZIP: what they say, that all of it fits, and who may have them."""

import io
import zipfile

import pytest
import zxingcpp
from django.core.files.storage import storages
from PIL import Image
from pypdf import PdfReader

from diseminasi.bahan.card import LEBAR, LEBAR_KAKI, SISI, card_blocks
from diseminasi.bahan.links import short_link
from diseminasi.release import correct_info, submit_info, withdraw_info
from diseminasi.tasks import deliver
from kimportal.audit.models import SYSTEM
from kimportal.images.lettering import BOLD, REGULAR, drawable, load_font
from tests.diseminasi.messages import DESK, released, write_info
from tests.factories import KimFactory

JUDUL = {
    "pendek": "Vaksin sapi gratis",
    "panjang": ("Waspada banjir bandang dan tanah longsor di kecamatan pegunungan " * 3)[:149]
    + "!",
    "tanpa-spasi": "W" * 150,
    "kata-panjang": ("Mempertanggungjawabkan " * 7)[:150].strip(),
}


@pytest.fixture
def info(cast, kim):
    info = released(cast.admin_makassar, "73.71")
    deliver(info.pk)
    return info


def read_code(picture: Image.Image) -> str:
    """Return the address in the one code of a picture, as a stranger's telephone reads it."""
    (found,) = zxingcpp.read_barcodes(picture)
    return found.text


def code_on(page: str) -> str:
    """Return the address in the page's drawing of a code."""
    side = int(page.split('class="qr" viewBox="0 0 ')[1].split()[0])
    marks = page.split('fill="#000" d="M')[1].split('"')[0].removesuffix("h1v1h-1z")
    picture = Image.new("L", (side, side), 255)
    for mark in marks.split("h1v1h-1zM"):
        picture.putpixel(tuple(map(int, mark.split())), 0)
    return read_code(picture.resize((side * 6, side * 6), Image.Resampling.NEAREST))


def pdf_of(client, address: str) -> PdfReader:
    answer = client.get(address)
    assert answer["Content-Type"] == "application/pdf"
    return PdfReader(io.BytesIO(answer.content))


def lines_in(pdf: PdfReader) -> list[tuple[float, float]]:
    """Return where each line of a PDF's page begins and ends, measured with the shipped font."""
    lines = []

    def measure(text, _, matrix, font, size):
        if text.strip():
            name = BOLD if "Bold" in font["/BaseFont"] else REGULAR
            width = load_font(name, 1000).getlength(text.strip()) * size / 1000
            lines.append((matrix[4], matrix[4] + width))

    pdf.pages[0].extract_text(visitor_text=measure)
    return lines


def test_the_code_on_the_notice_leads_to_the_message_in_the_name_of_the_kim(
    client, cast, kim, info
):
    client.force_login(cast.ketua)
    page = client.get(f"/kelola/info/{info.pk}/papan/").content.decode()

    address = code_on(page)

    assert address == short_link(info, kim)
    answer = client.get("/" + address.split("/", 3)[3], follow=True)
    assert answer.status_code == 200
    assert info.judul in answer.content.decode()
    assert address.split("://")[1].rstrip("/") in page
    assert kim.nama in page


def test_the_zip_holds_everything_to_hand_on(client, cast, kim, info):
    client.force_login(cast.ketua)

    answer = client.get(f"/kelola/info/{info.pk}/bahan.zip")

    assert answer.streaming
    assert "info-vaksin-sapi-gratis.zip" in answer["Content-Disposition"]
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert archive.testzip() is None
    assert archive.namelist() == [
        "pesan-whatsapp.txt",
        "sms.txt",
        "naskah-dibacakan.txt",
        "kartu.png",
        "kartu-teks-alternatif.txt",
        "papan-pengumuman.pdf",
    ]
    assert short_link(info, kim) in archive.read("pesan-whatsapp.txt").decode()
    assert archive.read("papan-pengumuman.pdf").startswith(b"%PDF-")
    assert Image.open(archive.open("kartu.png")).size == (SISI, SISI)


@pytest.mark.parametrize(
    "address", ["/kelola/info/{pk}/papan.pdf", DESK + "{pk}/bahan/papan.pdf"], ids=["kim", "meja"]
)
def test_the_pdf_holds_the_words_and_a_code_that_leads_to_the_message(
    client, cast, kim, info, address
):
    is_kim = address.startswith("/kelola")
    client.force_login(cast.ketua if is_kim else cast.admin_makassar)

    pdf = pdf_of(client, address.format(pk=info.pk))

    (page,) = pdf.pages
    text = " ".join(page.extract_text().split())
    for words in (
        "INFO PEMERINTAH Kota Makassar Vaksin sapi gratis Dinas Pertanian memberi vaksin sapi",
        "Yang perlu Anda lakukan Bawa sapi ke balai desa.",
        "Berlaku 5 Januari 2026 sampai ada kabar lain. Sumber: Dinas Pertanian",
        f"Tanyakan kepada {kim.nama if is_kim else 'KIM desa Anda'}.",
    ):
        assert words in text
    assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]
    (code,) = page.images
    link = read_code(code.image)
    assert link == short_link(info, kim if is_kim else None)
    client.logout()
    answer = client.get("/" + link.split("/", 3)[3], follow=True)
    assert answer.redirect_chain[0][0].startswith(info.get_absolute_url())
    assert info.judul in answer.content.decode()


@pytest.mark.parametrize("judul", JUDUL.values(), ids=JUDUL)
def test_no_line_of_the_pdf_is_wider_than_the_page_allows(client, cast, judul):
    words = {"isi": "Kalimat-panjang " * 300, "tindakan": "W" * 2000, "sumber": "m" * 200}
    info = write_info(cast.admin_makassar, "73.71", judul=judul, urgensi="darurat", **words)
    client.force_login(cast.admin_makassar)

    pdf = pdf_of(client, f"{DESK}{info.pk}/bahan/papan.pdf")

    lines = lines_in(pdf)
    assert len(pdf.pages) == 1
    assert len(lines) > 10
    margin = 130 * 72 / 200
    assert min(left for left, _ in lines) >= margin - 0.1
    assert max(right for _, right in lines) <= 595.3 - margin


def test_the_code_on_the_card_leads_to_the_message(client, info):
    card = Image.open(io.BytesIO(client.get(f"{info.get_absolute_url()}kartu.png").content))

    link = read_code(card)

    answer = client.get("/" + link.split("/", 3)[3])
    assert (answer.status_code, answer["Location"]) == (302, info.get_absolute_url())


@pytest.mark.parametrize("judul", JUDUL.values(), ids=JUDUL)
def test_the_title_stands_whole_on_the_card(cast, judul):
    info = write_info(
        cast.admin_makassar, "73.71", judul=judul, isi="Kalimat panjang. " * 300, urgensi="darurat"
    )

    blocks = card_blocks(info)

    assert "".join(blocks["judul"].lines).replace(" ", "") == judul.replace(" ", "")
    rooms = {"sumber": LEBAR_KAKI, "alamat": LEBAR_KAKI}
    assert [name for name, block in blocks.items() if block.width > rooms.get(name, LEBAR)] == []
    assert [name for name, block in blocks.items() if not block.is_whole and name != "isi"] == []


def test_nothing_is_drawn_beside_its_place(client, cast):
    """The margins of the longest card stay empty: measured in the picture itself."""
    words = {"judul": "W" * 150, "isi": "m" * 5000, "sumber": "W" * 200}
    info = write_info(cast.admin_makassar, "73.71", **words)
    client.force_login(cast.admin_makassar)

    picture = Image.open(io.BytesIO(client.get(f"{DESK}{info.pk}/bahan/kartu.png").content))

    assert picture.size == (SISI, SISI)
    for strip in ((0, 180, 70, 888), (SISI - 70, 180, SISI, 888)):
        assert picture.convert("RGB").crop(strip).getcolors() == [(70 * 708, (255, 255, 255))]


def test_signs_the_font_lacks_do_not_leave_boxes():
    assert drawable("Ḍesa 🐄 “aman” → baik\tsaja") == "Desa  “aman”  baik saja"


def test_the_card_is_made_once_and_anew_when_the_message_changes(client, cast, info):
    address = f"{info.get_absolute_url()}kartu.png"
    first = client.get(address).content
    kept = storages["private"].listdir(f"kartu/{info.pk}")[1]
    client.get(address)

    assert storages["private"].listdir(f"kartu/{info.pk}")[1] == kept

    correct_info(info, by=cast.admin_makassar, reason="Keliru.", changes={"judul": "Vaksin ayam"})

    assert client.get(address).content != first
    assert len(storages["private"].listdir(f"kartu/{info.pk}")[1]) == 1


def test_the_public_page_shows_the_card_to_those_who_share_it(client, info):
    page = client.get(info.get_absolute_url()).content.decode()

    assert f'{info.get_absolute_url()}kartu.png">' in page
    assert (
        'og:image:alt" content="Info Pemerintah dari Kota Makassar: Vaksin sapi gratis. Dinas'
        in page
    )


def test_of_a_draft_or_a_withdrawn_message_there_is_no_public_card(client, cast, info):
    draft = write_info(cast.admin_makassar, "73.71")
    withdraw_info(info, by=cast.admin_makassar, reason="Keliru.")

    assert client.get(f"/info-pemerintah/{draft.pk}/info/kartu.png").status_code == 404
    assert client.get(f"{info.get_absolute_url()}kartu.png").status_code == 404


MATERIAL = ["kartu.png", "papan/", "papan.pdf", "bahan.zip"]


@pytest.mark.parametrize("what", MATERIAL)
def test_a_kim_outside_the_target_gets_nothing(client, cast, kim, what):
    KimFactory(verified=True, wilayah_id="73.06.02.2002")
    other = released(cast.admin_sulsel, "73", "73.06")
    deliver(other.pk)
    client.force_login(cast.ketua)

    assert client.get(f"/kelola/info/{other.pk}/{what}").status_code == 404


@pytest.mark.parametrize("what", MATERIAL)
def test_before_release_a_kim_gets_nothing(client, cast, kim, what):
    draft = write_info(cast.admin_makassar, "73.71")
    client.force_login(cast.ketua)

    assert client.get(f"/kelola/info/{draft.pk}/{what}").status_code == 404


@pytest.mark.parametrize("what", MATERIAL)
def test_of_a_withdrawn_message_a_kim_gets_nothing(client, cast, kim, info, what):
    withdraw_info(info, by=SYSTEM, reason="Keliru.")
    client.force_login(cast.ketua)

    assert client.get(f"/kelola/info/{info.pk}/{what}").status_code == 404


@pytest.mark.parametrize("what", ["", *MATERIAL])
def test_the_neighbouring_admin_sees_material_only_once_it_is_meant_for_them(client, cast, what):
    own = write_info(cast.admin_makassar, "73.71")
    wide = submit_info(write_info(cast.admin_sulsel, "73"), by=cast.admin_sulsel)
    client.force_login(cast.admin_gowa)

    assert client.get(f"{DESK}{own.pk}/bahan/{what}").status_code in (302, 404)
    assert client.get(f"{DESK}{wide.pk}/bahan/{what}").status_code in (302, 404)

    sent = released(cast.admin_sulsel, "73")
    assert client.get(f"{DESK}{sent.pk}/bahan/{what}").status_code == 200


@pytest.mark.parametrize("what", ["", *MATERIAL])
def test_no_kim_opens_the_desk(client, cast, kim, info, what):
    client.force_login(cast.ketua)

    answer = client.get(f"{DESK}{info.pk}/bahan/{what}")

    assert answer.status_code != 200


def test_another_kim_of_the_user_is_never_named_by_asking(client, cast, kim, info):
    stranger = KimFactory(verified=True, wilayah_id="73.71.01.1001")
    client.force_login(cast.ketua)

    page = client.get(f"/kelola/info/{info.pk}/papan/?kim={stranger.pk}").content.decode()

    assert code_on(page) == short_link(info, kim)
