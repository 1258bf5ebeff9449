"""The authors of a reference entry, out of the string that holds them.

Lists turn names round (``Moeliono, Anton M.``, ``Lestari, D. P.``, ``Wulandari RD``) or do not (``Satjipto
Rahardjo``, ``A. B. Name``), and mix both in one entry. Each string is cut at its connectors, then at its
commas, and the pieces are put together by what stands behind the next comma.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.fields import PersonName
from pipeline.front.person_names import SUFFIXES, is_initials, split_name
from pipeline.references.words import reference_words

MAX_AUTHORS_CHARS = 600
"""More is no list of authors, whatever it looks like."""

ROLE = re.compile(
    r"[\s,]*[\[(]?\b(?:eds?|editors?|hrsg|hg|penyunting|penyusun|peny|comps?|trans)\b\.?[\])]?(?=[\s.,:;)]|$)",
    re.IGNORECASE,
)
OTHERS = re.compile(
    r"[\s,;]*(?:\b(?:et\.?\s*al+|dkk|dan\s+kawan-kawan|and\s+others|u\.\s?a|cs)\b\.?|\.\.\.|…)", re.IGNORECASE
)
CONNECTOR = re.compile(r"\s*(?:[,;]\s*)?(?:\b(?:dan|and|und|serta|with|et)\b|&)\s*", re.IGNORECASE)
LINKS = frozenset({"of", "untuk", "for", "the", "für"})
"""Small words that names of institutions hold and names of persons do not."""
_INITIALS_BEHIND = re.compile(r",\s*[A-Z]\.")
_SHORT_GIVEN = re.compile(r"(?:(?:Moh|Muh|Muhd|Md|Abd|Th|Chr|Ph|Wm|St|Sy|Hj?)\.\s*)+(?:[A-Z]\.\s*)*")
_VANCOUVER = re.compile(r"(?P<family>[^\W\d_][\w’'‘-]+(?:\s[\w’'-]+){0,2})\s(?P<given>[A-Z]{1,3}|(?:[A-Z]\.){1,3})")
_STOPPED = re.compile(r"(?P<family>[A-Z][\w’'-]{2,})\.\s+(?P<given>(?:[A-Z]\.\s*)+)")
_DEGREE = re.compile(
    r"(?:Prof|Dr|Ir|Drs|Dra|Hj|KH)\.?(?:\s(?:Prof|Dr|Ir|Drs|Dra|Hj)\.?)*|[SM]\.?(?:Pd|Si|Hum|Kom|Kes|Sos|Ag)(?:\.?I)?"
    r"|Ph\.?\s?D|M\.?Sc|M\.?Eng"
)
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|id|gov|edu|info)")


def read_authors(text: str) -> tuple[PersonName, ...]:
    """Return the names in ``text``, in printed order, editors' marks and ``dkk.`` left out.

    A corporate author and a one-word name have a family part only. Text too long to be names gives none.
    """
    text = OTHERS.sub(", ", ROLE.sub(", ", text.replace("|", " "))).strip(" ,;:&-–")
    if not text.strip("._—–- ") or len(text) > MAX_AUTHORS_CHARS:
        return ()
    if is_corporate(text):
        return (PersonName(None, text.rstrip(" .")),)
    if ";" in text:
        return tuple(name for part in text.split(";") for name in _read_one(part))
    if "/" in text:
        return tuple(name for part in text.split("/") for name in _read_chunk(_cut(part)))
    chunks = [_cut(chunk) for chunk in CONNECTOR.split(text)]
    if _is_bare([token for chunk in chunks for token in chunk]):
        return read_bare(text)
    return tuple(name for chunk in chunks for name in _read_chunk(chunk))


def read_bare(text: str) -> tuple[PersonName, ...]:
    """Return the names of a list of ``Family AB`` (Vancouver): each piece between commas is one name."""
    text = OTHERS.sub(", ", ROLE.sub(", ", text.replace("|", " "))).strip(" ,;:&-–")
    if is_corporate(text):
        return (PersonName(None, text.rstrip(" .")),)
    return tuple(_read_vancouver(token) for chunk in CONNECTOR.split(text) for token in _cut(chunk))


def is_corporate(text: str) -> bool:
    """Return whether a string names an institution, a site or nobody's person: it has no parts to split."""
    text = text.strip(" .,;:")
    if _DOMAIN.fullmatch(text):
        return True
    words = [word.strip(".,()").casefold() for word in text.split()]
    if len(words) < 2 or _INITIALS_BEHIND.search(text):
        return False
    known = reference_words().corporate
    return words[0] in known or words[-1] in known or (len(words) > 2 and not LINKS.isdisjoint(words))


