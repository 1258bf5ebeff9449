"""Scores of footnotes: text, anchors, and what short notes refer to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.evaluation.fields import ALIKE, RELATED, FieldScore, Miss, Truth, share
from pipeline.evaluation.similarity import Pair, f1, pair_up, plain, similarity
from schemas.article import Article, FootnoteRecord

BEFORE = 24
"""Characters before an anchor that say where it stands."""
SHORT_FORMS = ("ibid", "op_cit", "loc_cit", "supra")


def score_notes(truth: Truth, article: Article) -> list[FieldScore]:
    """Return the scores of footnotes; notes of one marker are told apart by their text."""
    expected, found = list(truth["footnotes"]), _notes_of_the_text(truth, article)
    wanted, texts = [plain(item["text"]) for item in expected], [plain(note.text) for note in found]
    pairs = pair_up(texts, wanted, RELATED, allowed=lambda i, j: found[i].marker == str(expected[j]["marker"]))
    right = {pair.expected: pair for pair in pairs}
    misses = [
        Miss(f"{item['marker']} {wanted[j]}", f"{item['marker']} {texts[right[j].actual]}" if j in right else "")
        for j, item in enumerate(expected)
        if j not in right or texts[right[j].actual] != wanted[j]
    ]
    extra = [Miss("", f"{note.marker} {note.text}") for i, note in enumerate(found) if i not in _actual(pairs)]
    exact = sum(texts[pair.actual] == wanted[pair.expected] for pair in pairs)
    close = sum(pair.likeness >= ALIKE for pair in pairs)
    return [
        share("notes_exact", exact, len(expected), misses),
        FieldScore("notes_f1", f1(close, len(found), len(expected)), tuple(misses + extra)),
        _anchors(truth, article, found),
        _refers(expected, found, pairs),
    ]


def _notes_of_the_text(truth: Truth, article: Article) -> list[FootnoteRecord]:
    """Return the record's notes without those on authors, which may stand among them or in the front matter."""
    notes, aside = list(article.footnotes), [plain(text) for text in truth.get("author_notes", ())]
    taken = _actual(pair_up([plain(note.text) for note in notes], aside, RELATED)) if aside else set()
    return [note for index, note in enumerate(notes) if index not in taken]


def _actual(pairs: list[Pair]) -> set[int]:
    return {pair.actual for pair in pairs}


def context(text: str, offset: int) -> str:
    """Return the last characters before an offset, white space left out."""
    return "".join(plain(text[:offset]).split())[-BEFORE:]


def _wanted_anchors(truth: Truth) -> list[tuple[str, str]]:
    return [
        (str(ref["marker"]), context(item["text"], ref["offset"]))
        for item in truth["paragraphs"]
        for ref in item.get("footnote_refs", ())
    ]


def _found_anchors(article: Article, notes: list[FootnoteRecord]) -> Iterator[tuple[str, str]]:
    blocks = {block.id: block.text or "" for block in article.blocks}
    for note in notes:
        if note.anchor and note.anchor.block in blocks:
            yield note.marker, context(blocks[note.anchor.block], note.anchor.offset)


def _anchors(truth: Truth, article: Article, notes: list[FootnoteRecord]) -> FieldScore:
    """Score where notes are called: marker and the characters before it; false anchors cost too."""
    wanted, found = _wanted_anchors(truth), list(_found_anchors(article, notes))
    left = list(found)
    misses = []
    for marker, before in wanted:
        match = next((a for a in left if a[0] == marker and similarity(a[1], before) >= RELATED), None)
        if match:
            left.remove(match)
        else:
            other = next((text for mark, text in found if mark == marker), "")
            misses.append(Miss(f"{before}[{marker}]", f"{other}[{marker}]" if other else ""))
    misses += [Miss("", f"{before}[{marker}]") for marker, before in left]
    return FieldScore("anchors", f1(len(found) - len(left), len(found), len(wanted)), tuple(misses))


def _refers(expected: list[dict[str, Any]], found: list[FootnoteRecord], pairs: list[Pair]) -> FieldScore:
    """Score short notes: the kind, and the note at the end of the chain that they begin.

    ``Ibid.`` after ``Ibid.`` may name the note before or the one that both mean: both end at the same note.
    """
    actual_of = {pair.expected: pair.actual for pair in pairs}
    place = {note.id: index for index, note in enumerate(found)}
    wanted = [j for j, item in enumerate(expected) if item.get("refers_to")]
    claimed = [i for i, note in enumerate(found) if note.refers_to and note.refers_to.kind in SHORT_FORMS]
    hits, misses = 0, []
    for j in wanted:
        goal = actual_of.get(_truth_root(expected, j))
        note = found[actual_of[j]] if j in actual_of else None
        end = _record_root(found, place, actual_of[j]) if note else None
        kind = note.refers_to.kind if note and note.refers_to else None
        if goal is not None and end == goal and kind == expected[j]["refers_to"]["kind"]:
            hits += 1
        else:
            shown = f"{expected[j]['marker']} {expected[j]['text']}"
            misses.append(
                Miss(
                    f"{shown} → {expected[j]['refers_to']['kind']} {expected[_truth_root(expected, j)]['marker']}",
                    f"{shown} → {kind} {found[end].marker if end is not None else None}",
                )
            )
    return FieldScore("refers_to", f1(hits, len(claimed), len(wanted)), tuple(misses))


def _truth_root(expected: list[dict[str, Any]], index: int) -> int:
    places = {item.get("index", position): position for position, item in enumerate(expected)}
    for _ in expected:
        refers = expected[index].get("refers_to")
        if not refers:
            break
        index = places[refers["note"]]
    return index


def _record_root(found: list[FootnoteRecord], place: dict[str, int], index: int) -> int | None:
    start = index
    for _ in found:
        refers = found[index].refers_to
        if not refers or refers.note is None or refers.kind not in SHORT_FORMS:
            break
        index = place[refers.note]
    return None if index == start else index
