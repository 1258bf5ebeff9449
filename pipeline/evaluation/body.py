"""Scores of running text: words, paragraphs, languages, furniture that leaked into it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pipeline.evaluation.fields import ALIKE, RELATED, FieldScore, Miss, Truth, share
from pipeline.evaluation.similarity import Pair, f1, pair_up, plain, shared, similarity
from pipeline.layout.list_marks import BULLETS
from schemas.article import Article, BlockRecord

BODY_KINDS = ("paragraph", "quote", "list_item", "caption")
UNSCORED = ("equation", "source")
"""Truth kinds that may stand in the body or not: formulas have no one text form, table notes no one place."""
SAMPLED = 5
"""Every so many characters the language is looked up."""
PHRASE_WORDS = 2
"""Words from which a foreign phrase is scored: single ones are often loans."""
PHRASE_SHARE = 0.7
"""Share of a phrase's characters that must have its language."""
SHORTEST_FURNITURE = 9
"""Characters from which a running line is looked for in the body: shorter ones occur by chance."""

_BULLET = re.compile(rf"^[{BULLETS}–—-]\s+")
_HYPHENED = re.compile(r"\w-\w")


def body_text(text: str) -> str:
    """Return a paragraph in the form in which it is compared: signs made plain, a bullet taken off."""
    return _BULLET.sub("", plain(text))


def words_of(texts: list[str]) -> list[str]:
    """Return all words of texts, in order."""
    return [word for text in texts for word in text.split()]


@dataclass(frozen=True)
class Body:
    """Blocks of running text of a record beside the paragraphs of its truth."""

    truth: Truth
    article: Article

    @cached_property
    def expected(self) -> list[dict[str, Any]]:
        """Paragraphs, quotes, list items and captions of the truth."""
        return [item for item in self.truth["paragraphs"] if item.get("kind") not in UNSCORED]

    @cached_property
    def blocks(self) -> list[BlockRecord]:
        """Blocks of the record that hold running text, without those of the front matter and unscored ones."""
        front = self.article.front_matter
        outside = {block for title in front.titles for block in title.blocks}
        outside |= {block for abstract in front.abstracts for block in abstract.blocks}
        found = [b for b in self.article.blocks if b.kind in BODY_KINDS and b.text and b.id not in outside]
        unscored = [body_text(p["text"]) for p in self.truth["paragraphs"] if p.get("kind") in UNSCORED]
        if not unscored:
            return found
        taken = {pair.actual for pair in pair_up([body_text(b.text or "") for b in found], unscored, RELATED)}
        return [block for index, block in enumerate(found) if index not in taken]

    @cached_property
    def wanted(self) -> list[str]:
        """Comparable texts of ``expected``."""
        return [body_text(item["text"]) for item in self.expected]

    @cached_property
    def found(self) -> list[str]:
        """Comparable texts of ``blocks``."""
        return [body_text(block.text or "") for block in self.blocks]

    @cached_property
    def pairs(self) -> list[Pair]:
        """Which block stands for which paragraph."""
        return pair_up(self.found, self.wanted, RELATED)


def score_body(body: Body) -> list[FieldScore]:
    """Return the scores of running text."""
    return [
        _words(body), *_paragraphs(body), _hyphens(body), _languages(body), _phrases(body), _furniture(body),
    ]  # fmt: skip


def _words(body: Body) -> FieldScore:
    wanted, found = words_of(body.wanted), words_of(body.found)
    if not wanted:
        return FieldScore("body_words", None)
    return FieldScore("body_words", similarity(found, wanted), _first_word_miss(wanted, found))


def _first_word_miss(wanted: list[str], found: list[str]) -> tuple[Miss, ...]:
    at = next((i for i, (a, b) in enumerate(zip(wanted, found, strict=False)) if a != b), None)
    if at is None:
        at = min(len(wanted), len(found))
    start, end = max(0, at - 8), at + 12
    return (Miss(" ".join(wanted[start:end]), " ".join(found[start:end])),) if wanted != found else ()


def _paragraphs(body: Body) -> list[FieldScore]:
    by_expected = {pair.expected: pair for pair in body.pairs}
    exact = sum(body.found[pair.actual] == body.wanted[pair.expected] for pair in body.pairs)
    close = sum(pair.likeness >= ALIKE for pair in body.pairs)
    misses = [
        Miss(text, body.found[by_expected[index].actual] if index in by_expected else "")
        for index, text in enumerate(body.wanted)
        if index not in by_expected or body.found[by_expected[index].actual] != text
    ]
    extra = [Miss("", text) for i, text in enumerate(body.found) if i not in {pair.actual for pair in body.pairs}]
    kinds = sum(_same_kind(body, pair) for pair in body.pairs)
    return [
        share("paragraph_exact", exact, len(body.wanted), misses),
        FieldScore("paragraph_f1", f1(close, len(body.found), len(body.wanted)), tuple(misses + extra)),
        share("paragraph_kinds", kinds, len(body.wanted), _kind_misses(body)),
    ]


