"""Which stretches in another language than the text's own are evident enough to be told apart.

A single borrowed term says nothing: Indonesian articles are full of them. Kept is what is long enough to be a
phrase, quotation or sentence and much likelier in its own language; less is asked of what quotation marks or
italics set off.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.document import Text
from pipeline.language.stretches import Stretch, merge_stretches
from pipeline.language.tokens import CLOSING, OPENING, PLAIN, STOP, Tokens
from pipeline.language.words import DERIVED, HOME, QUOTED, UNKNOWN, find_log, is_known, is_own, load_particles

MIN_PHRASE, MIN_PHRASE_GAIN = 4, 4.0
"""Words of a foreign phrase that nothing sets off, and decades by which it must be likelier than the text's own
language. Set on the tuning half of ``accuracy/language``."""

MIN_ENUMERATED = 6
"""Words from which terms between commas are a phrase as well."""

MIN_MARKED, MIN_MARKED_GAIN = 3, 3.5
"""The same in quotation marks or italics."""

MIN_TERM_GAIN = 3.0
"""Decades that two words in italics need to be a phrase: both must be clearly foreign, ``gotong royong`` in English,
not a borrowed ``forward chaining`` in Indonesian."""

MIN_TERM_LETTERS = 4

MIN_LISTED = 3
"""Words without a capital of a phrase in a language known by our own list: ``pacta sunt servanda``."""

MIN_TERM, MIN_TERMS = 6, 2
"""Letters of a word that no name particle has, and how many such words, capitals or not, make a phrase of them."""

MIN_STRANGE = 8
"""Words of a stretch in an unknown language: shorter ones are names and terms."""

MIN_STRANGE_SHARE = 0.25
"""Share of its words that must be unknown: at most 25 % are in Indonesian sentences, 40 to 50 % elsewhere."""

MAX_PARTICLE_SHARE = 0.1
"""Share of its words that may be Indonesian function words: 31 % are in Indonesian."""

MIN_LISTED_SHARE = 0.2
"""Share of a stretch's words that the language's own list must have to name it; below, it is ``und``."""

MIN_FRAME = 3
"""Words around quotations that say what language the text itself is in."""

MIN_FRAME_SHARE = 0.25
"""Share of a sentence's letters around a phrase from which they are what the sentence is in."""

MIN_HOME_SHARE = 0.25
"""Share of letters from which Indonesian or English is the language that a quotation in a third is set in."""

COUNTED = 0.3
"""Scale from which a word counts as a word of a phrase: masked words, letters and acronyms do not."""

ITALIC_SHARE = 0.8
"""Share of a stretch that must be in italics to be set off by them."""


def name_strangers(tokens: Tokens, stretches: Iterable[Stretch], home: str, own: Sequence[str]) -> list[Stretch]:
    """Return the stretches with names that their words bear out.

    A language of ``own``, known by its own list only, becomes ``und`` where few of the words are in the list, and
    ``und`` becomes ``home`` where the stretch is short or its words are not strange. Either goes with a stretch
    beside it that has a name: its words are no more of ``home`` than those.
    """
    decoded = list(stretches)
    named = [_name(tokens, stretch, home, own) for stretch in decoded]
    for index, stretch in enumerate(decoded):
        if stretch.lang in own and named[index] in (home, UNKNOWN):
            beside = [named[place] for place in (index - 1, index + 1) if 0 <= place < len(named)]
            named[index] = next((lang for lang in beside if lang in own and lang != UNKNOWN), named[index])
    return merge_stretches(stretch._replace(lang=lang) for stretch, lang in zip(decoded, named, strict=True))


def _name(tokens: Tokens, stretch: Stretch, home: str, own: Sequence[str]) -> str:
    lang = stretch.lang
    if lang in own and lang != UNKNOWN:
        lang = lang if _is_listed(tokens, stretch) else UNKNOWN
    return home if lang == UNKNOWN and not _is_strange(tokens, stretch) else lang


def choose_main(text: Text, tokens: Tokens, stretches: Sequence[Stretch]) -> str:
    """Return the language that the text itself is in, whatever it quotes.

    A sentence that begins and ends in one language is in that language, however long the phrase in between;
    quotations are left out where enough stands around them. Counted in letters.
    """
    if len(stretches) == 1:
        return stretches[0].lang
    outside = [stretch for stretch in stretches if not is_quoted(text.text, tokens, stretch)]
    if sum(stretch.end - stretch.start for stretch in outside) < MIN_FRAME:
        outside = list(stretches)
    counts: Counter[str] = Counter()
    for begin, end in _find_sentences(tokens):
        counts.update(_count_sentence(tokens, outside, begin, end))
    home = {lang: count for lang, count in counts.items() if lang in HOME}
    if sum(home.values()) >= MIN_HOME_SHARE * counts.total():
        return min(home, key=lambda lang: (-home[lang], lang))
    return min(counts, key=lambda lang: (-counts[lang], lang))


