"""The plain box: marks become formatting, and formatting survives the plain box."""

import pytest

from kegiatan.plain import clean_plain, merge, to_html, to_plain
from kegiatan.prose import sanitise

A = 'rel="nofollow ugc noopener"'


@pytest.mark.parametrize(
    ("plain", "html"),
    [
        ("", ""),
        ("Satu", "<p>Satu</p>"),
        ("Satu\ndua", "<p>Satu<br>dua</p>"),
        ("Satu\n\nDua", "<p>Satu</p><p>Dua</p>"),
        ("*tebal* dan _miring_.", "<p><strong>tebal</strong> dan <em>miring</em>.</p>"),
        ("*_dua-duanya_*", "<p><strong><em>dua-duanya</em></strong></p>"),
        ("(*tebal*)", "<p>(<strong>tebal</strong>)</p>"),
        ("2*3*4 dan file_nama_baru", "<p>2*3*4 dan file_nama_baru</p>"),
        ("* bukan tebal *", "<p>* bukan tebal *</p>"),
        ("*tidak ditutup", "<p>*tidak ditutup</p>"),
        ("- padi\n- jagung", "<ul><li>padi</li><li>jagung</li></ul>"),
        ("1. satu\n2. dua", "<ol><li>satu</li><li>dua</li></ol>"),
        ("- satu\n  - dalam\n- dua", "<ul><li>satu<ul><li>dalam</li></ul></li><li>dua</li></ul>"),
        ("Bawa:\n- ember", "<p>Bawa:</p><ul><li>ember</li></ul>"),
        ("> kata warga", "<blockquote><p>kata warga</p></blockquote>"),
        ("> satu\n>\n> dua", "<blockquote><p>satu</p><p>dua</p></blockquote>"),
        ("# Hasil\nBagus", "<h2>Hasil</h2><p>Bagus</p>"),
        ("## Rincian", "<h3>Rincian</h3>"),
        ("#tagar", "<p>#tagar</p>"),
        ("1 < 2 & <b>3</b>", "<p>1 &lt; 2 &amp; &lt;b&gt;3&lt;/b&gt;</p>"),
        (
            "Lihat https://desa.example/a_b_c.",
            f'<p>Lihat <a href="https://desa.example/a_b_c" {A}>https://desa.example/a_b_c</a>.</p>',
        ),
        (
            "[situs desa](https://desa.example)",
            f'<p><a href="https://desa.example" {A}>situs desa</a></p>',
        ),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("https://", "<p>https://</p>"),
    ],
)
def test_marks_become_formatting(plain, html):
    assert to_html(plain) == html
    assert sanitise(html) == html


WRITTEN = [
    "Satu\ndua\n\n- a\n- b\n\n1. c\n2. d",
    "# Judul\n\nIsi *tebal* _miring_ *_keduanya_*\n\n> kutipan\n> dua baris",
    "- satu\n  - dua\n    - tiga\n  - empat\n- lima",
    "Tautan https://a.example/x?y=1&z=2, [nama *tebal*](https://b.example/)",
    "Tanda & < > \" ' tetap",
    "*a*\n_b_",
    "1. satu\n\n2. dua",
    "> satu\n>\n> - dua\n> - tiga",
    "Rp15.000 – 50% * 3_000",
    "😀 *😀*",
]


@pytest.mark.parametrize("plain", WRITTEN)
def test_what_was_typed_comes_back_as_it_was(plain):
    again = to_plain(to_html(plain))

    assert to_html(again) == to_html(plain)
    assert to_plain(to_html(again)) == again


@pytest.mark.parametrize("plain", WRITTEN[:6])
def test_common_texts_come_back_letter_by_letter(plain):
    assert to_plain(to_html(plain)) == plain


RICH = [
    "<p>Setengah<strong>kata</strong> dan <em>lain </em>lagi</p>",
    "<p>*bukan tebal* [bukan](tautan)</p>",
    "<ul><li><p>satu</p><p>dua</p></li></ul>",
    "teks lepas<br>dua baris<p>paragraf</p>",
    f'<p><a href="https://a.example/" {A}>satu <strong>dua</strong></a></p>',
    "<ol><li>a<ul><li>b</li></ul>c</li></ol>",
    "<blockquote>tanpa paragraf</blockquote>",
    "<p>- bukan daftar</p>",
    "<p>1 &lt; 2 &amp; 3&nbsp;kg</p>",
    "<h2>Satu <em>dua</em></h2><h3>Tiga</h3>",
]


@pytest.mark.parametrize("html", RICH)
def test_opening_and_saving_changes_nothing(html):
    html = str(sanitise(html))

    assert merge(to_plain(html), html) == html
    assert merge(to_plain(html).replace("\n", "\r\n"), html) == html


@pytest.mark.parametrize("html", RICH)
def test_formatting_elsewhere_survives_a_change(html):
    html = str(sanitise(html))
    changed = merge(to_plain(html) + "\n\nTambahan baru.", html)

    assert changed == sanitise(changed)
    assert changed.endswith("<p>Tambahan baru.</p>")
    assert changed.removesuffix("<p>Tambahan baru.</p>") == html


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    '[a](https://x.example/"onclick=alert(1))',
    'https://x.example/"><script>',
    "\ue000 https://a.example \ue000",
    "*" * 500 + "_" * 500,
    "[" * 2000,
    ">" * 20_000,
    "\n".join("  " * n + "- dalam" for n in range(140)),
    "  " * 100 + "- dalam",
    "- a\n" * 400,
    "*_" * 1000,
]


@pytest.mark.parametrize("plain", HOSTILE)
def test_hostile_text_stays_text(plain):
    html = to_html(plain)

    assert html == sanitise(html)
    assert "<script" not in html
    assert "<img" not in html
    assert " onclick=alert" not in html.replace("&quot;onclick", "")


@pytest.mark.parametrize("tag", ["blockquote", "em", "p"])
def test_deeply_nested_html_can_still_be_read(tag):
    html = str(sanitise(f"<{tag}>" * 5000 + "dalam" + f"</{tag}>" * 5000))

    assert "dalam" in to_plain(html)
    assert merge(to_plain(html), html) == html


def test_line_ends_and_blanks_are_tidied():
    assert clean_plain("a  \r\n\r\n\r\n\r\nb\n") == "a\n\nb"
