"""Pages of pictures and pages of meaningless glyphs are told from pages of text."""

from __future__ import annotations

import pytest

from pipeline.document import BBox, Char, Page, TextLayer
from pipeline.text.layer import classify
from tests.builders import make_line, make_page

INDONESIAN = (
    "Penelitian ini membahas kerja sama daerah perbatasan dengan negara tetangga dan peran pemerintah daerah dalam "
    "meningkatkan kesejahteraan masyarakat di wilayah tersebut, yang selama ini belum banyak mendapat perhatian."
)
ENGLISH = (
    "This article discusses the cooperation of border regions with neighbouring countries and the role of the local "
    "government in raising the welfare of the people who live there, which has received little attention so far."
)
GERMAN = (
    "Der Beitrag untersucht die Zusammenarbeit der Grenzregionen mit den Nachbarländern und die Rolle der örtlichen "
    "Verwaltung bei der Hebung des Wohlstands der Menschen, die dort leben und bisher wenig beachtet worden sind."
)
SCAN = BBox(0, 0, 595, 842)


def page(text: str, *images: BBox) -> Page:
    chars = tuple(Char(char, 72 + i, 100, 73 + i, 110, 107.8, 10, 0) for i, char in enumerate(text))
    return make_page(chars=chars, images=images)


def shifted(text: str, by: int) -> str:
    return "".join(chr((ord(char) - by) % 0x110000) for char in text)


def turned(text: str, by: int) -> str:
    return "".join(chr((ord(char) - 97 + by) % 26 + 97) if "a" <= char <= "z" else char for char in text)


@pytest.mark.parametrize("text", [INDONESIAN, ENGLISH, GERMAN, INDONESIAN.upper()])
def test_text_is_native_on_pictures_too(text: str) -> None:
    assert classify(page(text * 2)) == "native"
    assert classify(page(text * 2, SCAN)) == "native"


@pytest.mark.parametrize("by", [1, 3, 5, 13, 20, 25])
@pytest.mark.parametrize("text", [INDONESIAN, ENGLISH, GERMAN])
def test_letters_shifted_round_the_alphabet_are_garbled(text: str, by: int) -> None:
    assert classify(page(turned(text.lower() * 2, by))) == "garbled"


def test_codes_shifted_by_a_constant_are_garbled():
    assert shifted("FRANCHISE", 29) == ")5$1&+,6("
    assert classify(page(shifted(INDONESIAN * 2, 29))) == "garbled"


@pytest.mark.parametrize("sign", ["\ufffd", "\ue123", "\n", "\t"])
def test_glyphs_that_map_to_nothing(sign: str) -> None:
    assert classify(page(INDONESIAN + sign * 20)) == "native"
    assert classify(page(INDONESIAN + sign * 120)) == "garbled"


@pytest.mark.parametrize(
    ("text", "images", "layer"),
    [
        ("", (), "native"),
        ("", (SCAN,), "none"),
        ("12", (SCAN,), "none"),
        ("12", (BBox(100, 100, 200, 200),), "native"),
        ("\ufffd" * 20, (), "native"),
        ("12 34,5 (0,71) " * 20, (), "native"),
        ("§$%&#*@" * 20, (), "garbled"),
    ],
)
def test_pages_with_little_text(text: str, images: tuple[BBox, ...], layer: TextLayer) -> None:
    assert classify(page(text, *images)) == layer


def test_other_scripts_are_not_judged():
    assert classify(page("بسم الله الرحمن الرحيم " * 20)) == "native"
    assert classify(page("Дипломатия приграничных регионов " * 20)) == "native"


def test_a_page_of_words_from_the_builders_is_native():
    assert classify(make_page([make_line(INDONESIAN)])) == "native"