def _cut(chunk: str) -> list[str]:
    """Return the pieces between commas, without degrees and empty ones."""
    pieces = [_trim_stop(piece.strip(" ;:")) for piece in chunk.split(",")]
    return [
        piece
        for piece in pieces
        if piece.strip(". ") and not _DEGREE.fullmatch(piece) and piece.casefold() not in SUFFIXES
    ]


def _trim_stop(piece: str) -> str:
    """Take off the full stop that ends a list; one behind initials belongs to them."""
    last = piece.rsplit(None, 1)[-1] if piece.strip() else ""
    return piece if _is_given(last) else piece.rstrip(" .")


def _is_given(piece: str) -> bool:
    return is_initials(piece) or _SHORT_GIVEN.fullmatch(piece) is not None


def _is_bare(tokens: Sequence[str]) -> bool:
    """Return whether most of several pieces are names with bare initials behind them, and none is initials alone."""
    named = sum(_VANCOUVER.fullmatch(token) is not None for token in tokens)
    return len(tokens) > 1 and 2 * named > len(tokens) and not any(_is_given(token) for token in tokens[1:])


def _read_vancouver(token: str) -> PersonName:
    match = _VANCOUVER.fullmatch(token) or _VANCOUVER.fullmatch(token.rstrip("."))
    return PersonName(match["given"], match["family"]) if match else _natural(token)


def _read_one(part: str) -> Iterator[PersonName]:
    """Read a part between semicolons: one name, or several joined by a connector."""
    for chunk in CONNECTOR.split(part.strip(" ,")):
        tokens = _cut(chunk)
        if len(tokens) > 1:
            yield PersonName(" ".join(tokens[1:]), tokens[0])
        elif tokens:
            match = re.fullmatch(r"(?P<family>[A-Z][\w’'-]+)\s(?P<given>(?:[A-Z]\.?\s?){1,3})", tokens[0])
            yield PersonName(match["given"], match["family"]) if match else _natural(tokens[0])


def _read_chunk(tokens: Sequence[str]) -> Iterator[PersonName]:
    """Pair families with what stands behind their comma; a piece without a partner is a natural name."""
    at = 0
    while at < len(tokens):
        here = tokens[at]
        behind = tokens[at + 1] if at + 1 < len(tokens) else ""
        if behind and (_is_given(behind) or _is_turned(tokens, at)):
            yield PersonName(behind, here)
            at += 2
        elif stopped := _STOPPED.fullmatch(here):
            yield PersonName(stopped["given"].strip(), stopped["family"])
            at += 1
        else:
            yield _natural(here)
            at += 1


def _is_turned(tokens: Sequence[str], at: int) -> bool:
    """Return whether the piece is a family name whose full given name is the next piece (``Yin, Robert K.``).

    A single word is, unless the next piece belongs to initials of its own (``Nurlaila, Yusuf, M.``).
    """
    here = tokens[at]
    words = here.split()
    if len(words) > 1 and words[0].casefold() not in ("van", "von", "de", "al", "el", "bin", "der"):
        return len(words) == 2 and len(tokens) == 2 and " " not in tokens[1]  # ``Mukasa Mutibwa, Phares``
    if here.endswith("."):
        return False
    return not (at + 2 < len(tokens) and " " not in tokens[at + 1] and _is_given(tokens[at + 2]))


def _natural(name: str) -> PersonName:
    """Split a name in natural order; ``Salim HS`` and one word stay whole."""
    name = name.strip(" ,;:")
    if is_corporate(name):
        return PersonName(None, name)
    words = name.split()
    if len(words) == 2 and is_initials(words[1]) and not is_initials(words[0]):
        return PersonName(None, name)
    given, family = split_name(name)
    return PersonName(given, family) if family else PersonName(None, given)
