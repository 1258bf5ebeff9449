"""How well reference entries are read into fields, on strings written and labelled for this project.

``data/references.jsonl``: one entry a line with its true fields. Even lines (0, 2, ...) are for tuning, odd
lines for testing; the split is by position, so both halves hold every style. A value counts as right when it
equals the truth after case, punctuation and white space are taken away; each author is one value.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.fields import Reference
from pipeline.references.fields import parse

DATA = Path(__file__).parent / "data" / "references.jsonl"
FIELDS = (
    "marker", "authors", "year", "title", "container", "volume", "issue", "pages", "publisher", "doi", "url",
    "accessed",
)  # fmt: skip
HALVES = ("tuning", "test")


class Count(NamedTuple):
    """Values right, values given, values in the truth."""

    right: int = 0
    given: int = 0
    true: int = 0

    def plus(self, other: Count) -> Count:
        """Return the sums."""
        return Count(self.right + other.right, self.given + other.given, self.true + other.true)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1.0 where there is nothing to find and nothing was given."""
        return 2 * self.right / (self.given + self.true) if self.given + self.true else 1.0


def read_cases(half: str) -> list[dict[str, Any]]:
    """Return the labelled entries of a half."""
    lines = DATA.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines[HALVES.index(half) :: 2]]


def compare(case: dict[str, Any], got: Reference) -> dict[str, Count]:
    """Return the counts of one entry, per field."""
    counts = {}
    for field in FIELDS:
        if field == "authors":
            want = Counter(f"{_plain(a['family'])}|{_plain(a['given'])}" for a in case["authors"])
            have = Counter(f"{_plain(a.family)}|{_plain(a.given)}" for a in got.authors)
        else:
            want = Counter([_plain(case[field])] if case.get(field) is not None else [])
            value = getattr(got, field)
            have = Counter([_plain(value)] if value is not None else [])
        counts[field] = Count((want & have).total(), have.total(), want.total())
    return counts


def score(half: str) -> tuple[dict[str, Count], dict[str, Count]]:
    """Return the counts of a half, by field and by style."""
    by_field: dict[str, Count] = defaultdict(Count)
    by_style: dict[str, Count] = defaultdict(Count)
    for case in read_cases(half):
        for field, count in compare(case, parse(case["text"])).items():
            by_field[field] = by_field[field].plus(count)
            by_style[case["style"]] = by_style[case["style"]].plus(count)
    return by_field, by_style


def measure() -> dict[str, float]:
    """Return micro F1 of both halves, of all fields together and of each."""
    figures = {}
    for half in HALVES:
        by_field, _ = score(half)
        total = Count()
        for field in FIELDS:
            total = total.plus(by_field[field])
            figures[f"references.{half}.{field}"] = round(by_field[field].f1, 4)
        figures[f"references.{half}"] = round(total.f1, 4)
    return figures


def tables() -> str:
    """Return the figures as Markdown tables, by field and by style."""
    scores = [score(half) for half in HALVES]
    rows = ["| field | tuning F1 | test F1 | test values |", "|---|---|---|---|"]
    for field in FIELDS:
        tuning, test = (by_field[field] for by_field, _ in scores)
        rows.append(f"| {field} | {tuning.f1:.3f} | {test.f1:.3f} | {test.true} |")
    totals = [_total(by_field) for by_field, _ in scores]
    rows.append(f"| **all (micro)** | **{totals[0].f1:.3f}** | **{totals[1].f1:.3f}** | {totals[1].true} |")
    rows += ["", "| style | tuning F1 | test F1 | test values |", "|---|---|---|---|"]
    for style in sorted(scores[0][1]):
        tuning, test = (by_style[style] for _, by_style in scores)
        rows.append(f"| {style} | {tuning.f1:.3f} | {test.f1:.3f} | {test.true} |")
    return "\n".join(rows)


def _total(counts: dict[str, Count]) -> Count:
    total = Count()
    for field in sorted(counts):
        total = total.plus(counts[field])
    return total


def _plain(value: object) -> str:
    if value is None:
        return ""
    text = unicodedata.normalize("NFKC", str(value)).casefold()
    return re.sub(r"[\W_]+", "", text)


if __name__ == "__main__":
    sys.stdout.write(tables() + "\n")
