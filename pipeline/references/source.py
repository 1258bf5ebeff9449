"""The source part of a reference entry: container, numbers and publisher behind the title."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.references.imprints import ABBREVIATED, find_imprint
from pipeline.references.links import GAP
from pipeline.references.numbers import take_numbers
from pipeline.references.words import is_journal, is_place, is_publisher, place_start, reference_words

HOST = re.compile(rf"(?:^|[\s,.;({GAP}])(?:[Dd]alam|DALAM|In|in)\b\s*:?\s+(?=[“\"‘'*A-Z\d])")
"""Opens the book, volume or proceedings that a part stands in."""

HOST_LEAD = re.compile(rf"^[\s,.;({GAP}]*(?:dalam|in)\b\s*:?\s+", re.IGNORECASE)
_EDITION = re.compile(
    rf"""(?:^|(?<=[\s,.;:({GAP}]))[(\[]?
      (?: (?:edisi|cetakan|cet\.|cet\b)\s*\.?\s*(?:ke)?[\s-]*(?:\w+)(?:\s(?:revisi|belas))?
        | (?:\d{{1,2}}(?:st|nd|rd|th|\.)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth
            |revised|rev\.|int(?:ernationa)?l\.?)
          \s+(?:rev(?:ised|\.)\s)?(?:edition|edn?\.?|aufl(?:age|\.))
      )(?=[\s,.;:)\]{GAP}]|$)[\])]?""",
    re.VERBOSE | re.IGNORECASE,
)
_TRANSLATOR = re.compile(
    rf"[(\[]?\b(?:diterjemahkan\soleh|terj(?:emahan)?\.?:?|penerj\.?:?|penerjemah:?|trans(?:lated|l\.)\sby|alih\sbahasa:?)"
    rf"\s[^.)\]{GAP},]+[)\]]?",
    re.IGNORECASE,
)
_SERIAL = re.compile(
    r"\(?\b[pe]?-?(?:ISSN|ISBN)(?:-1[03])?\b\s*[:.]?\s*(?:\([a-z]+\)\s*)?"
    r"(?:[\dXx]{4}\s?[–-]\s?[\dXx]{3,4}(?![\d-])|[\dXx–-]{8,20})\)?",
    re.IGNORECASE,
)
_SUPPLEMENT = re.compile(r"[\[(](?:unpublished|tidak\s(?:di)?(?:publikasikan|terbit(?:kan)?))[\])]", re.IGNORECASE)
_ASIDES = (
    (_SERIAL, ("issn", "isbn")),
    (_EDITION, ("edisi", "cet", "edition", "ed.", "edn", " ed", "aufl")),
    (_TRANSLATOR, ("terj", "trans", "alih", "penerj")),
    (_SUPPLEMENT, ("publi", "terbit")),
)
"""Each with the strings without which it cannot match: most entries have none of them."""
_EDITORS_FIRST = re.compile(
    r"^[^|“\"]{3,160}?(?:[(\[](?:eds?|editors?|penyunting|penyusun|hrsg)\.?[)\]]|,\s(?:eds?|editors?)\b)\.?[\s,:.]*",
    re.IGNORECASE,
)
_EDITORS_BEHIND = re.compile(
    rf",?\s*(?:edited\sby|ed(?:s)?\.\s(?:by\s)?(?=[A-Z])|disunting\soleh|penyunting:?|editor:?)\s[^,.{GAP}(]+(?:,\sand\s[^,.{GAP}(]+)?",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(rf"\s*[{GAP};]\s*|\s*(?:,|\.(?=\s|$))\s*")
MAX_PUBLISHER_WORDS = 5
_PARTNER = {"(": ")", ")": "(", "[": "]", "]": "["}
_COMMAS = re.compile(rf"\s*[{GAP};,]\s*")
_ABBREVIATIONS = re.compile(r"\b[A-Z]\w{0,8}\.\s[A-Z]\w{0,8}\.")
"""``Humaniz. Comput.``: full stops that separate nothing."""
MAX_SHORT = 5
"""Letters of the last word of a sentence that may be an abbreviation."""
_BRACKETS = re.compile(r"[\[\]()]")


class Source(NamedTuple):
    """The fields of a source; ``year`` only where the source is what tells it."""

    container: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    publisher: str | None = None
    year: int | None = None


def drop_asides(text: str) -> str:
    """Put gaps for editions, translators, serial numbers: printed, but no field of the record."""
    folded = text.casefold()
    for pattern, hints in _ASIDES:
        if any(hint in folded for hint in hints):
            text = pattern.sub(GAP, text)
    return text


def read_source(text: str, *, has_address: bool, is_quoted: bool = False) -> Source:
    """Read what stands behind the title.

    A name without numbers is the publisher, but the site where the entry had a URL (``has_address``), and the
    container where the title was quoted, as titles of parts are.
    """
    text = f"{GAP} {text}"  # what opens the source stands behind a separator
    imprint = find_imprint(text)
    publisher = imprint.publisher if imprint else None
    if imprint:
        text = f"{text[: imprint.start]}{GAP}{text[imprint.end :]}"
    text = text[1:]
    is_part = HOST_LEAD.match(text) is not None
    if is_part:
        text = _drop_editors(HOST_LEAD.sub("", text, count=1))
    thesis = reference_words().thesis.search(text)
    if thesis and not is_part:
        return _read_thesis(text, publisher, has_address=has_address)
    numbers = take_numbers(text)
    if numbers.first is not None:
        container, behind = _clean_container(numbers.rest[: numbers.first], is_part=is_part)
        publisher = publisher or behind
        rest = numbers.rest[numbers.first :]
    else:
        container, rest = None, numbers.rest
    pieces = _pieces(rest, _COMMAS if is_quoted and _ABBREVIATIONS.search(rest) else _SEPARATOR)
    container, publisher = _place_pieces(
        pieces, container, publisher, is_part=is_part or is_quoted, has_address=has_address
    )
    return Source(container, numbers.volume, numbers.issue, numbers.pages, publisher, numbers.year)


def _drop_editors(text: str) -> str:
    first = _EDITORS_FIRST.sub("", text, count=1)
    return _EDITORS_BEHIND.sub(GAP, first, count=1)


def _read_thesis(text: str, publisher: str | None, *, has_address: bool) -> Source:
    """Read a thesis: the university is its publisher, whatever else has an address is the repository."""
    numbers = take_numbers(text)
    words = reference_words()
    institution = site = None
    for piece in _pieces(_BRACKETS.sub(GAP, numbers.rest), _SEPARATOR):
        kind = words.thesis.search(piece)
        if kind:
            piece = _institution_behind(piece[kind.end() :])
        if not piece or is_place(piece):
            continue
        if words.institution.search(piece):
            institution = piece if institution is None or "ni" in piece.casefold() else institution
        elif institution is None and not has_address:
            institution = piece
        elif has_address:
            site = piece
    return Source(site, None, None, None, publisher or institution, numbers.year)


def _institution_behind(text: str) -> str:
    """Return the institution that follows the kind of a thesis in one phrase (``Tesis Unair``), or nothing."""
    text = text.strip(" .,:;-")
    match = reference_words().institution.search(text)
    if match is None:
        return ""
    return text[match.start() :] if match.group().casefold() in ("universitas", "institut", "politeknik") else text


def _trim_brackets(piece: str) -> str:
    """Take off brackets at the ends that have no partner inside, or that hold the whole."""
    while piece and (piece[0] in ")]" or (piece[0] in "([" and _is_open(piece, piece[0]))):
        piece = piece[1:].lstrip(" .,:;")
    while piece and (piece[-1] in "([" or (piece[-1] in ")]" and _is_open(piece, piece[-1]))):
        piece = piece[:-1].rstrip(" .,:;")
    return piece[1:-1] if piece[:1] == "(" and piece.find(")") == len(piece) - 1 else piece


def _is_open(piece: str, bracket: str) -> bool:
    """Return whether a bracket occurs more often than its partner."""
    return piece.count(bracket) > piece.count(_PARTNER[bracket])


def _pieces(text: str, separator: re.Pattern[str]) -> list[str]:
    pieces: list[str] = []
    for piece in separator.split(text):
        piece = _trim_brackets(piece.strip(" .,:;“”\"'‘’"))
        if pieces and piece and ABBREVIATED.search(pieces[-1]):
            pieces[-1] = f"{pieces[-1]}. {piece}"
        elif any(char.isalpha() for char in piece):
            pieces.append(piece)
    return pieces


def _clean_container(text: str, *, is_part: bool) -> tuple[str | None, str | None]:
    """Return the name before the numbers and, of a book, the publisher between its title and its place."""
    text = text.strip(f" .,:;([“”\"'‘’{GAP}")
    publisher = None
    had_place = False
    while (start := place_start(text)) is not None and text[:start].rstrip().endswith((",", ".")):
        text = text[:start].rstrip(" ,.")
        had_place = True
    if is_part and had_place and ", " in text:
        head, _, last = text.rpartition(", ")
        if last[:1].isupper() and last.count(" ") < MAX_PUBLISHER_WORDS:
            text, publisher = head, last
    if not is_part and ". " in text:
        text = _last_sentence(text)
    return text.strip(' .,:;“”"') or None, publisher


def _last_sentence(text: str) -> str:
    """Return the last sentence, unless the stops are those of abbreviations (``Bul. Penelit. Kesehat.``)."""
    sentences = text.split(". ")
    last = sentences[-1]
    return last if " " in last and len(sentences[-2].split()[-1]) > MAX_SHORT and is_journal(last) else text


def _place_pieces(
    pieces: list[str], container: str | None, publisher: str | None, *, is_part: bool, has_address: bool
) -> tuple[str | None, str | None]:
    named = next((piece for piece in pieces if is_publisher(piece) and not is_journal(piece)), None)
    for piece in pieces:
        if is_place(piece) or piece[:4] in ("ISSN", "ISBN"):
            continue
        if container is None and (is_part or is_journal(piece)):
            container = piece
        elif publisher is None and (piece == named or (named is None and (container or not has_address))):
            publisher = piece
        elif container is None and has_address and piece[0].isalpha() and "/" not in piece:
            container = piece
    return container, publisher