def _find_sentences(tokens: Tokens) -> list[tuple[int, int]]:
    """Return the words ``[start, end)`` of each sentence."""
    starts = [index for index, price in enumerate(tokens.prices) if price == STOP]
    return list(zip(starts, [*starts[1:], len(tokens.words)], strict=True))


def _count_sentence(tokens: Tokens, stretches: Sequence[Stretch], begin: int, end: int) -> Counter[str]:
    """Return the letters of each language in a sentence, all in one that frames it."""
    counts: Counter[str] = Counter()
    inside = [stretch for stretch in stretches if stretch.start < end and stretch.end > begin]
    for stretch in inside:
        words = tokens.words[max(stretch.start, begin) : min(stretch.end, end)]
        counts[stretch.lang] += sum(map(len, words))
    frame = inside[0].lang if inside else ""
    if len(inside) > 2 and frame == inside[-1].lang and counts[frame] >= MIN_FRAME_SHARE * counts.total():
        return Counter({frame: counts.total()})
    return counts


def keep_evident(text: Text, tokens: Tokens, stretches: Sequence[Stretch], main: str) -> tuple[Stretch, ...]:
    """Return the stretches, all in ``main`` that are not evident, neighbours of one language joined."""
    if len(stretches) == 1:
        return tuple(stretches)
    kept = [
        stretch if stretch.lang == main or _is_evident(text, tokens, stretch) else stretch._replace(lang=main)
        for stretch in stretches
    ]
    return tuple(merge_stretches(kept))


def is_quoted(text: str, tokens: Tokens, stretch: Stretch) -> bool:
    """Return whether quotation marks or brackets stand right around the words of ``stretch``."""
    before = text[: tokens.starts[stretch.start]].rstrip()[-1:]
    after = text[tokens.ends[stretch.end - 1] :].lstrip(" .,;:?!")[:1]
    return before != "" and before in OPENING and after != "" and after in CLOSING


def _is_evident(text: Text, tokens: Tokens, stretch: Stretch) -> bool:
    count = sum(scale >= COUNTED for scale in tokens.scales[stretch.start : stretch.end])
    if stretch.lang == UNKNOWN:
        return count >= MIN_STRANGE
    if count >= MIN_PHRASE and stretch.gain >= MIN_PHRASE_GAIN and _is_phrase(tokens, stretch):
        return True
    if count == 2:
        return _is_italic(text, tokens, stretch) and _is_foreign_term(tokens, stretch)
    if count < MIN_MARKED or stretch.gain < MIN_MARKED_GAIN:
        return False
    return (
        is_quoted(text.text, tokens, stretch)
        or _is_italic(text, tokens, stretch)
        or _is_sentence(tokens, stretch)
        or (stretch.lang in QUOTED and _is_no_name(tokens, stretch))
    )


def _is_phrase(tokens: Tokens, stretch: Stretch) -> bool:
    """Return whether the words hang together: names in another language and enumerated terms do not."""
    if stretch.lang in QUOTED:
        return False
    words = tokens.words[stretch.start : stretch.end]
    if len(words) >= MIN_ENUMERATED or any(word in load_particles(stretch.lang) for word in words):
        return True
    longest = length = 0
    for price in tokens.prices[stretch.start : stretch.end]:
        length = length + 1 if price == PLAIN else 1
        longest = max(longest, length)
    return longest >= MIN_PHRASE


def _is_foreign_term(tokens: Tokens, stretch: Stretch) -> bool:
    """Return whether two words in italics are clearly foreign.

    Of languages with a full list: by far likelier there, or unknown in the other. Of those without: both listed, and
    no small words (``das Ich``).
    """
    words = tokens.words[stretch.start : stretch.end]
    if stretch.lang not in HOME:
        return all(len(word) >= MIN_TERM_LETTERS and is_own(word, stretch.lang) for word in words)
    other = HOME[stretch.lang == HOME[0]]
    return stretch.gain >= MIN_TERM_GAIN or all(
        find_log(word, other) < DERIVED <= find_log(word, stretch.lang) for word in words
    )


def _is_no_name(tokens: Tokens, stretch: Stretch) -> bool:
    """Return whether words of a stretch are no part of a name: ``Wetboek van Koophandel``, not ``van de Walle``."""
    places = range(stretch.start, stretch.end)
    if sum(tokens.scales[index] == 1.0 for index in places) >= MIN_LISTED:
        return True
    terms = [word for word in tokens.words[stretch.start : stretch.end] if len(word) >= MIN_TERM]
    return sum(is_own(word, stretch.lang) for word in terms) >= MIN_TERMS


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
