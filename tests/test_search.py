"""The machinery of searching: cleaning a query, marking matches, guessing misspelt words."""

import pytest

from kimportal.search import (
    clean_query,
    correct_words,
    is_searchable,
    mark_words,
    marked,
    passage,
    short_name,
)


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("  ikan   lele ", "ikan lele"),
        ("ikan\x00lele\n\t", "ikan lele"),
        ("ﬁlm\u200b", "film"),
        ("x" * 10_000, "x" * 100),
        ("", ""),
    ],
)
def test_clean_query_makes_one_short_line(typed, cleaned):
    assert clean_query(typed) == cleaned


@pytest.mark.parametrize(("q", "expected"), [("%_", False), ("a", False), ("a!b", True)])
def test_two_letters_or_digits_make_a_query(q, expected):
    assert is_searchable(q) is expected


@pytest.mark.parametrize("first", ["Kelompok", "KOMUNITAS"])
def test_both_full_names_mean_kim(first):
    assert short_name(f"{first} Informasi  Masyarakat Mariso") == "KIM Mariso"


def test_marked_escapes_everything_but_its_own_marks():
    text = "\ue000layan\ue001 <b>&lt;script&gt;</b> \ue000\ue001\ue001 \ue000tak tutup"

    assert marked(text) == ("<mark>layan</mark> &lt;b&gt;&lt;script&gt;&lt;/b&gt;  tak tutup")


@pytest.mark.parametrize(
    ("cut", "shown"),
    [
        ("Warga \ue000latihan\ue001.", "Warga <mark>latihan</mark>."),
        ("\ue000latihan\ue001 teratur. Warga", "… <mark>latihan</mark> teratur. Warga …"),
        ("Kader \ue000dilatih\ue001", "Kader <mark>dilatih</mark> …"),
    ],
)
def test_a_cut_passage_says_so(cut, shown):
    assert passage(cut) == shown


def test_mark_words_marks_beginnings_and_likenesses():
    assert mark_words("KIM Rappocini <Cerdas>", "rapocini cer") == (
        "KIM <mark>Rappocini</mark> &lt;<mark>Cerdas</mark>&gt;"
    )


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("peltihan ikan", "pelatihan ikan"),
        ("Makasar", "makassar"),
        ("pelatihan", None),
        ("qqqq", None),
    ],
)
def test_correct_words(q, expected):
    assert correct_words(q, ["Pelatihan budi daya ikan", "Kota Makassar"]) == expected
