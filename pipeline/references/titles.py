"""Where the title of a reference entry ends and its source begins."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.references.imprints import find_imprint
from pipeline.references.links import GAP
from pipeline.references.source import HOST_LEAD
from pipeline.references.words import (
    JOURNAL_FIRST,
    YEAR,
    first_word,
    is_journal,
    is_place,
    is_publisher,
    place_start,
    reference_words,
)

_BOUNDARY = re.compile(rf"[.?!](?=[”\"’']?\s+[“\"‘'(\[]?[A-ZÀ-Þ0-9{GAP}]|[”\"’']?\s*[{GAP}]|[”\"’']?\s*$)|[{GAP}]")
_NO_END = frozenset({"vs", "no", "dr", "prof", "st", "dll", "dkk", "vol", "cf", "ir", "drs", "jl", "pt", "cv", "moh"})
"""Words whose full stop ends no title."""

_NUMBER_LIKE = re.compile(
    rf"(?:vol|volume|no|nomor|hal|hlm|halaman|pp?|h|S|issn|isbn|edisi|ed)\b\.?\s*:?\s*[\dIVX]|\(?{YEAR}\)?\b|\d{{1,4}}\s?(?:\(|:|$)"
    rf"|\d+[-–]\d+|[{GAP}]",
    re.IGNORECASE,
)
_VOLUME_INSIDE = re.compile(r"\s(?:(?:\d{1,4}|[IVXL]+)\s?\(\d[^)]*\)|\d{1,2}/\d{4})")
_LABELLED_VOLUME = re.compile(r",\s(?:vol(?:ume)?|nomor)\b\.?\s*\(?[\dIVX]", re.IGNORECASE)
_JOURNAL_INSIDE = re.compile(r",\s(?:Jurnal|Journal|Prosiding|Proceedings?|Majalah|Buletin|Bulletin)\s[A-Z]")
_YEAR_BEHIND = re.compile(rf",\s*{YEAR}$")
MAX_LAST_WORDS = 4
"""Words of each of the last two pieces between commas that can be a publisher and a place unknown to the lists."""
_BRACKET = re.compile(r"[\[(]")
_SUBTITLE = re.compile(
    r"\s*(?:An?|The|Essays|Eine?|Der|Die|Das|Zur|Zum|Über|Vom|Von|Studien|Beiträge|Untersuchungen"
    r"|Sebuah|Suatu|Studi|Kajian|Tinjauan|Pengantar)\s[^\d:]+\.\s*"
)
"""A sentence between title and imprint that opens as subtitles do and series, editions and translators do not."""


_HOST_INSIDE = re.compile(r"[.,?!]?(?=\s+[Ii]n:\s)")
_GERMAN_PLACE = r"[A-ZÄÖÜ][\w-]+(?:\s(?:am|an\sder|a\.\s?(?:M|d)\.|im)\s?[\w.]+)?(?:\s?[/,]\s?[A-ZÄÖÜ][\w-]+)?"
_PLACE_BEHIND = re.compile(rf"[.,]\s+(?={_GERMAN_PLACE}:\s[A-ZÄÖÜ0-9])")
"""What stands before a place and its publisher; no list need know the place."""
_PLACE_ALONE = re.compile(rf",\s+{_GERMAN_PLACE}\s(?:\d\.\s?Aufl\.\s)?(?={YEAR}\b[^:]*$)")
"""A place with nothing but the year behind it, as before there were publishers to name."""
_GERMAN_VOLUME = re.compile(r",\s(?:Bd|Band|Bde|Teil|Halbbd)\.?\s[\dIVX]+(?:,.*)?$")


class Title(NamedTuple):
    """A title as printed and the source behind it."""

    title: str
    source: str


def split_sentence(text: str) -> Title:
    """Cut where the title's sentence ends, or earlier where an imprint or the kind of a thesis stands."""
    cut, resume = _sentence_end(text)
    imprint = find_imprint(text)
    if imprint and (0 < imprint.start < cut or _is_subtitle(text[resume : imprint.start])):
        cut = resume = imprint.start
    for match in _BRACKET.finditer(text, 1, cut):
        closing = re.search(r"[\])]", text[match.start() :])
        inside = text[match.start() : match.start() + closing.end()] if closing else ""
        if reference_words().thesis.search(inside):
            cut = resume = match.start()
            break
    if _holds_source(text[:cut]) or (resume >= len(text.rstrip(" .")) and _VOLUME_INSIDE.search(text)):
        return split_commas(text)
    return Title(text[:cut], text[resume:])


def _is_subtitle(text: str) -> bool:
    """Return whether a sentence behind the title's, before place and publisher, goes on with the title."""
    return _SUBTITLE.fullmatch(text) is not None and not is_journal(text)


def _holds_source(title: str) -> bool:
    """Return whether a sentence holds a volume, or ends with publisher and place (``..., Sage, Thousand Oaks``)."""
    if _LABELLED_VOLUME.search(title) or _JOURNAL_INSIDE.search(title):
        return True
    title = _YEAR_BEHIND.sub("", title)
    start = place_start(title)
    return start is not None and title[:start].rstrip().endswith(",") and title.count(",") > 1


