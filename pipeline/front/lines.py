"""What a line between title and abstract is about: names, an institution, an address, a supervisor.

The words alone decide; whoever knows the type and place of a line may know better. Word lists:
``affiliation_words`` and ``author_labels``.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from pipeline.front.contacts import read_contacts
from pipeline.front.marks import drop_fences, take_ahead
from pipeline.front.names import is_name, read_names, read_student_id
from pipeline.front.word_lists import WordList
from pipeline.lexicon import load_json

LineKind = Literal["author", "supervisor", "affiliation", "contact", "student_id", "label", "unknown"]

REMEMBERED = 256
"""Lines kept with their kind, for the same reason as in ``names``."""

SPOKEN_LABELS = frozenset({"oleh", "by", "von", "par", "ditulis oleh", "disusun oleh"})
"""Labels that stand before a name without a colon."""

_OPEN_END = re.compile(r"(?:,|-|–|/|&|\b(?:of|and|the|for|dan|und|universitas|jl|jalan)\.?)$", re.IGNORECASE)


class Labelled(NamedTuple):
    """A line without the label that opened it; ``label`` is the list that it is in, or empty."""

    label: str
    text: str


@lru_cache(maxsize=REMEMBERED)
def classify_line(line: str) -> LineKind:
    """Return what a fenced line says by its words; ``unknown`` may go on with what the line before said."""
    ahead = take_ahead(line)
    labelled = take_label(ahead.text)
    if read_student_id(drop_fences(line)):
        return "student_id"
    if labelled.label:
        return _labelled_kind(labelled)
    contacts = read_contacts(line)
    if contacts.mails or contacts.orcids:
        return _kind_beside_contact(contacts.rest)
    if has_phone(ahead.text) and not has_words(drop_fences(line), "institution"):
        return "contact"
    if ahead.marks and not is_name_list(line[: line.find(ahead.text)] + ahead.text):
        return "affiliation"
    return _plain_kind(line)


def is_name_list(line: str) -> bool:
    """Return whether a fenced line is nothing but names with degrees and marks."""
    names = read_names(line)
    return bool(names) and all(is_name(name.text) for name in names)


def has_words(text: str, kind: Literal["institution", "position", "address"]) -> bool:
    """Return whether a word of the list stands in the text."""
    return _words(kind).is_in(text)


def has_phone(text: str) -> bool:
    """Return whether a text opens with a telephone or fax label and a number."""
    return _phone_pattern().match(text) is not None


def is_open(text: str) -> bool:
    """Return whether a text cannot end where it does: a comma, a preposition, a bracket not closed."""
    return text.count("(") > text.count(")") or _OPEN_END.search(text.rstrip()) is not None


def take_label(text: str) -> Labelled:
    """Split a label off the start of a text; a label needs a colon or a full stop, or stands alone."""
    match = _label_pattern().match(text)
    if match is None:
        return Labelled("", text)
    label = _label_lists()[" ".join(match.group(1).casefold().split())]
    rest = text[match.end() :].strip()
    if match.group(2) or not rest or _may_do_without_colon(label, match.group(1), rest):
        return Labelled(label, rest)
    return Labelled("", text)


def _may_do_without_colon(label: str, printed: str, rest: str) -> bool:
    """``Von Jendrik Scholz``, ``by ANA``, ``Oleh BUDI``; ``Email a@b``; never ``Nama Desa``."""
    if label == "email":
        return "@" in rest
    if label == "corresponding":
        return True
    spoken = label == "supervisor" or printed.casefold() in SPOKEN_LABELS
    return spoken and is_name_list(rest)


def _labelled_kind(labelled: Labelled) -> LineKind:
    kinds: dict[str, LineKind] = {
        "by": "author",
        "supervisor": "supervisor",
        "email": "contact",
        "corresponding": "contact",
    }
    if labelled.label == "address":
        return "affiliation" if has_words(labelled.text, "institution") else "label"
    if not labelled.text and labelled.label == "by":
        return "label"
    return kinds[labelled.label]


def _kind_beside_contact(rest: str) -> LineKind:
    """Return what the rest of a line with an address is."""
    bare = drop_fences(rest).strip(" *():;,.")
    if has_words(bare, "institution") or has_words(bare, "position"):
        return "affiliation"
    return "author" if len(bare) > 2 and is_name_list(rest) else "contact"


def _plain_kind(line: str) -> LineKind:
    text = drop_fences(line)
    if has_words(text, "institution") or has_words(text, "position"):
        return "affiliation"
    if has_words(text, "address"):
        return "affiliation"
    return "author" if is_name_list(line) and not text.startswith("(") else "unknown"


@cache
def _words(kind: str) -> WordList:
    return WordList.of(load_json("affiliation_words")[kind])


@cache
def _phone_pattern() -> re.Pattern[str]:
    words = sorted(load_json("affiliation_words")["phone"], key=lambda word: (-len(word), word))
    return re.compile(
        rf"\s*(?:no\.?\s*)?(?:{'|'.join(words)})\b[\s./:]*(?:{'|'.join(words)})?[\s./:]*[(+\d]", re.IGNORECASE
    )


@cache
def _label_lists() -> dict[str, str]:
    kinds = ("by", "supervisor", "email", "corresponding", "address")
    return {label: kind for kind in kinds for label in load_json("author_labels")[kind]}


@cache
def _label_pattern() -> re.Pattern[str]:
    longest = sorted(_label_lists(), key=lambda label: (-len(label), label))
    words = "|".join(re.escape(label).replace(r"\ ", r"\s+") for label in longest)
    return re.compile(rf"\s*\(?({words})(?!\w)(?:\s+(?:I{{1,3}}|[123]))?\s*([:.])?\s*", re.IGNORECASE)
