"""E-mail addresses and ORCID numbers in a line, with the marks beside them, and whose address one is.

An address without a mark goes to the author whose name it is made of: whole words of the name, or its first
letters, in the part before the ``@``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from pipeline.front.marks import CLOSE, OPEN, read_marks
from pipeline.lexicon import load_json

MIN_WORD = 3
"""Letters of a name's word that count when found in an address; two letters are everywhere."""

MIN_STEM = 4
"""Letters that the start of a longer word must share with the address (``mafiz`` of ``Mafizatun``)."""

INITIALS_SCORE = 2.0
"""Worth of an address that opens with the author's initials (``sw6107`` of Sri Widia): below any word."""

_DOMAIN = r"(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}"
_MARK = rf"(?:{OPEN}[^{CLOSE}]*{CLOSE}\s?\)?|\b\d{{1,2}}\s?[).]\s?)"
_MAIL = re.compile(
    rf"""
    (?P<before>(?:{_MARK}\s?)*)
    (?: \{{(?P<locals>[^{{}}@]+)\}}\s?@\s?(?P<shared>{_DOMAIN})
      | (?P<local>[\w.+\-]+)\s?@\s?(?P<domain>{_DOMAIN}) )
    (?P<after>(?:{OPEN}[^{CLOSE}]*{CLOSE}|\d{{1,2}}(?![\w)]|\s?@)|\s?\d\))*)
    """,
    re.VERBOSE,
)
_ORCID = re.compile(
    r"(?:https?://)?(?:orcid\.org/|orcid\s*(?:id)?\s*[:.]?\s*)?(\d{4}-\d{4}-\d{4}-\d{3}[\dXx])", re.IGNORECASE
)
_ORCID_START = re.compile(r"\d{4}-\d{4}-")
_BROKEN = re.compile(r"(@[\w-]+(?:\.[\w-]+)*)\s(\.[a-z]{2,}(?:\.[a-z]{2,})*)(?![\w@])")
"""An address over a line end: ``ani@seraya .ac.id``."""

_SCRAPED = re.compile(r"\[email.protected\]", re.IGNORECASE)


class Mail(NamedTuple):
    """An address and the marks printed beside it."""

    address: str
    marks: tuple[str, ...] = ()


class Contacts(NamedTuple):
    """What a line gives: addresses, numbers, and the line without them and their labels."""

    mails: tuple[Mail, ...]
    orcids: tuple[str, ...]
    rest: str


def has_mail(line: str) -> bool:
    """Return whether an address stands in the line."""
    return "@" in line and _MAIL.search(line) is not None


def read_contacts(line: str) -> Contacts:
    """Take addresses and ORCID numbers out of a fenced line."""
    if "@" not in line and _ORCID_START.search(line) is None:
        return Contacts((), (), line.strip())
    line = _BROKEN.sub(r"\1\2", line) if "@" in line else line
    matches = list(_MAIL.finditer(line)) if "@" in line else []
    ahead = bool(matches) and bool(matches[0]["before"])
    mails = tuple(mail for match in matches for mail in _mails(match, ahead=ahead))
    rest = _MAIL.sub(" ", line) if matches else line
    orcids = tuple(match.group(1).upper() for match in _ORCID.finditer(rest) if is_orcid(match.group(1)))
    rest = _ORCID.sub(" ", rest)
    rest = _mail_label().sub(" ", rest) if matches or orcids else rest
    return Contacts(_drop_numbering(mails), orcids, _tidy(rest) if matches or orcids else rest.strip())


def is_orcid(text: str) -> bool:
    """Return whether the check digit is right (ISO 7064, mod 11-2)."""
    total = 0
    for digit in text.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return text[-1].upper() == ("X" if check == 10 else str(check))


def match_mails(addresses: Sequence[str], names: Sequence[str]) -> tuple[int | None, ...]:
    """Return for each address the index of the author whose name it is made of, the best pairs first."""
    scored = [
        (score, -mail, -name)
        for mail, address in enumerate(addresses)
        for name, text in enumerate(names)
        if (score := resemblance(address, text)) >= INITIALS_SCORE
    ]
    owners: dict[int, int] = {}
    for score, mail, name in sorted(scored, reverse=True):
        tied = sum(1 for other in scored if other[0] == score and other[1] == mail) > 1
        if -mail not in owners and -name not in owners.values() and not (tied and score <= INITIALS_SCORE):
            owners[-mail] = -name
    return tuple(owners.get(mail) for mail in range(len(addresses)))


def resemblance(address: str, name: str) -> float:
    """Return how many letters of the name the address is made of, before the ``@``; 0 for a stranger."""
    local = _plain(address.partition("@")[0])
    runs = "".join(char for char in local if char.isalpha())
    words = re.findall(r"[a-z]+", _plain(name.replace("'", "").replace("’", "")))
    score = 0.0
    for word in words:
        if len(word) >= MIN_WORD and word in runs:
            score += len(word)
        elif len(word) > MIN_STEM:
            score += _stem(word, runs)
    initials = "".join(word[0] for word in words)
    if not score and len(words) > 1 and runs.startswith(initials[:2]):
        score = INITIALS_SCORE
    return score


def _stem(word: str, runs: str) -> float:
    """Return the letters of the longest start of ``word`` found in the address, less one: it is no whole word."""
    for length in range(len(word) - 1, MIN_STEM - 1, -1):
        if word[:length] in runs:
            return length - 1
    return 0.0


def _mails(match: re.Match[str], *, ahead: bool) -> list[Mail]:
    side, other = ("before", "after") if ahead else ("after", "before")
    stars = tuple(mark for mark in read_marks(match[other]) if not mark.isalnum())
    marks = (*read_marks(match[side]), *stars)
    if match["locals"]:
        parts = re.split(r"[,;|]\s*|\s+", match["locals"].strip())
        return [Mail(f"{part}@{match['shared']}") for part in parts if part]
    return [Mail(f"{match['local'].lstrip('.-+')}@{match['domain']}", marks)]


def _drop_numbering(mails: tuple[Mail, ...]) -> tuple[Mail, ...]:
    """Read ``1ana@x.id, 2budi@x.id`` as marks where every address counts on from 1."""
    if len(mails) < 2 or any(mail.marks for mail in mails):
        return mails
    numbers = [re.match(r"\d(?=[A-Za-z])", mail.address) for mail in mails]
    if not all(number and int(number.group()) == at for at, number in enumerate(numbers, 1)):
        return mails
    return tuple(Mail(mail.address[1:], (mail.address[0],)) for mail in mails)


def _tidy(text: str) -> str:
    text = _SCRAPED.sub(" ", text)
    text = re.sub(r"\(\s*[:.,;]*\s*\)", " ", text)
    return re.sub(r"\s+", " ", text).strip(" ;,:|–-")


def _plain(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))


@cache
def _mail_label() -> re.Pattern[str]:
    labels = sorted(load_json("author_labels")["email"], key=lambda label: (-len(label), label))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, labels))})\b\s*:?", re.IGNORECASE)
