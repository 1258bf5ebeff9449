"""Institutions in sentences about an author: ``Ani is reader in history at Halden College; e-mail: ...``.

A sentence says who (a name, or ``the author``), what, and where; only where is the affiliation. An institution is
a run of capitalised words round a word such as ``Faculty``; small words inside it (``of``, ``dan``, ``für``) belong to
it, any other ends it. Where somebody studied, and whom the authors thank, is no affiliation. Word lists:
``affiliation_words``, ``author_notes``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from pipeline.front.lines import has_words
from pipeline.lexicon import load_json

MAX_SUBJECT = 120
"""Characters before the verb: two names with their degrees."""

MAX_GAP = 6
"""Words before an institution in which a word of study (``a degree from``) makes it none of the author's own."""

MAX_POST = 12
"""Words of a post before the place where it is held: ``Reader in the history of education at``."""

_SENTENCE_END = re.compile(
    r"(?<!\b[A-Z])(?<!\b(?:St|Dr|Jl|No|Km|Ir))(?<!\b(?:Jln|Drs|Kec|Kab|Tel))(?<!\b(?:Prof|Univ|Dept|Telp))[.!?]+\s+(?=[A-ZÀ-Þ])"
)
_TOKEN = re.compile(r"\S+")
_EDGE = "()[]“”\"'’.,;:–—"


class NoteSentence(NamedTuple):
    """Who a sentence is about, and what it says of him."""

    subject: str
    rest: str


def split_note(text: str) -> NoteSentence | None:
    """Return subject and predicate of a text that opens with a sentence on somebody; None for any other."""
    match = _verb_pattern().match(text)
    if match is None:
        return None
    start = match.start("verb") if match["verb"].casefold() in _words("study") else match.start("rest")
    return NoteSentence(match["subject"].strip(" ,"), text[start:].strip())


def which_author(subject: str) -> int | None:
    """Return whom ``the author``, ``Penulis kedua`` means: 0 all, 1 the first author; None where a name stands."""
    match = _subject_pattern().fullmatch(subject.strip())
    if match is None:
        return None
    word = (match["before"] or match["behind"] or "").casefold()
    return next((at for at, words in enumerate(load_json("author_notes")["ordinals"], 1) if word in words), 0)


def is_about_text(subject: str) -> bool:
    """Return whether a sentence is about the article, ``Artikel ini``, and not about somebody."""
    words = [word.strip(_EDGE).casefold() for word in subject.split()[:3]]
    return any(word in _words("documents") for word in words)


def find_institutions(text: str) -> tuple[str, ...]:
    """Return the institutions of the first sentence that names any, as printed."""
    for sentence in _SENTENCE_END.split(text):
        thanks = _word_pattern("thanks").search(sentence)
        found = tuple(_institutions(sentence[: thanks.start()] if thanks else sentence))
        if found or thanks:
            return found
    return ()


def drop_prose(text: str) -> str:
    """Return the institutions of a text that names a post and where it is held, or goes on to thank somebody.

    ``Dosen pada Fakultas Hukum Universitas Seraya``; ``Dosen Fakultas Hukum`` is a name and stays.
    """
    post = _post_pattern().match(text)
    held = post is not None and has_words(post.group(), "position") and not has_words(post.group(), "institution")
    thanks = _word_pattern("thanks").search(text)
    if not held and thanks is None:
        return text
    return "; ".join(find_institutions(text)) or ("" if thanks else text)


def _institutions(sentence: str) -> Iterator[str]:
    words = [match.group() for match in _TOKEN.finditer(sentence)]
    at = 0
    while at < len(words):
        if not _is_anchor(words[at]):
            at += 1
            continue
        start, end = _start_of(words, at), _end_of(words, at)
        phrase = _trim(words[start:end])
        if (len(phrase.split()) > 1 or phrase.isupper()) and not _is_study(words[max(0, start - MAX_GAP) : start]):
            yield phrase
        at = max(end, at + 1)


def _is_anchor(word: str) -> bool:
    bare = word.strip(_EDGE)
    return bare[:1].isupper() and (has_words(bare, "institution") or _ends_pattern().search(bare) is not None)


