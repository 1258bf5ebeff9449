"""Words of odd glyphs become what was meant; anything else stays the same object."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.glyphs import has_low_single_quotes, map_low_quotes, restore, to_logical_order


@pytest.mark.parametrize(
    ("printed", "text", "kind"),
    [
        ("perguruan", "perguruan", ""),
        ("e\ufb01sien", "efisien", "ligature"),
        ("di\ufb00erent \ufb03 \ufb04", "different ffi ffl", "ligature"),
        ("be\ufb06", "best", "ligature"),
        ("\U0001d465\U0001d7cf", "x1", "encoding"),
        ("\u210e\u210e", "hh", "encoding"),
        ("\uf02b\uf03d\uf0b4", "+=×", "encoding"),
        ("\uf061\uf06d\uf053", "αμΣ", "encoding"),
        ("\uf0b7", "•", "encoding"),
        ("\uf8ee\uf8fb", "⎡⎦", "encoding"),
        ("\uf765\uf76e\uf731", "EN1", "encoding"),
        ("u\u00a8ber", "über", "encoding"),
        ("\u00a8uber", "über", "encoding"),
        ("al-Ma\u0304wardi\u0304", "al-Māwardī", "encoding"),
        ("Māwardī", "Māwardī", ""),
        ("aḥkām", "aḥkām", ""),
        ("Qur\u00b4an", "Qur\u00b4an", ""),
        ("Qur\u201fan", "Qur\u201fan", ""),
        ("non\u00adpemerintah", "non\u00adpemerintah", ""),
        ("“kata”", "“kata”", ""),
        ("m\u00b2", "m\u00b2", ""),
        ("\ufffd\ufffd", "\ufffd\ufffd", ""),
    ],
)
def test_words(printed: str, text: str, kind: str) -> None:
    assert restore(printed) == (text, kind)


def test_the_font_tells_wingdings_from_symbol():
    assert restore("\uf0a7", "Wingdings-Regular") == ("▪", "encoding")
    assert restore("\uf0fc", "Wingdings") == ("✓", "encoding")
    assert restore("\uf071", "Wingdings") == ("❑", "encoding")
    assert restore("\uf071", "SymbolMT") == ("θ", "encoding")
    assert restore("\uf021", "Wingdings") == ("\uf021", "")


def test_a_bullet_without_a_known_font_is_one_only_when_it_stands_alone():
    assert restore("\uf0d8") == ("➢", "encoding")
    assert restore("A\uf0d8B") == ("A¬B", "encoding")


def test_arabic_is_read_from_the_right():
    assert restore("ن\u064eاك") == ("كان\u064e", "encoding")
    assert restore("\ufefbو") == ("ولا", "encoding")  # lam-alef is one glyph of two letters in reading order
    assert restore("(4:29)ةروس") == ("سورة(4:29)", "encoding")  # brackets are mirrored, numbers keep their order


def test_presentation_forms_become_letters():
    text, kind = restore("\ufe8e\ufee8\ufe91")
    assert (text, kind) == ("بنا", "encoding")


def test_words_of_an_arabic_stretch_change_places_and_latin_ones_do_not():
    words = ["dalam", "ثالث", "29", "ثاني", "أول", "(4:29)", "kata"]
    assert [words[i] for i in to_logical_order(words)] == ["dalam", "أول", "ثاني", "29", "ثالث", "(4:29)", "kata"]
    assert to_logical_order(["satu", "dua"]) == [0, 1]


def test_low_quotes_are_mapped_with_evidence_only():
    assert has_low_single_quotes("kata \u201eadil\u201f dalam Al-Qur\u201fan")
    assert not has_low_single_quotes("das \u201eWort\u201c gilt")
    assert not has_low_single_quotes("tanpa kutipan")
    assert map_low_quotes("\u201ekata\u201f") == ("\u2018kata\u2019", "quote_mapped")
    assert map_low_quotes("kata") == ("kata", "")


@given(st.text(alphabet=st.characters(max_codepoint=0x24F, exclude_categories=["Cc", "Cs"]), max_size=12))
def test_letters_that_are_not_odd_keep_their_number_and_case(word: str) -> None:
    text, kind = restore(word)
    assert unicodedata.is_normalized("NFC", text)
    if not set(word) & set("¨¯¸"):
        assert text == unicodedata.normalize("NFC", word)
        assert (kind != "") == (text != word)


@given(st.text(max_size=8))
def test_restoring_never_fails_nor_empties_a_word(word: str) -> None:
    text, kind = restore(word)
    assert bool(text) == bool(word)
    assert kind in ("", "ligature", "encoding")
    assert (text == word) == (kind == "")
