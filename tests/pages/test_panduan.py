"""Panduan: lessons that stand alone, letters whose page and Word file say the same."""

from io import BytesIO
from itertools import pairwise
from xml.etree.ElementTree import Element, fromstring

import pytest
from django.template.loader import render_to_string
from docx import Document
from docx.document import Document as DocumentType

from kimportal.pages.panduan import CONTOH, DOCX, PELAJARAN, addresses
from kimportal.pages.word_files import word_file

LESSONS = [lembar.slug for lembar in PELAJARAN]
LETTERS = [lembar.slug for lembar in CONTOH]
MUST = {
    "berita-acara": ["Ketua", "Sekretaris", "Bendahara", "seksi pengumpulan", "daftar hadir"],
    "sk-kepala-desa": ["Menimbang", "Mengingat", "MEMUTUSKAN", "Tembusan", "politik praktis"],
    "ad-art": ["ANGGARAN DASAR", "ANGGARAN RUMAH TANGGA", "ADINDA", "NIK"],
    "surat-permohonan": ["Perihal", "Kepala Dinas Komunikasi dan Informatika", "nomor KIM"],
}


def words(text: str) -> list[str]:
    return text.split()


def text_of_element(element: Element) -> str:
    return " ".join(element.itertext())


def all_text(document: DocumentType) -> list[str]:
    """Return the words of paragraphs and tables, in their order."""
    return words(
        " ".join(node.text or "" for node in document.element.body.iter() if is_text(node))
    )


def is_text(node: object) -> bool:
    return str(getattr(node, "tag", "")).endswith("}t")


def test_the_index_leads_to_every_lesson_and_letter(client, db):
    text = client.get("/panduan/").content.decode()

    assert len(addresses()) == 1 + 5 + 4
    assert [path for path in addresses()[1:] if f'href="{path}"' not in text] == []


@pytest.mark.parametrize("slug", LESSONS)
def test_a_lesson_has_an_exercise_and_can_be_printed_and_shared(slug, client, db):
    text = client.get(f"/panduan/{slug}/").content.decode()

    assert "Latihan" in text or "Lembar izin foto" in text
    assert 'data-aksi="cetak"' in text
    assert "https://wa.me/?text=" in text
    assert '"@type": "LearningResource"' in text


def test_lessons_are_walked_through_in_both_directions(client, db):
    for before, after in pairwise(LESSONS):
        first = client.get(f"/panduan/{before}/").content.decode()
        second = client.get(f"/panduan/{after}/").content.decode()
        assert f'rel="next" href="/panduan/{after}/"' in first
        assert f'rel="prev" href="/panduan/{before}/"' in second


@pytest.mark.parametrize("slug", LETTERS)
def test_a_letter_has_its_official_parts_and_blanks(slug, client, db):
    text = client.get(f"/panduan/contoh/{slug}/").content.decode()

    assert [part for part in MUST[slug] if part not in text] == []
    assert "………" in text


@pytest.mark.parametrize("lembar", CONTOH, ids=LETTERS)
def test_the_word_file_says_word_for_word_what_the_page_says(lembar, client, db):
    answer = client.get(f"/panduan/contoh/{lembar.slug}.docx")
    page = fromstring(f"<x>{render_to_string(lembar.template)}</x>")

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == DOCX
    assert f"contoh-{lembar.slug}.docx" in answer.headers["Content-Disposition"]
    document = Document(BytesIO(answer.content))
    marks = {":", "–"}  # written by the file alone: colons of <dl>, marks of lists
    in_file = [w for w in all_text(document) if w not in marks and not is_number(w)]
    in_page = [w for w in words(text_of_element(page)) if w not in marks and not is_number(w)]
    assert in_file == in_page
    assert len(in_file) > 100


def is_number(word: str) -> bool:
    """Whether the word is a number of a list ("3.", "b.") or a cell ("3")."""
    return word.rstrip(".").isdigit() or (len(word) == 2 and word.endswith(".") and word.islower())


def test_lists_count_anew_each_time():
    html = (
        "<ol><li>satu<ol type='a'><li>dalam</li></ol></li><li>dua</li></ol><ol><li>lagi</li></ol>"
    )

    document = Document(BytesIO(word_file(html, judul="Uji")))

    assert [p.text for p in document.paragraphs] == [
        "1.\tsatu",
        "a.\tdalam",
        "2.\tdua",
        "1.\tlagi",
    ]


def test_what_the_file_cannot_show_is_refused():
    with pytest.raises(KeyError):
        word_file("<p>Lihat <a href='/'>di sini</a></p>", judul="Uji")


@pytest.mark.parametrize(
    "path", ["/panduan/tidak-ada/", "/panduan/contoh/tidak-ada/", "/panduan/contoh/tidak-ada.docx"]
)
def test_an_unknown_sheet_is_not_found(path, client, db):
    assert client.get(path).status_code == 404


def test_founding_and_footer_lead_here(client, db):
    text = client.get("/mendirikan-kim/").content.decode()

    assert [slug for slug in LETTERS if f"/panduan/contoh/{slug}/" not in text] == []
    assert '<a href="/panduan/">' in text
