"""Institutions and addresses of an author block, line by line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.front.contacts import Mail, read_contacts
from pipeline.front.lines import has_phone, has_words, is_open, take_label
from pipeline.front.marks import CLOSE, FENCED, OPEN, fence_ahead, is_star, read_marks, take_ahead
from pipeline.front.prose import drop_prose
from pipeline.front.state import Place, Reading

_UNIVERSITY = re.compile(
    r"(?<!\w)(?:\w*universit\w+|politeknik|polytechnic|\w*hochschule|college|sekolah\s+tinggi|stie|stmik|stkip|stikes|uin|iain)\b",
    re.IGNORECASE,
)
_INSTITUTE = re.compile(r"\binstitut[es]?\b", re.IGNORECASE)
"""Parts of a university are called so too: a line of one is another place only behind a university."""

_STREET = re.compile(r"\W*(?:jl|jln|jalan|kampus|gedung|campus|building)\b", re.IGNORECASE)
_NEXT_PLACE = re.compile(r"[;,]\s*(\d{1,2})\s*(?=[A-Z][a-z])")


def add_places(reading: Reading, fenced: str, *, known: bool) -> None:
    """Add the institutions of a line, or go on with the one before if the line opens none."""
    contacts = read_contacts(fenced)
    line = fence_ahead(contacts.rest)
    ahead, mails = take_ahead(line), contacts.mails
    if len(mails) == 1 and not mails[0].marks and not FENCED.search(ahead.text):
        mails = (mails[0]._replace(marks=tuple(mark for mark in ahead.marks if not is_star(mark))),)
    keep_contacts(reading, mails, contacts.orcids)
    if line.startswith(OPEN):
        line = _NEXT_PLACE.sub(lambda m: f"{OPEN}{m.group(1)}{CLOSE}", line)
    labelled = take_label(line)
    line = labelled.text if labelled.label == "address" else line
    pieces = FENCED.split(line)
    if len(pieces) == 3 and not pieces[2].strip(" ).,;"):
        pieces = ["", pieces[1], pieces[0]]  # the mark stands behind its institution
    if (first := pieces[0].strip()) and known:
        _add_plain_place(reading, first)
    for marks, text in zip(pieces[1::2], pieces[2::2], strict=True):
        if place := clean_place(drop_prose(text.strip())):
            end = "," if text.rstrip().endswith(",") else ""
            reading.places.append(Place(place + end, read_marks(marks), reading.group))


def _add_plain_place(reading: Reading, text: str) -> None:
    """Add a line without a mark: it goes on with the institution before it, unless names stood between."""
    if has_phone(text):
        return
    text = drop_prose(text)
    place = reading.places[-1] if reading.places and reading.last == "affiliation" else None
    if place is None and reading.places and reading.places[-1].group == reading.group and reading.last != "author":
        place = reading.places[-1]
    if place is not None and place.group == reading.group and not _is_another(text, place.text):
        place.text = f"{place.text} {text.strip()}"
    elif has_words(text, "institution") or has_words(text, "position") or reading.people:
        reading.places.append(Place(text.strip(), (), reading.group))


def _is_another(text: str, before: str) -> bool:
    """Return whether a line names a university of its own behind a line that has named one."""
    whole = not is_open(before) and _UNIVERSITY.search(before) is not None
    another = _UNIVERSITY.search(text) or _INSTITUTE.search(text)
    return whole and another is not None and _STREET.match(text) is None


def clean_place(text: str) -> str:
    """Return an institution without brackets round the whole of it and without stray punctuation."""
    text = re.sub(r"\s+", " ", text).strip(" ;,:")
    if text.startswith("(") and text.endswith(")") and text.count("(") == 1:
        text = text[1:-1].strip()
    return text.lstrip(").").strip().removesuffix(".") if text.count("(") == text.count(")") else text


def keep_contacts(reading: Reading, mails: Sequence[Mail], orcids: Sequence[str]) -> None:
    """Keep addresses with the group of names that they stand with."""
    reading.mails += [(mail, reading.group) for mail in mails]
    reading.orcids += [(orcid, reading.group) for orcid in orcids]
