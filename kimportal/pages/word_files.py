"""A letter as a Word file, made from the very HTML of its page, so that there is one source.

Knows what the letters in templates/panduan/contoh/ are made of: headings, paragraphs,
lists, tables, `<dl>` for "Nomor : …", `<div class="signatures">`, and a `class` of
`center`, `right` or `new-page`. Their HTML is well-formed XML. Anything else is a
programming error (KeyError), which a test finds.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from xml.etree.ElementTree import Element, fromstring

from django.utils import timezone
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

INDENT = Cm(0.75)
TERM_WIDTHS = (Cm(3.2), Cm(0.5), Cm(12.3))
SIGNATURE_SPACE = "\n" * 4
ALIGNMENTS = {"center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}


def word_file(html: str, *, judul: str) -> bytes:
    """Return the letter as .docx: A4, Arial 11."""
    document = Document()
    _set_up(document, judul)
    # Our own template, never what somebody sent.
    _Writer(document).blocks(fromstring(f"<letter>{html}</letter>"))  # noqa: S314 # nosec B314
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _set_up(document: WordDocument, judul: str) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Arial", Pt(11)
    style.paragraph_format.space_after = Pt(6)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "Arial")
    properties = document.core_properties
    properties.title, properties.author, properties.language = judul, "Portal KIM", "id-ID"
    properties.comments = ""
    properties.created = properties.modified = timezone.now()


class _Writer:
    """Writes elements one after the other into `parent`: the document, or a table's cell."""

    def __init__(self, parent: WordDocument | _Cell, depth: int = 0) -> None:
        self.parent = parent
        self.depth = depth
        self.kinds: dict[str, Callable[[Element], None]] = {
            "h2": self.heading,
            "h3": self.heading,
            "h4": self.heading,
            "p": self.paragraph,
            "ol": self.list,
            "ul": self.list,
            "dl": self.terms,
            "table": self.table,
            "div": self.division,
        }

    def blocks(self, parent: Element) -> None:
        for element in parent:
            self.kinds[element.tag](element)

    def heading(self, element: Element) -> None:
        paragraph = self._paragraph(element)
        paragraph.alignment = ALIGNMENTS["center"]
        paragraph.paragraph_format.keep_with_next = True
        for run in paragraph.runs:
            run.bold = True

    def paragraph(self, element: Element) -> None:
        paragraph = self._paragraph(element)
        if align := _class(element):
            paragraph.alignment = ALIGNMENTS[align]

    def list(self, element: Element) -> None:
        """Write numbers as text: Word's own numbering would run on from list to list."""
        for position, item in enumerate(element):
            paragraph = self._paragraph(item, prefix=_mark(element, position) + "\t")
            indent = paragraph.paragraph_format
            indent.left_indent = INDENT * (self.depth + 1)
            indent.first_line_indent = -INDENT
            indent.space_after = Pt(3)
            indent.tab_stops.add_tab_stop(INDENT * (self.depth + 1))
            inner = _Writer(self.parent, self.depth + 1)
            for child in item:
                if child.tag in ("ol", "ul"):
                    inner.list(child)

    def terms(self, element: Element) -> None:
        """Write `<dl>` as columns without lines; `<dd>` holds text or blocks."""
        terms = element.findall("dt")
        table = self.parent.add_table(rows=len(terms), cols=3)
        table.autofit = False
        for row, term, value in zip(table.rows, terms, element.findall("dd"), strict=True):
            for cell, width in zip(row.cells, TERM_WIDTHS, strict=True):
                cell.width = width
            _fill(row.cells[0].paragraphs[0], term)
            row.cells[1].text = ":"
            self._fill_cell(row.cells[2], value)
        self._gap()

    def table(self, element: Element) -> None:
        rows = list(element.iter("tr"))
        table = self.parent.add_table(rows=len(rows), cols=len(rows[0]))
        table.style, table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
        for row, source in zip(table.rows, rows, strict=True):
            for cell, content in zip(row.cells, source, strict=True):
                _fill(cell.paragraphs[0], content, bold=content.tag == "th")
                cell.paragraphs[0].paragraph_format.space_after = Pt(2)
        self._gap()

    def division(self, element: Element) -> None:
        """Write signatures side by side; a new page block by block."""
        if _class(element) == "new-page":
            self.parent.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            self.blocks(element)
            return
        columns = {"signatures": len(element), "signatures signatures--right": 2}[_class(element)]
        table = self.parent.add_table(rows=1, cols=columns)
        for cell, person in zip(table.rows[0].cells[-len(element) :], element, strict=True):
            _fill(cell.paragraphs[0], person, before_strong=SIGNATURE_SPACE)
            cell.paragraphs[0].alignment = ALIGNMENTS["center"]
        self._gap()

    def _paragraph(self, element: Element, prefix: str = "") -> Paragraph:
        paragraph = self.parent.add_paragraph()
        _fill(paragraph, element, prefix=prefix)
        return paragraph

    def _fill_cell(self, cell: _Cell, element: Element) -> None:
        first = cell.paragraphs[0]
        if any(child.tag in self.kinds for child in element):
            _Writer(cell).blocks(element)
            first._element.getparent().remove(first._element)
        else:
            _fill(first, element)

    def _gap(self) -> None:
        self.parent.add_paragraph().paragraph_format.space_after = Pt(0)


def _class(element: Element) -> str:
    return element.get("class", "")


def _mark(element: Element, position: int) -> str:
    if element.tag == "ul":
        return "–"
    return f"{chr(ord('a') + position) if element.get('type') == 'a' else position + 1}."


def _fill(
    paragraph: Paragraph,
    element: Element,
    *,
    prefix: str = "",
    bold: bool = False,
    before_strong: str = "",
) -> None:
    """Put the text of `element` into `paragraph`, with its line breaks and bold words."""
    parts = [(prefix, bold), (_squeeze(element.text).lstrip(), bold)]
    for child in element:
        tail = _squeeze(child.tail)
        if child.tag == "br":
            parts.append(("\n", bold))
            tail = tail.lstrip()
        elif child.tag == "strong":
            parts.append((before_strong + _squeeze(child.text), True))
        elif child.tag not in ("ol", "ul"):
            raise KeyError(child.tag)
        parts.append((tail, bold))
    for text, is_bold in parts:
        if text:
            paragraph.add_run(text).bold = is_bold or None


def _squeeze(text: str | None) -> str:
    """Line ends and indents of the file mean nothing: make each run of them one blank."""
    return re.sub(r"\s+", " ", text or "")
