"""Hyphens at line ends: our own texts broken into lines by ``layout`` and decided again.

Texts ``id-1``, ``id-3``, ``id-5``, ``en-1`` and ``en-3`` are the tuning half, the even ones the test half, whose
errors no rule was written after. Every text is laid out at each width of ``WIDTHS`` in five ways: without soft
hyphens, with all of them, and with each taken at a chance of 0.1, 0.25 and 0.5.
"""

from __future__ import annotations

import math
import random
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from accuracy.layout import Laid, Tally, lay_out, merge, to_spans
from pipeline.text.document_hyphens import decide_document
from pipeline.text.hyphen_weights import WEIGHTS
from pipeline.text.span_text import SpanText

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


def count_classes(lang: str, half: str = "tuning") -> dict[str, tuple[int, int]]:
    """Return how many soft and hard hyphens fall into each evidence class, without and with hyphenation."""
    counts: dict[str, list[int]] = {}
    for number in HALVES[half]:
        if not has_article(lang, number):
            continue
        paragraphs = read_article(lang, number)
        for width in WIDTHS:
            for share in (0.0, 1.0):
                rng = random.Random(f"{width} {share} {paragraphs[0][:40]}")
                laid = [lay_out(text, width=width, share=share, lang=lang, rng=rng) for text in paragraphs]
                decided = decide_document(["paragraph"] * len(laid), _number_lines(laid))
                for (index, line), hyphen in decided.items():
                    count = counts.setdefault(hyphen.decision.rule, [0, 0])
                    count[not laid[index].soft[line - 1]] += 1
    return {rule: (soft, hard) for rule, (soft, hard) in sorted(counts.items())}


def weights_table(lang: str) -> str:
    """Return the counts of the tuning half with the log odds that they give, and the weights in use."""
    counts = count_classes(lang)
    soft_all, hard_all = (sum(pair[k] for pair in counts.values()) for k in (0, 1))
    lines = [f"{lang}: class, soft, hard, log odds, weight"]
    for rule, (soft, hard) in sorted(counts.items(), key=lambda item: -sum(item[1])):
        odds = math.log((soft + 0.3) / (soft_all + 0.6)) - math.log((hard + 0.3) / (hard_all + 0.6))
        weight = WEIGHTS.get(rule)
        used = "" if weight is None else f"{weight.indonesian if lang == 'id' else weight.other:.1f}"
        lines.append(f"{rule:40} {soft:5} {hard:5} {odds:6.1f} {used:>6}")
    return "\n".join(lines)


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


if __name__ == "__main__":
    sys.stdout.write(f"{weights_table('id')}\n\n{weights_table('en')}\n")
