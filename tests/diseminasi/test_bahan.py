"""Card, notice and ZIP: what they say, that all of it fits, and who may have them."""

import io
import zipfile

import pytest
from django.core.files.storage import storages
from PIL import Image

from diseminasi.bahan.card import LEBAR, SISI, card_blocks
from diseminasi.bahan.links import short_link
from diseminasi.bahan.qr import qr_rows
from diseminasi.release import correct_info, submit_info, withdraw_info
from diseminasi.tasks import deliver
from kimportal.audit.models import SYSTEM
from kimportal.images.lettering import drawable
from tests.diseminasi.messages import DESK, released, write_info
from tests.diseminasi.qr_reader import read_qr
from tests.factories import KimFactory

JUDUL = {
    "pendek": "Vaksin sapi gratis",
    "panjang": ("Waspada banjir bandang dan tanah longsor di kecamatan pegunungan " * 3)[:149]
    + "!",
    "tanpa-spasi": "W" * 150,
}


@pytest.fixture
def info(cast, kim):
    info = released(cast.admin_makassar, "73.71")
    deliver(info.pk)
    return info


def modules_of(picture: Image.Image) -> list[list[bool]]:
    """Return the modules of the code in a picture of nothing else, black on white."""
    dark = Image.eval(picture.convert("L"), lambda value: 255 if value < 128 else 0)
    left, top, right, bottom = dark.getbbox()
    line = [dark.getpixel((x, top)) for x in range(left, right)]
    step = line.index(0) // 7  # the corner square is seven modules wide
    places = range(step // 2, right - left, step)
    return [
        [dark.getpixel((left + x, top + y)) > 0 for x in places]
        for y in range(step // 2, bottom - top, step)
    ]


def modules_of_svg(page: str) -> list[list[bool]]:
    """Return the modules that the page's drawing of the code makes dark."""
    side = int(page.split('class="qr" viewBox="0 0 ')[1].split()[0])
    marks = page.split('fill="#000" d="M')[1].split('"')[0].removesuffix("h1v1h-1z")
    dark = {tuple(map(int, mark.split())) for mark in marks.split("h1v1h-1zM")}
    return [[(x, y) in dark for x in range(side)] for y in range(side)]


@pytest.mark.parametrize("length", [1, 20, 36, 60, 90])
def test_the_reader_reads_what_qrcode_writes(length):
    address = ("http://kim.go.id/i/2f-k3x/" + "9abc" * 20)[:length]

    assert read_qr(qr_rows(address)) == address


def test_the_code_on_the_notice_leads_to_the_message_in_the_name_of_the_kim(
    client, cast, kim, info
):
    client.force_login(cast.ketua)
    page = client.get(f"/kelola/info/{info.pk}/papan/").content.decode()

    address = read_qr(modules_of_svg(page))

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


def test_the_code_in_the_pdf_is_read_too(client, cast, kim, info):
    client.force_login(cast.ketua)
    answer = client.get(f"/kelola/info/{info.pk}/bahan.zip")
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    pdf = archive.read("papan-pengumuman.pdf")

    # The page is one JPEG inside the file.
    start = pdf.index(b"\xff\xd8\xff")
    page = Image.open(io.BytesIO(pdf[start : pdf.rindex(b"\xff\xd9") + 2]))

    assert page.size == (1654, 2339)
    assert read_qr(modules_of(page.crop((130, 1689, 650, 2209)))) == short_link(info, kim)


@pytest.mark.parametrize("judul", JUDUL.values(), ids=JUDUL)
def test_the_title_stands_whole_on_the_card(cast, judul):
    info = write_info(
        cast.admin_makassar, "73.71", judul=judul, isi="Kalimat panjang. " * 300, urgensi="darurat"
    )

    blocks = card_blocks(info)

    assert "".join(blocks["judul"].lines).replace(" ", "") == judul.replace(" ", "")
    assert [name for name, block in blocks.items() if block.width > LEBAR] == []
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


MATERIAL = ["kartu.png", "papan/", "bahan.zip"]


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

    assert read_qr(modules_of_svg(page)) == short_link(info, kim)