def _same_kind(body: Body, pair: Pair) -> bool:
    return bool(body.blocks[pair.actual].kind == body.expected[pair.expected].get("kind", "paragraph"))


def _kind_misses(body: Body) -> list[Miss]:
    return [
        Miss(
            f"{body.expected[pair.expected].get('kind')}: {body.wanted[pair.expected]}",
            f"{body.blocks[pair.actual].kind}: {body.found[pair.actual]}",
        )
        for pair in body.pairs
        if not _same_kind(body, pair)
    ]


def _hyphens(body: Body) -> FieldScore:
    """Score words with a hyphen inside: both a hyphen lost and one kept that only ended a line cost."""
    wanted, found = (_hyphened(texts) for texts in (body.wanted, body.found))
    names = sorted((wanted - found) | (found - wanted))
    misses = tuple(Miss(f"{wanted[name]} × {name}", f"{found[name]} × {name}") for name in names)
    return FieldScore("hyphens", shared(wanted.elements(), found.elements()), misses)


def _hyphened(texts: list[str]) -> Counter[str]:
    stripped = (word.strip(".,;:()\"'").casefold() for word in words_of(texts))
    return Counter(word for word in stripped if _HYPHENED.search(word) and "/" not in word)


def language_at(block: BlockRecord, offset: int) -> str:
    """Return the language of a character of a block, without region."""
    for segment in block.segments:
        if segment.start <= offset < segment.end:
            return segment.lang.split("-")[0]
    return (block.lang or "und").split("-")[0]


def _alike(body: Body) -> list[tuple[BlockRecord, dict[str, Any]]]:
    return [
        (body.blocks[pair.actual], body.expected[pair.expected])
        for pair in body.pairs
        if pair.likeness >= ALIKE and body.expected[pair.expected].get("lang")
    ]


def _languages(body: Body) -> FieldScore:
    """Score the language of every fifth character outside of foreign phrases."""
    right = total = 0
    misses = []
    for block, item in _alike(body):
        text = block.text or ""
        spans = [(text.find(phrase["text"]), len(phrase["text"])) for phrase in item.get("foreign", ())]
        outside = [k for k in range(0, len(text), SAMPLED) if not any(0 <= at <= k < at + size for at, size in spans)]
        wrong = [k for k in outside if language_at(block, k) != item["lang"]]
        right, total = right + len(outside) - len(wrong), total + len(outside)
        if wrong:
            around = text[max(0, wrong[0] - 30) : wrong[0] + 50]
            misses.append(Miss(f"{item['lang']}: {around}", f"{language_at(block, wrong[0])}: {around}"))
    return share("language", right, total, misses)


def _phrases(body: Body) -> FieldScore:
    """Score foreign phrases: most of the characters have the phrase's language."""
    hits = total = 0
    misses = []
    for block, item in _alike(body):
        for phrase in item.get("foreign", ()):
            at = (block.text or "").find(phrase["text"])
            if at < 0 or len(phrase["text"].split()) < PHRASE_WORDS:
                continue
            langs = Counter(language_at(block, k) for k in range(at, at + len(phrase["text"])))
            hit = langs[phrase["lang"]] >= PHRASE_SHARE * len(phrase["text"])
            hits, total = hits + hit, total + 1
            if not hit:
                found = langs.most_common(1)[0][0]
                misses.append(Miss(f"{phrase['lang']}: {phrase['text']}", f"{found}: {phrase['text']}"))
    return share("foreign_phrases", hits, total, misses)


def _furniture(body: Body) -> FieldScore:
    """Score running lines by how few of them are found in running text, notes or references."""
    article = body.article
    texts = [*body.found, *(plain(n.text) for n in article.footnotes), *(plain(r.text) for r in article.references)]
    lines = sorted({plain(line) for line in body.truth.get("furniture", ())})
    lines = [line for line in lines if len(line) >= SHORTEST_FURNITURE]
    leaks = [Miss("", text) for text in texts if any(line in text for line in lines)]
    leaked = sum(any(line in text for text in texts) for line in lines)
    return share("furniture", len(lines) - leaked, len(lines), leaks)
