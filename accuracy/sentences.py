"""How often sentence ends are found in academic text full of abbreviations.

``data/language/sentences.txt`` marks the ends inside each paragraph by ``|``. Counted are the boundaries between two
sentences of a paragraph; the ends of paragraphs are given and do not count. ``joined`` sets run all paragraphs of a
half together, so that every paragraph end has to be found as well.
"""

from __future__ import annotations

from typing import NamedTuple

from accuracy.corpora.language import HALVES, read_lines
from pipeline.language.sentence_rules import find_sentences


class Boundaries(NamedTuple):
    """Boundaries found, given and true."""

    found: int
    given: int
    true: int

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.found / (self.given + self.true)


def compare(sentences: list[str]) -> Boundaries:
    """Return how well the boundaries between ``sentences``, run together with single spaces, are found."""
    text = " ".join(sentences)
    starts: set[int] = set()
    position = 0
    for sentence in sentences[:-1]:
        position += len(sentence) + 1
        starts.add(position)
    given = {start for start, _ in find_sentences(text)[1:]}
    return Boundaries(len(starts & given), len(given), len(starts))


def measure_paragraphs(half: str) -> Boundaries:
    """Return the boundaries inside the paragraphs of a half, each read alone."""
    counts = [compare(line.split("|")) for line in read_lines("sentences.txt", half)]
    return Boundaries(*map(sum, zip(*counts, strict=True)))


def measure_joined(half: str) -> Boundaries:
    """Return the boundaries of all paragraphs of a half that end in a mark, run together as one text."""
    sentences = [
        sentence for line in read_lines("sentences.txt", half) if line[-1] in ".?!”" for sentence in line.split("|")
    ]
    return compare(sentences)


def measure() -> dict[str, float]:
    """Return the figures of the test half under the names that ``floors.json`` uses, as shares."""
    return {"sentences.paragraphs": measure_paragraphs("test").f1, "sentences.joined": measure_joined("test").f1}


def tables() -> str:
    """Return what ``python -m accuracy sentences`` prints."""
    rows = [f"{'sentences':24}{'half':>10}{'found':>8}{'given':>8}{'true':>8}{'F1':>9}"]
    for name, get in (("paragraphs", measure_paragraphs), ("joined", measure_joined)):
        for half in HALVES:
            count = get(half)
            rows.append(f"{name:24}{half:>10}{count.found:8}{count.given:8}{count.true:8}{100 * count.f1:9.2f}")
    return "\n".join(rows)
