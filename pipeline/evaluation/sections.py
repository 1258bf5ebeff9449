"""Scores of headings: text, number, level, type."""

from __future__ import annotations

import re
from typing import Any

from pipeline.evaluation.fields import FieldScore, Miss, Truth, share
from pipeline.evaluation.similarity import f1, plain, similarity
from schemas.article import Article, SectionRecord

SAME_HEADING = 0.95
_NUMBER = re.compile(r"^(bab\s+)?(\d+(\.\d+)*|[ivxlc]+|[a-z])[.)]?\s+")


def score_sections(truth: Truth, article: Article) -> list[FieldScore]:
    """Return the scores of the section tree, headings paired in reading order."""
    expected, found = list(truth["headings"]), list(article.sections)
    pairs = _pair_headings(expected, found)
    unmatched = [Miss(item["text"], "") for j, item in enumerate(expected) if j not in {j for _, j in pairs}]
    invented = [Miss("", section.heading) for i, section in enumerate(found) if i not in {i for i, _ in pairs}]
    return [
        FieldScore("headings", f1(len(pairs), len(found), len(expected)), tuple(unmatched + invented)),
        _same("heading_numbers", expected, found, pairs, key="number"),
        _same("heading_levels", expected, found, pairs, key="level"),
        _same("section_types", expected, found, pairs, key="type"),
    ]


def _pair_headings(expected: list[dict[str, Any]], found: list[SectionRecord]) -> list[tuple[int, int]]:
    used: set[int] = set()
    pairs = []
    for i, section in enumerate(found):
        full = " ".join(part for part in (section.number, section.heading) if part)
        for j, item in enumerate(expected):
            if j not in used and _same_heading(full, item["text"]):
                used.add(j)
                pairs.append((i, j))
                break
    return pairs


def _same_heading(a: str, b: str) -> bool:
    first, second = (plain(text).casefold().rstrip(" .:") for text in (a, b))
    bare = [_NUMBER.sub("", text) for text in (first, second)]
    return similarity(first, second) >= SAME_HEADING or similarity(*bare) >= SAME_HEADING


def _same(
    field: str, expected: list[dict[str, Any]], found: list[SectionRecord], pairs: list[tuple[int, int]], *, key: str
) -> FieldScore:
    """Score one attribute; a heading that was not found has none of them."""
    wanted = [j for j, item in enumerate(expected) if key in item]
    by_expected = {j: i for i, j in pairs}
    misses = []
    for j in wanted:
        actual = getattr(found[by_expected[j]], key) if j in by_expected else None
        if j not in by_expected or actual != expected[j][key]:
            misses.append(Miss(f"{expected[j][key]}: {expected[j]['text']}", f"{actual}: {expected[j]['text']}"))
    return share(field, len(wanted) - len(misses), len(wanted), misses)
