"""Scores of the reference list: entries and their fields."""

from __future__ import annotations

import re
from typing import Any

from pipeline.evaluation.fields import ALIKE, RELATED, FieldScore, Miss, Truth, share
from pipeline.evaluation.similarity import Pair, f1, letters, pair_up, plain
from schemas.article import Article, ReferenceRecord

FIELDS = ("year", "title", "container", "volume", "issue", "pages", "publisher", "doi", "url", "accessed")
_MARKER = re.compile(r"^\s*(\[\d+\]|\d{1,3}[.)])\s+")


def score_references(truth: Truth, article: Article) -> list[FieldScore]:
    """Return the scores of the reference list."""
    wanted = [_MARKER.sub("", plain(text)) for text in truth["references"]]
    found = [_MARKER.sub("", plain(item.text)) for item in article.references]
    pairs = pair_up(found, wanted, RELATED)
    by_expected = {pair.expected: pair.actual for pair in pairs}
    misses = [
        Miss(text, found[by_expected[j]] if j in by_expected else "")
        for j, text in enumerate(wanted)
        if j not in by_expected or found[by_expected[j]] != text
    ]
    extra = [Miss("", text) for i, text in enumerate(found) if i not in {pair.actual for pair in pairs}]
    exact = sum(found[pair.actual] == wanted[pair.expected] for pair in pairs)
    close = sum(pair.likeness >= ALIKE for pair in pairs)
    out = [
        share("references_exact", exact, len(wanted), misses),
        FieldScore("references_f1", f1(close, len(found), len(wanted)), tuple(misses + extra)),
    ]
    if "reference_fields" in truth:
        out.append(_fields(truth["reference_fields"], article.references, pairs))
    return out


def _fields(wanted: list[dict[str, Any]], found: tuple[ReferenceRecord, ...], pairs: list[Pair]) -> FieldScore:
    """Score fields, micro-averaged over all entries: F1 of equal values, signs and case left aside."""
    hits = n_found = 0
    n_wanted = sum(len(_values(item)) for item in wanted)
    misses = []
    for pair in pairs:
        expected = _values(wanted[pair.expected])
        actual = _record_values(found[pair.actual], {name for field, name in expected if field == "author"})
        hits += len(expected & actual)
        n_found += len(actual)
        gone, odd = sorted(expected - actual), sorted(actual - expected)
        if gone or odd:
            misses.append(Miss("; ".join(map(": ".join, gone)), "; ".join(map(": ".join, odd))))
    return FieldScore("reference_fields", f1(hits, n_found, n_wanted), tuple(misses))


def _values(item: dict[str, Any]) -> set[tuple[str, str]]:
    """Return the fields of a truth entry in comparable form, one for each author."""
    out = {(name, _value(name, item[name])) for name in FIELDS if item.get(name) not in (None, "")}
    return out | {("author", _name(author.get("given"), author.get("family"))) for author in item["authors"]}


def _record_values(item: ReferenceRecord, wanted: set[str]) -> set[tuple[str, str]]:
    """Return the fields of an entry; ``wanted`` are the names that its truth has."""
    out = {(name, _value(name, getattr(item, name))) for name in FIELDS if getattr(item, name) is not None}
    for author in item.authors:
        whole = _name(" ".join(part for part in (author.given, author.family) if part), None)
        out.add(("author", whole if whole in wanted else _name(author.given, author.family)))
    return out


def _name(given: str | None, family: str | None) -> str:
    """Return a name's letters, family name first.

    The truth gives no family name to one-word and corporate authors: theirs are compared as a whole, whatever
    part of them the record takes for which.
    """
    if given and family:
        return f"{letters(family)}, {letters(given)}"
    return letters(given or family)


def _value(name: str, value: object) -> str:
    if name in ("doi", "url"):
        return re.sub(r"^(https?://)?(dx\.)?(doi\.org/|www\.)?", "", plain(str(value)).casefold()).rstrip("/.")
    if name == "pages":
        return plain(str(value)).replace(" ", "")
    return letters(str(value))