def _start_of(words: Sequence[str], at: int) -> int:
    """Return where the capitalised words before an institution's word begin; punctuation may stand before them."""
    start = at
    while start and _is_name_word(words[start - 1]) and not words[start - 1].endswith((",", ";", ":", ")")):
        if words[start - 1].casefold() in _words("posts"):
            break
        start -= 1
    return start


def _end_of(words: Sequence[str], at: int) -> int:
    """Return where the words end that belong to an institution."""
    end = at + 1
    while end < len(words) and not words[end - 1].endswith((";", ":")):
        bare = words[end].strip(_EDGE)
        folded = bare.casefold()
        if folded in _words("contacts") or words[end].startswith(("http", "<")):
            break
        fresh = words[end - 1].endswith(",") or words[end - 1].casefold() in ("and", "dan", "und", "serta")
        stops = fresh and (has_words(bare, "position") or folded in _words("pronouns") or folded in _words("posts"))
        stops = stops or (words[end - 1].endswith(",") and not _is_name_word(words[end]))
        if stops or not (_is_name_word(words[end]) or folded in _words("inner") or words[end] in ("&", "–", "-")):
            break
        end += 1
    return end


def _is_name_word(word: str) -> bool:
    bare = word.lstrip(_EDGE)
    return bare[:1].isupper() or bare[:1].isdigit()


def _is_study(before: Sequence[str]) -> bool:
    """Return whether the words before an institution speak of a degree; ``PhD candidate at`` is a post."""
    for word in reversed(before):
        bare = word.strip(_EDGE)
        if bare.casefold() in _words("study"):
            return True
        if has_words(bare, "position"):
            return False
    return False


def _trim(words: Sequence[str]) -> str:
    """Return the words without small ones and punctuation at the end; a bracket opened inside stays closed."""
    words = list(words)
    while words and (words[-1].strip(_EDGE).casefold() in _words("inner") or not words[-1].strip(_EDGE + "&-")):
        words.pop()
    text = " ".join(words).strip(" ,;:–—-“”\"'").rstrip(".")
    while text.endswith(")") and text.count(")") > text.count("("):
        text = text[:-1].rstrip(" .,;")
    return text.lstrip(" ([") if text.count("(") > text.count(")") and text[0] == "(" else text


def _words(kind: str) -> frozenset[str]:
    return _word_sets()[kind]


@cache
def _word_sets() -> dict[str, frozenset[str]]:
    return {
        kind: frozenset(load_json("author_notes")[kind])
        for kind in ("contacts", "pronouns", "inner", "study", "documents", "posts")
    }


@cache
def _word_pattern(kind: str) -> re.Pattern[str]:
    words = sorted(load_json("author_notes")[kind])
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)


@cache
def _ends_pattern() -> re.Pattern[str]:
    ends = sorted(load_json("affiliation_words")["institution_ends"])
    return re.compile(rf"\w(?:{'|'.join(map(re.escape, ends))})s?$", re.IGNORECASE)


@cache
def _verb_pattern() -> re.Pattern[str]:
    verbs = "|".join(sorted(load_json("author_notes")["verbs"]))
    return re.compile(rf"\W*(?P<subject>[^@:;]{{2,{MAX_SUBJECT}}}?)[\s,]+(?P<verb>{verbs})\s+(?P<rest>\S.*)", re.DOTALL)


@cache
def _subject_pattern() -> re.Pattern[str]:
    lists = load_json("author_notes")
    authors = "|".join(
        re.escape(word).replace(r"\ ", r"\s+") for word in sorted(lists["authors"], key=lambda w: (-len(w), w))
    )
    ordinals = "|".join(sorted(word for words in lists["ordinals"] for word in words))
    return re.compile(
        rf"\W*(?:the\s+)?(?:(?P<before>{ordinals})\s+)?(?:{authors})(?:\s+(?:ke-?)?(?P<behind>{ordinals}))?\W*",
        re.IGNORECASE,
    )


@cache
def _post_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:\S+\s+){{1,{MAX_POST}}}?(?:at|with|pada|di|an\s+der|am|im|bei)\s+(?:the\s+)?(?=[A-ZÀ-Þ])")
