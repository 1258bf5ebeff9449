"""Blocks of extracted text without geometry: headings and paragraphs, from line lengths, case and sentence ends.

A paragraph ends where a sentence does and either its last line was short (the next word would have fitted) or the
next line is (it is indented). A heading is a line or a few between a finished block and the start of a sentence:
in capitals, known by its words, or with a capital on every word that carries meaning.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from pipeline.front.labels import Label, read_label
from pipeline.layout.heading_types import classify, split_number
from pipeline.raw.lines import RawLine
from pipeline.raw.widths import find_full_widths, measure

BlockKind = Literal[
    "heading", "reference_heading", "paragraph", "reference", "abstract_heading", "abstract", "keywords"
]  # fmt: skip

SENTENCE_ENDS = frozenset(".?!:;”’\"'")

FRONT_SHARE = 0.25
"""Share of the blocks within which the front matter ends, if anything shows where."""

NO_HEADING = re.compile(
    r"[^\w\s’'‘“”\"/&,:?-]|\d|:.|^(?:gambar|tabel|figure|table|fig|grafik|bagan|lampiran|issn)\b", re.IGNORECASE
)
"""Signs of formulas, addresses, names with marks, captions and dates: a capitalised line with one is no heading."""

MAX_HEADING_LINES = 3
MAX_HEADING_WORDS = 14
SMALL_WORDS = frozenset(
    ("di", "ke", "dari", "dan", "yang", "untuk", "pada", "dalam", "dengan", "atau", "bagi", "oleh", "terhadap",
     "sebagai", "antara", "para", "of", "the", "and", "in", "on", "for", "to", "a", "an", "at", "by", "from", "with",
     "as", "between", "or")
)  # fmt: skip
"""Words that stay lower case in a heading of capitalised words (PUEBI I.A.12)."""


@dataclass(slots=True)
class Block:
    """Lines that belong together."""

    kind: BlockKind
    lines: list[int] = field(default_factory=list)


class Body:
    """The body's lines in reading order: ``order`` indexes ``lines``, ``calls`` are lines that hold a call."""

    def __init__(self, lines: Sequence[RawLine], order: Sequence[int], calls: frozenset[int]) -> None:
        self.lines = lines
        self.order = order
        self.calls = calls
        self.full = find_full_widths(lines, order)
        gaps = sorted(lines[i].gap for i in order)
        self.usual_gap = gaps[len(gaps) // 2] if gaps else 0

    def line(self, k: int) -> RawLine:
        """Body line ``k``."""
        return self.lines[self.order[k]]

    def text(self, k: int) -> str:
        """The text of body line ``k``, empty beyond either end."""
        return self.line(k).text if 0 <= k < len(self.order) else ""

    def is_finished(self, k: int) -> bool:
        """Line ``k`` ends a sentence."""
        return self.text(k)[-1:] in SENTENCE_ENDS

    def is_short(self, k: int) -> bool:
        """The first word of the next line would have fitted on line ``k``."""
        following = self.text(k + 1).split(" ", 1)[0]
        return measure(f"{self.text(k)} {following}") <= self.full[self.line(k).page]

    def goes_on_after_call(self, k: int) -> bool:
        """A call stands before line ``k``, which begins with the space that follows it."""
        before = self.order[k] - 1
        return before in self.calls and self.line(k).lead > 0 and self.line(k).gap <= 1

    def is_set_off(self, k: int) -> bool:
        """More blank lines stand before line ``k`` than are usual, and no page begins there."""
        return k > 0 and self.line(k).gap > self.usual_gap and self.line(k - 1).page == self.line(k).page

    def opens_paragraph(self, k: int) -> bool:
        """Line ``k`` begins a paragraph: a sentence ended, and white space shows on one side of the line end."""
        if k == 0:
            return True
        first = self.text(k)[0]
        if self.goes_on_after_call(k) or not self.is_finished(k - 1) or first.islower():
            return False
        return self.is_short(k - 1) or self.is_indented(k) or self.is_set_off(k)

    def is_indented(self, k: int) -> bool:
        """Line ``k`` was broken early, so that something stands before it; told apart in narrow columns only."""
        return self.full[self.line(k).page] <= NARROW and k + 1 < len(self.order) and self.is_short(k)


NARROW = 25_000
"""Thousandths of the size: about 50 characters. An indent is lost in the unevenness of longer lines."""


def read_blocks(body: Body) -> list[Block]:
    """Return headings, abstracts, keywords and paragraphs in reading order; every line is in one of them."""
    blocks: list[Block] = []
    k = 0
    while k < len(body.order):
        label = read_label(body.text(k)) if _is_free(body, k) else None
        heading = _count_heading_lines(body, k) if label is None else 0
        if label is not None and label.kind != "info":
            blocks.append(_label_block(body, k, label))
            k += 1
        elif heading:
            blocks.append(_heading_block(body, k, heading))
            k += heading
        else:
            if not blocks or _opens_block(body, k, blocks[-1]):
                blocks.append(Block(_kind_after(blocks)))
            blocks[-1].lines.append(body.order[k])
            k += 1
    return _clear_front(body, blocks)


def _clear_front(body: Body, blocks: list[Block]) -> list[Block]:
    """Take back the headings above the first abstract or known heading: they are titles and people."""
    for k, block in enumerate(blocks[: max(int(FRONT_SHARE * len(blocks)), 1)]):
        text = " ".join(body.lines[i].text for i in block.lines)
        if block.kind in ("abstract_heading", "abstract") or (block.kind == "heading" and _is_known(text)):
            return [Block("paragraph", b.lines) if b.kind == "heading" else b for b in blocks[:k]] + blocks[k:]
    return blocks


def _is_free(body: Body, k: int) -> bool:
    """Nothing runs on into line ``k``, or its words are those of a main section, in capitals."""
    if k == 0 or body.is_finished(k - 1) or body.is_set_off(k) or _is_capital(body.text(k - 1)):
        return True
    return _is_capital(body.text(k)) and _is_known(body.text(k))


def _is_capital(text: str) -> bool:
    return text.isupper() and len(text) > 3


def _opens_block(body: Body, k: int, last: Block) -> bool:
    if last.kind in ("heading", "reference_heading", "abstract_heading"):
        return True
    return body.opens_paragraph(k)


def _kind_after(blocks: Sequence[Block]) -> BlockKind:
    """Text under the header of an abstract is abstract until a header or keywords come."""
    return "abstract" if blocks and blocks[-1].kind in ("abstract_heading", "abstract") else "paragraph"


def _label_block(body: Body, k: int, label: Label) -> Block:
    if label.kind == "keywords":
        return Block("keywords", [body.order[k]])
    return Block("abstract_heading" if label.alone else "abstract", [body.order[k]])


def _count_heading_lines(body: Body, k: int) -> int:
    """Return how many lines from ``k`` on are a heading, 0 for none."""
    if not _is_free(body, k) or body.goes_on_after_call(k):
        return 0
    for count in range(MAX_HEADING_LINES, 0, -1):
        texts = [body.text(j) for j in range(k, k + count)]
        if all(texts) and _is_heading(texts, body.text(k + count)):
            return count
    return 0


def _is_heading(texts: Sequence[str], following: str) -> bool:
    """Short, without a sentence's end, in capitals or capitalised throughout, and a sentence starts after it."""
    whole = " ".join(texts)
    words = split_number(whole)[1].split()
    if not 0 < len(words) <= MAX_HEADING_WORDS or whole[-1] in ".,;" or not following or following[0].islower():
        return False
    if len(texts) == 1 and _is_known(whole):
        return True
    if NO_HEADING.search(" ".join(words)) or len({_is_capital(text) for text in texts}) > 1:
        return False
    if _is_capital(whole):
        return True
    return len(words) > 1 and _is_capitalised(whole) and not _is_capitalised(following)


def _is_known(text: str) -> bool:
    kind = classify(text)
    return kind is not None and kind.exact


def _is_capitalised(text: str) -> bool:
    words = [word for word in split_number(text)[1].split() if word.lower() not in SMALL_WORDS]
    return bool(words) and all(word[0].isupper() or not word[0].isalpha() for word in words)


def _heading_block(body: Body, k: int, count: int) -> Block:
    kind = classify(" ".join(body.text(j) for j in range(k, k + count)))
    lines = list(body.order[k : k + count])
    return Block("reference_heading" if kind and kind.type == "references" else "heading", lines)
