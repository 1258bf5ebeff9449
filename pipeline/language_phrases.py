"""Which stretches in another language than the text's own are evident enough to be told apart.

A single borrowed term says nothing: Indonesian articles are full of them. Kept is what is long enough to be a
phrase, quotation or sentence and much likelier in its own language; less is asked of what quotation marks or
italics set off.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.document import Text
from pipeline.language_tokens import CLOSING, OPENING, STOP, Tokens
from pipeline.language_words import HOME, QUOTED, UNKNOWN, is_known, is_own, load_particles

MIN_PHRASE, MIN_PHRASE_GAIN = 4, 4.0
"""Words of a foreign phrase that nothing sets off, and decades by which it must be likelier than the text's own
language. Set on the tuning half of ``accuracy/language``."""

MIN_MARKED, MIN_MARKED_GAIN = 3, 3.0
"""The same in quotation marks or italics."""

MIN_LISTED = 3
"""Words of a phrase in a language of which every word or all but one is in our own list: ``pacta sunt servanda``."""

MIN_STRANGE = 8
"""Words of a stretch in an unknown language: shorter ones are names and terms."""

MIN_STRANGE_SHARE = 0.25
"""Share of its words that must be unknown: at most 25 % are in Indonesian sentences, 40 to 50 % elsewhere."""

MAX_PARTICLE_SHARE = 0.15
"""Share of its words that may be Indonesian function words: 31 % are in Indonesian."""

MIN_LISTED_SHARE = 0.2
"""Share of a stretch's words that the language's own list must have to name it; below, it is ``und``."""

MIN_FRAME = 3
"""Words around quotations that say what language the text itself is in."""

MIN_HOME_SHARE = 0.25
"""Share of letters from which Indonesian or English is the language that a quotation in a third is set in."""

COUNTED = 0.3
"""Scale from which a word counts as a word of a phrase: masked words, letters and acronyms do not."""

ITALIC_SHARE = 0.8
"""Share of a stretch that must be in italics to be set off by them."""


class Stretch(NamedTuple):
    """Words ``[start, end)`` in ``lang``, by ``gain`` decades likelier than in the text's main language."""

    start: int
    end: int
    lang: str
    gain: float


def name_strangers(tokens: Tokens, stretches: Iterable[Stretch], home: str, own: Sequence[str]) -> list[Stretch]:
    """Return the stretches with names that their words bear out.

    A language of ``own``, known by its own list only, becomes ``und`` where few of the words are in the list, and
    ``und`` becomes ``home`` where the stretch is short or its words are not strange.
    """
    named = []
    for stretch in stretches:
        lang = stretch.lang
        if lang in own and lang != UNKNOWN:
            lang = lang if _is_listed(tokens, stretch) else UNKNOWN
        if lang == UNKNOWN and not _is_strange(tokens, stretch):
            lang = home
        named.append(stretch._replace(lang=lang))
    return _merge(named)


def choose_main(text: Text, tokens: Tokens, stretches: Sequence[Stretch]) -> str:
    """Return the language of most letters, quotations left out where enough stands around them."""
    outside = [stretch for stretch in stretches if not is_quoted(text.text, tokens, stretch)]
    if sum(stretch.end - stretch.start for stretch in outside) < MIN_FRAME:
        outside = list(stretches)
    counts: Counter[str] = Counter()
    for stretch in outside:
        counts[stretch.lang] += sum(len(word) for word in tokens.words[stretch.start : stretch.end])
    home = {lang: count for lang, count in counts.items() if lang in HOME}
    if sum(home.values()) >= MIN_HOME_SHARE * counts.total():
        return min(home, key=lambda lang: (-home[lang], lang))
    return min(counts, key=lambda lang: (-counts[lang], lang))


def keep_evident(text: Text, tokens: Tokens, stretches: Sequence[Stretch], main: str) -> tuple[Stretch, ...]:
    """Return the stretches, all in ``main`` that are not evident, neighbours of one language joined."""
    if len(stretches) == 1:
        return tuple(stretches)
    kept = [
        stretch if stretch.lang == main or _is_evident(text, tokens, stretch) else stretch._replace(lang=main)
        for stretch in stretches
    ]
    return tuple(_merge(kept))


def is_quoted(text: str, tokens: Tokens, stretch: Stretch) -> bool:
    """Return whether quotation marks or brackets stand right around the words of ``stretch``."""
    before = text[: tokens.starts[stretch.start]].rstrip()[-1:]
    after = text[tokens.ends[stretch.end - 1] :].lstrip(" .,;:?!")[:1]
    return before != "" and before in OPENING and after != "" and after in CLOSING


def _is_evident(text: Text, tokens: Tokens, stretch: Stretch) -> bool:
    count = sum(scale >= COUNTED for scale in tokens.scales[stretch.start : stretch.end])
    if stretch.lang == UNKNOWN:
        return count >= MIN_STRANGE
    if count >= MIN_PHRASE and stretch.gain >= MIN_PHRASE_GAIN:
        return True
    if count < MIN_MARKED or stretch.gain < MIN_MARKED_GAIN:
        return False
    return (
        is_quoted(text.text, tokens, stretch)
        or _is_italic(text, tokens, stretch)
        or _is_sentence(tokens, stretch)
        or (count >= MIN_LISTED and stretch.lang in QUOTED)
    )


def _is_italic(text: Text, tokens: Tokens, stretch: Stretch) -> bool:
    begin, end = tokens.starts[stretch.start], tokens.ends[stretch.end - 1]
    covered = sum(max(0, min(end, stop) - max(begin, start)) for start, stop in text.italics)
    return covered >= ITALIC_SHARE * (end - begin)


def _is_sentence(tokens: Tokens, stretch: Stretch) -> bool:
    return tokens.prices[stretch.start] == STOP and (
        stretch.end == len(tokens.words) or tokens.prices[stretch.end] == STOP
    )


def _is_listed(tokens: Tokens, stretch: Stretch) -> bool:
    words = tokens.words[stretch.start : stretch.end]
    hits = [word for word in words if is_own(word, stretch.lang)]
    return len(set(hits)) >= 2 and len(hits) >= MIN_LISTED_SHARE * len(words)


def _is_strange(tokens: Tokens, stretch: Stretch) -> bool:
    places = range(stretch.start, stretch.end)
    words = [tokens.words[i] for i in places if tokens.scales[i] == 1.0 and len(tokens.words[i]) > 2]
    unknown = sum(not is_known(word) for word in words)
    particles = sum(word in load_particles("id") for word in words)
    return (
        len(words) >= MIN_STRANGE
        and unknown >= MIN_STRANGE_SHARE * len(words)
        and particles <= MAX_PARTICLE_SHARE * len(words)
    )


def _merge(stretches: Iterable[Stretch]) -> list[Stretch]:
    merged: list[Stretch] = []
    for stretch in stretches:
        if merged and merged[-1].lang == stretch.lang:
            merged[-1] = merged[-1]._replace(end=stretch.end, gain=merged[-1].gain + stretch.gain)
        else:
            merged.append(stretch)
    return merged
