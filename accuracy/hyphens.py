"""Hyphens at line ends: our own texts broken into lines by ``layout`` and decided again.

Texts ``id-1``, ``id-3``, ``id-5``, ``en-1`` and ``en-3`` are the tuning half, the even ones the test half, whose
errors no rule was written after. Every text is laid out at each width of ``WIDTHS`` in five ways: without soft
hyphens, with all of them, and with each taken at a chance of 0.1, 0.25 and 0.5.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from accuracy.layout import Laid, Tally, lay_out, merge, to_spans
from pipeline.document_hyphens import decide_document
from pipeline.span_text import SpanText

TEXTS = Path(__file__).parent / "texts"
HALVES = {"tuning": (1, 3, 5), "test": (2, 4, 6)}
WIDTHS = tuple(range(34, 81, 2))
"""Characters a line: 34 is a narrow column of two, 80 a page of one."""

SHARES = {"off": (0.0,), "on": (1.0,), "mixed": (0.1, 0.25, 0.5)}


class Row(NamedTuple):
    """A line of the table."""

    lang: str
    half: str
    regime: str
    tally: Tally


def count_rows(
    langs: Iterable[str] = ("id", "en"), halves: Iterable[str] = HALVES, widths: Sequence[int] = WIDTHS
) -> list[Row]:
    """Return the tallies of each language, half and regime."""
    rows = []
    for lang in langs:
        for half in halves:
            articles = [read_article(lang, number) for number in HALVES[half] if has_article(lang, number)]
            for regime, shares in SHARES.items():
                tallies = [
                    decide(article, width=width, share=share, lang=lang)
                    for article in articles
                    for width in widths
                    for share in shares
                ]
                rows.append(Row(lang, half, regime, merge(tallies)))
    return rows


def has_article(lang: str, number: int) -> bool:
    """Return whether there is a text of that number; English has four."""
    return (TEXTS / f"{lang}-{number}.txt").is_file()


def read_article(lang: str, number: int) -> list[str]:
    """Return the paragraphs of a text."""
    content = (TEXTS / f"{lang}-{number}.txt").read_text(encoding="utf-8")
    return [line for line in content.splitlines() if line]


def decide(paragraphs: Sequence[str], *, width: int, share: float, lang: str) -> Tally:
    """Break an article into lines, decide its hyphens as the texts stage does, and compare."""
    rng = random.Random(f"{width} {share} {paragraphs[0][:40]}")
    laid = [lay_out(text, width=width, share=share, lang=lang, rng=rng) for text in paragraphs]
    spans = _number_lines(laid)
    decided = decide_document(["paragraph"] * len(laid), spans)
    tally = Tally()
    for index, paragraph in enumerate(laid):
        for line, soft in paragraph.soft.items():
            hyphen = decided.get((index, line + 1))
            keep = hyphen is None or hyphen.decision.keep
            tally = tally.plus(soft, keep != soft)
    return tally


def _number_lines(laid: Sequence[Laid]) -> list[list[SpanText]]:
    spans, first = [], 0
    for paragraph in laid:
        spans.append(to_spans(paragraph, first))
        first += len(paragraph.lines)
    return spans


def format_rows(rows: Sequence[Row]) -> str:
    """Return the table as text."""
    lines = ["lang half    regime  hyphens  right %   soft %   hard %"]
    for lang, half, regime, tally in rows:
        soft = 100 * tally.soft_right / tally.soft if tally.soft else 100.0
        hard = 100 * tally.hard_right / tally.hard if tally.hard else 100.0
        lines.append(
            f"{lang:4} {half:7} {regime:6} {tally.soft + tally.hard:8}  {100 * tally.accuracy():7.2f}"
            f"  {soft:7.2f}  {hard:7.2f}"
        )
    return "\n".join(lines)


def measure(widths: Sequence[int] = WIDTHS) -> dict[str, float]:
    """Return the figures of the test half under the names that ``floors.json`` uses, as shares."""
    found = {}
    for lang, _, regime, tally in count_rows(halves=("test",), widths=widths):
        found[f"hyphens.{lang}.{regime}"] = tally.accuracy()
        found[f"hyphens.{lang}.{regime}.hard"] = tally.hard_right / tally.hard
    return found


def tables() -> str:
    """Return what ``python -m accuracy hyphens`` prints."""
    return format_rows(count_rows())
