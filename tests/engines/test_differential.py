"""The fast engine against the reference: the same glyphs, places, sizes, fonts, lines and links, page for page.

What may differ stands in ``TOLERATED`` with its reason and its measure; anything else, and anything more, fails.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline import read_pdf
from pipeline.document import Char, Document, Font, Page, Rule
from pipeline.engines import plumber

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "samples" / "pdf").glob("*.pdf"))
SHARED = sorted((ROOT.parent / "shared" / "pdfs").glob("*.pdf"))
UNREADABLE = {
    "uksw-usaha-kuliner": "pdfminer cannot unpack the permissions of this encrypted file",
    "en-broken-tounicode-cid": "half a million glyphs that map to nothing, a second a page; garbled in every engine",
}

NEAR = 0.5
"""Points between the origins of a glyph in the two engines."""
SIZE = 0.05
"""Points between its sizes."""
RULE = 1.5
"""Points between the ends of a drawn line."""
TURNED = 2.0
"""Points along a turned line: there the fast engine gives no widths, so that a glyph's box is worked out."""


class Tolerated(NamedTuple):
    """``most`` is the number of glyphs (lines, links) a page that may differ in this ``way``."""

    way: str
    most: int
    why: str


TOLERATED: dict[str, tuple[Tolerated, ...]] = {
    "en-fn-africa-spectrum-mabira": (
        Tolerated("place", 6, "a title printed twice, 0.6 points apart: each engine keeps another one of the two"),
    ),
    "eeccis-pakar-kambing": (
        Tolerated("font", 320, "pdfminer calls a font that is not embedded Helvetica where the file says Arial"),
    ),
    "book-ekonomi-syariah-arab-bab10": (
        Tolerated("characters", 6, "two vowel signs between two letters: which one has them is a matter of a hair"),
    ),
    "manajemen-iklim-organisasi-stres": (
        Tolerated("rules", 480, "thin white boxes in a colour space of their own are reported as black"),
    ),
    "telkom-ta-stunting-overlapped-text": (
        Tolerated("characters", 5, "pieces of big brackets without a meaning: pdf_oxide takes their codes for letters"),
        Tolerated("place", 5, "the same"),
    ),
}


@cache
def read_fast(path: Path) -> Document:
    return read_pdf(path)


def pages_of(path: Path) -> list[int]:
    """First, middle and last page: the reference takes a tenth of a second for each."""
    count = len(read_fast(path).pages)
    return sorted({1, count // 2 + 1, count})


def excess(stem: str, way: str, count: int) -> int:
    """Return by how much a difference goes beyond what is tolerated."""
    return count - sum(item.most for item in TOLERATED.get(stem, ()) if item.way == way)


def ink(page: Page) -> list[Char]:
    return [char for char in page.chars if not char.text.isspace() and char.text != "\ufffd"]


def partner(char: Char, others: dict[str, list[Char]]) -> Char | None:
    """Return the same character nearest in the other engine, None where none is near."""
    along = TURNED if char.rotation else NEAR
    for other in sorted(
        others.get(char.text, ()), key=lambda other: abs(other.x0 - char.x0) + abs(other.top - char.top)
    ):
        if abs(other.x0 - char.x0) <= along and abs(other.top - char.top) <= along:
            return other
        return None
    return None


def differences(fast: Page, fonts: Sequence[Font], slow: Page, slow_fonts: Sequence[Font]) -> Counter[str]:
    """Return how many glyphs of a page differ in which way."""
    found: Counter[str] = Counter()
    mine, theirs = ink(fast), ink(slow)
    counts = Counter(char.text for char in mine), Counter(char.text for char in theirs)
    found["characters"] = ((counts[0] - counts[1]) + (counts[1] - counts[0])).total()
    others: dict[str, list[Char]] = {}
    for char in theirs:
        others.setdefault(char.text, []).append(char)
    for char in mine:
        other = partner(char, others)
        if other is None:
            found["place"] += char.text in others
            continue
        found["baseline"] += abs(char.baseline - other.baseline) > NEAR
        found["size"] += abs(char.size - other.size) > SIZE
        found["rotation"] += char.rotation != other.rotation
        found["font"] += fonts[char.font].name != slow_fonts[other.font].name
        found["style"] += fonts[char.font][1:] != slow_fonts[other.font][1:]
        found["width"] += not char.rotation and abs(char.x1 - other.x1) > NEAR
    if not found["characters"] and not found["place"]:
        found["order"] = sum(a.text != b.text for a, b in zip(mine, theirs, strict=True))
    return found


def unmatched(rules: Iterable[Rule], others: Sequence[Rule]) -> int:
    return sum(
        not any(max(abs(a - b) for a, b in zip(rule, other, strict=True)) <= RULE for other in others) for rule in rules
    )


def compare(path: Path) -> None:
    doc = read_fast(path)
    numbers = pages_of(path)
    slow = plumber.read_pages(path.read_bytes(), only=frozenset(numbers))
    assert slow.failed == ()
    wrong = []
    for number, reference in zip(numbers, slow.pages, strict=True):
        page = doc.pages[number - 1]
        assert (page.width, page.height, page.rotation) == pytest.approx(
            (reference.width, reference.height, reference.rotation), abs=0.01
        )
        found = differences(page, doc.fonts, reference, slow.fonts)
        found["rules"] = unmatched(page.rules, reference.rules) + unmatched(reference.rules, page.rules)
        found["links"] = abs(len(page.links) - len(reference.links)) + sum(
            a.uri != b.uri for a, b in zip(sorted(page.links), sorted(reference.links), strict=False)
        )
        wrong += [f"page {number}: {count} {way}" for way, count in found.items() if excess(path.stem, way, count) > 0]
    assert wrong == []


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples(path: Path) -> None:
    compare(path)


@pytest.mark.skipif(not SHARED, reason="the collection of journals is not here")
@pytest.mark.parametrize("path", SHARED, ids=lambda path: path.stem)
def test_journals(path: Path) -> None:
    if path.stem in UNREADABLE:
        pytest.skip(UNREADABLE[path.stem])
    compare(path)


def test_a_difference_is_found():
    """The comparison itself: a missing letter, one that is moved, one in another font, one that is too big."""
    fonts = (Font("Serif", False, False), Font("Sans", True, False))
    row = [Char(text, 72 + 6 * i, 92.2, 77 + 6 * i, 102.2, 100, 10, 0) for i, text in enumerate("abcdefgh")]
    page = Page(1, 595, 842, chars=tuple(row))
    odd = [
        row[1]._replace(x0=row[1].x0 + 3),
        row[2]._replace(font=1),
        row[3]._replace(size=11),
        row[4]._replace(rotation=90),
        row[5]._replace(x1=row[5].x1 + 2),
        row[6]._replace(text="x"),
        row[7],
    ]
    found = differences(page, fonts, Page(1, 595, 842, chars=tuple(odd)), fonts)
    assert {way: count for way, count in found.items() if count} == {
        "characters": 3, "place": 1, "font": 1, "style": 1, "size": 1, "rotation": 1, "width": 1,
    }  # fmt: skip
    assert differences(page, fonts, page, fonts).total() == 0


def test_every_toleration_is_of_a_file_that_is_compared():
    known = {path.stem for path in (*SAMPLES, *SHARED)}
    assert not SHARED or {*TOLERATED, *UNREADABLE} <= known