def split_commas(text: str) -> Title:
    """Cut at the comma behind which the source begins: journal, numbers, place, publisher, kind of thesis."""
    pieces = _pieces(text)
    cut = len(text)
    imprint = find_imprint(text)
    if imprint and imprint.start > 0:
        cut = imprint.start
    gap = text.find(GAP)
    if gap > 0:
        cut = min(cut, gap)
    if imprint and imprint.sharp and text[: imprint.start].rstrip()[-1:] in (".", "?", "!"):
        pieces = [piece for piece in pieces if piece[0] + len(piece[1]) < imprint.start] or pieces[:1]
    starts = (offset for offset, piece in pieces[1:] if _is_host(piece.strip()))
    host = next(starts, None)
    if host is None:
        starts = (start for k in range(1, len(pieces)) if (start := _source_start(pieces, k)) is not None)
        found = next(starts, None)
        if found is None and cut == len(text):
            found = _last_two(pieces)
        cut = min(cut, cut if found is None else found)
    else:
        cut = min(cut, host)
    return Title(text[:cut], text[cut:])


def split_colon(text: str) -> Title:
    """Cut a title that names and a colon opened: at ``In:``, else at the place behind the last comma, else at commas.

    ``Die Stadt. Eine Geschichte, Osnabrück: Feldmann 1987``, ``Das Reich, Bd. 3, Trier 1995``.
    """
    matches = (pattern.search(text) for pattern in (_HOST_INSIDE, _PLACE_BEHIND, _PLACE_ALONE))
    found = [match.span() for match in matches if match]
    imprint = find_imprint(text)
    if imprint and imprint.start > 0:
        found.append((imprint.start, imprint.start))
    if not found:
        return split_commas(text)
    cut, resume = min(found)
    volume = _GERMAN_VOLUME.search(text[:cut])
    return Title(text[: volume.start() if volume else cut], text[resume:])


def _last_two(pieces: list[tuple[int, str]]) -> int | None:
    """Return the offset of the last piece but one, if it and the last can be publisher and place."""
    if len(pieces) < 3:
        return None
    last = [piece.strip(" .").split() for _, piece in pieces[-2:]]
    if all(1 <= len(words) <= MAX_LAST_WORDS and all(word[0].isupper() for word in words) for words in last):
        return pieces[-2][0]
    return None


def _is_host(piece: str) -> bool:
    """Return whether a piece opens the work that a part stands in (``in: Africa Spectrum``)."""
    return HOST_LEAD.match(piece) is not None and (piece[0].islower() or ":" in piece[:8])


def clean_title(title: str) -> str | None:
    """Strip quotes, gaps and stops from both ends; a question mark stays."""
    title = " ".join(title.replace(GAP, " ").split()).strip(" .,:;“”„»«\"‘’'–-*")
    if title.endswith("(") or title.endswith("["):
        title = title[:-1].rstrip(" .,:;")
    opened, closed = title.count("("), title.count(")")
    if closed > opened and title.endswith(")"):
        title = title[:-1].rstrip(" .,:;")
    return title if any(map(str.isalpha, title)) else None


def _sentence_end(text: str) -> tuple[int, int]:
    """Return where the first sentence ends (its question mark inside) and where the next begins."""
    for match in _BOUNDARY.finditer(text):
        at = match.start()
        if at == 0:
            continue
        if match.group() == ".":
            word = text[:at].rsplit(None, 1)[-1].strip("(“\"'‘").casefold()
            if word in _NO_END or (len(word) == 1 and word.isalpha() and at + 2 < len(text)):
                continue
        if match.group() in "?!" and _goes_on(text[at + 1 :]):
            continue
        keep = at + 1 if match.group() in "?!" else at
        return keep, at + 1
    return len(text), len(text)


def _goes_on(rest: str) -> bool:
    """Return whether a sentence behind a question is still the title: a source with numbers comes behind it.

    ``Hibah atau Waris? Pemberian Semasa Hidup. Jurnal Hukum, 4(2), 1-9``; not ``Siapa Membaca? Jurnal Hukum, 4(2)``.
    """
    match = next((m for m in _BOUNDARY.finditer(rest) if m.group() == "."), None)
    if match is None or not any(char.isalpha() for char in rest[match.end() :]):
        return False
    sentence = rest[: match.start()]
    imprint = find_imprint(rest)
    if imprint is not None and imprint.start < match.start():
        return False
    return not any(char.isdigit() or char == GAP for char in sentence) and not is_journal(sentence)


def _pieces(text: str) -> list[tuple[int, str]]:
    """Return the pieces between commas outside of brackets, each with its offset."""
    pieces: list[tuple[int, str]] = []
    depth = start = 0
    for at, char in enumerate(text):
        if char in "([":
            depth += 1
        elif char in ")]":
            depth = max(0, depth - 1)
        elif char == "," and depth == 0:
            pieces.append((start, text[start:at]))
            start = at + 1
    pieces.append((start, text[start:]))
    return pieces


def _source_start(pieces: list[tuple[int, str]], index: int) -> int | None:
    """Return the offset of the source if piece ``index`` says that it began, at this piece or the one before."""
    offset, piece = pieces[index]
    piece = piece.strip()
    if not piece:
        return None
    if first_word(piece) in JOURNAL_FIRST or reference_words().thesis.match(piece):
        return offset
    if piece[0] in "([" and find_imprint(piece):
        return offset
    before = pieces[index - 1][0] if index > 1 else offset
    if _NUMBER_LIKE.match(piece):
        return before
    if is_place(piece.split(". ")[0]):
        return before
    if _VOLUME_INSIDE.search(piece) and is_journal(piece):
        return offset
    if index >= len(pieces) - 2 and is_publisher(piece) and piece[0].isupper():
        return offset
    return None
