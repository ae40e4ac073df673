"""Nothing but plain rich text is ever stored in a post."""

import pytest

from kegiatan.models import Naskah
from kegiatan.prose import plain_text, sanitise
from tests.factories import NaskahFactory

LINK = '<a href="https://desa.example/" rel="nofollow ugc noopener">desa</a>'


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("<p>Satu</p>", "<p>Satu</p>"),
        ("<h2>Hasil</h2><ul><li>padi</li></ul>", "<h2>Hasil</h2><ul><li>padi</li></ul>"),
        ("<p><b>tebal</b> <i>miring</i></p>", "<p><strong>tebal</strong> <em>miring</em></p>"),
        ('<p style="color:red" onclick="x()">a</p>', "<p>a</p>"),
        ("<script>alert(1)</script><p>a</p>", "<p>a</p>"),
        ('<img src="x" onerror="x()">', ""),
        ('<p>a</p><iframe src="https://x.example"></iframe>', "<p>a</p>"),
        ("<div>satu</div><div>dua</div>", "<p>satu</p><p>dua</p>"),
        ("<h1>Judul</h1>", "<h2>Judul</h2>"),
        ('<a href="https://desa.example/" target="_blank">desa</a>', LINK),
        ('<a href="javascript:alert(1)">x</a>', "x"),
        ('<a href="/admin/">x</a>', "x"),
        ('<a href="data:text/html,x">x</a>', "x"),
        ("1 < 2 & 3", "1 &lt; 2 &amp; 3"),
    ],
)
def test_only_plain_rich_text_survives(written, kept):
    assert sanitise(written) == kept
    assert sanitise(kept) == kept


EVIL = "<p>aman</p><script>alert(1)</script>"


@pytest.mark.django_db
def test_saving_sanitises(kim):
    naskah = NaskahFactory(kegiatan__kim=kim, isi=EVIL)

    assert naskah.isi == "<p>aman</p>"
    assert Naskah.objects.get(pk=naskah.pk).isi == "<p>aman</p>"


def test_bulk_creation_sanitises(kim):
    kegiatan = NaskahFactory(kegiatan__kim=kim, status="superseded").kegiatan
    fresh = NaskahFactory.build(kegiatan=kegiatan, isi=EVIL)

    Naskah.objects.bulk_create([fresh])

    assert Naskah.objects.get(pk=fresh.pk).isi == "<p>aman</p>"


def test_updating_rows_sanitises(kim):
    naskah = NaskahFactory(kegiatan__kim=kim)

    Naskah.objects.filter(pk=naskah.pk).update(isi=EVIL)

    assert Naskah.objects.get(pk=naskah.pk).isi == "<p>aman</p>"


def test_plain_text_has_a_line_per_paragraph_and_no_entities():
    text = "<h2>Hasil</h2><p>Beras  &amp; <strong>jagung</strong><br>dijual</p>"

    assert plain_text(text) == "Hasil\nBeras & jagung\ndijual"
