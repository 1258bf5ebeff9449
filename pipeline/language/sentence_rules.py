"""Where sentences end in Indonesian and English academic prose.

Every ``.``, ``?``, ``!`` or ellipsis before white space is a candidate; a full stop is then asked what stands
before it (an abbreviation, an initial, a list number) and after it (a capital, a number, a citation). The lists
are in ``lexicon/abbreviations.json``. Rules of our own after Gillick 2009, "Sentence Boundary Detection and the
Problem with the U.S.": the word before and the word after the stop decide almost all cases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.lexicon import load_json
from pipeline.text.word_frequencies import load_centibels

CANDIDATE = re.compile(
    r"""
    [.?!…\n]                                                  # first, since the engine skips to such a character
    (?: (?<!\n)[.?!…]*
        (?P<closing>["'”’»)\]]*)
        (?=(?P<gap>\s+)(?P<next>\S+))
    | (?<=\n)                                                 # paragraphs of an abstract
    | (?<=[a-z]{4}\.)(?=(?P<glued>[A-Z][a-z]{3,})\s)          # no space after the stop
    )
    """,
    re.VERBOSE,
)

LAST_WORD = re.compile(r"(?:\d[\d.,]*\d|[\w’'‘-]+(?:\.[\w-]+)*)$")
"""The word before a stop, dots and decimal commas inside it kept: ``M.Si``, ``a.n``, ``hlm``, ``83,3``."""

LOOK_BACK = 40
"""Characters before a stop in which its word is looked for."""

CITATION = re.compile(r"\([^()]{0,120}\b(?:1[89]|20)\d\d[^()]{0,40}\)[.,;]?")
"""A citation after the full stop belongs to the sentence before: ``... tercapai. (Santoso, 2010) Namun ...``"""

LETTERED = frozenset((
    "akreditasi", "alternatif", "alternative", "area", "axis", "bagian", "block", "blok", "brand", "butir", "case",
    "category", "channel", "class", "column", "condition", "curve", "desa", "experiment", "faktor", "factor", "formula",
    "gambar", "gedung", "golongan", "grade", "group", "grup", "gugus", "hepatitis", "informan", "influenza", "jalur",
    "jenis", "kasus", "kategori", "kelas", "kelompok", "kolom", "kondisi", "kota", "lampiran", "line", "lokasi",
    "matriks", "matrix", "merek", "model", "nilai", "node", "opsi", "option", "paket", "part", "partai", "pasien",
    "peringkat", "perlakuan", "perusahaan", "petak", "phase", "plot", "poin", "point", "produk", "proyek", "region",
    "responden", "room", "ruang", "rumus", "rute", "sample", "sampel", "scenario", "section", "sekolah", "set",
    "siklus", "site", "siswa", "skenario", "stasiun", "subjek", "sumbu", "tahap", "team", "terakreditasi", "tim",
    "tipe", "titik", "toko", "treatment", "type", "variabel", "variable", "varietas", "vitamin", "zona", "zone",
))  # fmt: skip
"""Words after which a capital letter is a label and no initial."""

LETTER = re.compile(r"[A-Z]\b(?!\.)")
LIST_ENDS = frozenset(["dll", "dst", "dsb", "etc", "dkk"])
"""Abbreviations that end an enumeration: the capital after one begins a sentence. So does one after a degree, which
a comma comes before."""

OMISSION = frozenset(("...", "…", "....", "…."))
"""With a space before it: words left out of a quotation."""

NO_VOWEL = re.compile(r"[A-Z][b-df-hj-np-tv-xz]{1,3}")
"""A capital and small letters without a vowel: an abbreviation that no list needs to know (``Bdg``, ``Sgt``)."""

ADDRESS = re.compile(r"(?:.+\.)?[a-z]{5,}\..+")
"""A dotted word with a part too long for a degree or an abbreviation."""

OPENING = "\"'“‘„«(["
ROMAN = re.compile(r"[IVXLC]{1,7}")
LIST_MARK = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivxIVX]{1,5})")
LABEL = re.compile(
    r"(?:tabel|gambar|grafik|bagan|diagram|lampiran|table|figure|fig|chart|appendix|bab|chapter|pasal)\W+[\w.]{1,6}",
    re.IGNORECASE,
)
"""What a caption or heading begins with: its number is followed by a stop and by the caption."""

LONG_WORD = 5
"""Letters of a lower-case word from which it is taken for no abbreviation, so that a small letter may follow."""

COMMON = 470
"""Centibels: a word this common after a missing space begins a sentence, and is no part of a file name."""


def find_sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return ``(start, end)`` of each sentence of ``text``, white space around it left out."""
    spans: list[tuple[int, int]] = []
    start = 0
    for end in (*_find_ends(text), len(text)):
        piece = text[start:end].lstrip()
        length = len(piece.rstrip())
        if length:
            spans.append((end - len(piece), end - len(piece) + length))
        start = end
    return tuple(spans)


def _find_ends(text: str) -> Iterator[int]:
    """Yield the offsets after the sentence ends inside ``text``, in order."""
    start = 0
    for match in CANDIDATE.finditer(text):
        if match.start() < start:
            continue
        end = _judge(text, start, match)
        if end is not None:
            yield end
            start = end


def _judge(text: str, start: int, match: re.Match[str]) -> int | None:
    """Return the offset at which the sentence from ``start`` ends if it ends at ``match``, else None."""
    closing, _, after, glued = match.groups()
    if after is None:
        common = glued is None or load_centibels("id").get(glued.lower(), COMMON + 1) <= COMMON
        return match.end() if common else None
    mark = text[match.start() : match.start("closing")]
    if after[0] == "(" and (citation := CITATION.match(text, match.end("gap"))):
        rest = text[citation.end() :].lstrip()
        return citation.end() if rest[:1].isupper() else None
    if mark in OMISSION and not closing and text[match.start() - 1 : match.start()].isspace():
        return match.end() if _is_starter(after) else None
    if closing[:1] == ")" and mark == "." and _is_abbreviation_in_brackets(text, start, match.start()):
        return None
    if mark != "." or closing:
        return match.end() if _may_start(after) else None
    return match.end() if _ends_at_stop(text, start, match.start(), after) else None


def _is_abbreviation_in_brackets(text: str, start: int, stop: int) -> bool:
    """Return whether the brackets that close after ``stop`` opened inside the sentence, on an abbreviation's stop."""
    opening = text.rfind("(", start, stop)
    found = _find_last_word(text, start, stop)
    if found is None or opening <= start or not text[start:opening].strip():
        return False
    printed = found.group()
    listed = any(printed.lower() in _load(name) for name in ("never", "before_number", "may_end"))
    return listed or "." in printed or NO_VOWEL.fullmatch(printed) is not None


def _may_start(word: str) -> bool:
    """Return whether ``word`` may begin a sentence: a capital, a number or another script, quotation marks aside."""
    bare = word.lstrip(OPENING)
    return bool(bare) and not bare[0].islower() and bare[0] not in ",;:)]"


def _ends_at_stop(text: str, start: int, stop: int, after: str) -> bool:
    """Return whether a single full stop at ``stop`` ends the sentence from ``start``; ``after`` is the next word."""
    found = _find_last_word(text, start, stop)
    if found is None:
        return _may_start(after)
    printed, begin = found.group(), found.start()
    word = printed.lower()
    if LIST_MARK.fullmatch(printed) and _is_list_mark(text, start, begin, printed):
        return False
    if not _may_start(after):
        return printed.islower() and len(word) >= LONG_WORD and "." not in word and _is_new_start(word, after)
    if word in _load("never"):
        return False
    if word in _load("before_number") and _is_number(after):
        return False
    if word in _load("before_letter") and LETTER.match(after):
        return False
    if LABEL.fullmatch(text[start:stop].strip()):
        return False
    if len(printed) == 1 and printed.isupper():
        before = text[max(0, begin - LOOK_BACK) : begin].lower().split()
        if not before or before[-1] in LETTERED or _is_label(before):
            return bool(before)
        return _is_starter(after) and not before[-1].endswith((".", ",", "&"))
    dotted = "." in printed
    if dotted and ADDRESS.fullmatch(printed):
        return True
    if word in _load("may_end") or (dotted and not printed[0].isdigit()) or NO_VOWEL.fullmatch(printed):
        ends = _is_starter(after) or word in LIST_ENDS or text[:begin].rstrip().endswith(",")
        return ends and not _is_locator(after)
    return True


def _find_last_word(text: str, start: int, stop: int) -> re.Match[str] | None:
    """Return the word that ends at ``stop``: it holds no space, so that only what follows the last one is searched."""
    begin = max(start, stop - LOOK_BACK)
    return LAST_WORD.search(text, max(begin, text.rfind(" ", begin, stop)), stop)


def _is_list_mark(text: str, start: int, begin: int, printed: str) -> bool:
    """Return whether a number or letter before a stop counts an item: first in its sentence or after ``:``."""
    before = text[start:begin].rstrip()
    if not before:
        return True
    last = _last_mark(printed)
    if last and f" {last}. " in f" {before}":
        return True
    if last and printed.isdigit() and before[-1] == ",":
        return False
    return before[-1] in ":;," and not (printed.isupper() and len(printed) == 1 and before[-1] == ",")


def _last_mark(printed: str) -> str:
    """Return the number before a number, "" where it has none."""
    return str(int(printed) - 1) if printed.isdigit() and int(printed) > 1 else ""


def _is_label(before: list[str]) -> bool:
    """Return whether a capital after these words is a unit (``45 °C``) or the second of two labels (``A dan B``)."""
    if before[-1][-1].isdigit() or before[-1] == "°":
        return True
    return before[-1] in ("dan", "atau", "and", "or") and len(before) > 1 and len(before[-2]) == 1


def _is_new_start(word: str, after: str) -> bool:
    """Return whether a sentence may begin with the small letter of ``after``: an author's slip.

    Both must be common Indonesian words, and the one before no abbreviation.
    """
    if any(word in _load(name) for name in ("never", "before_number", "may_end")):
        return False
    bare = after.strip(OPENING + ".,;:").lower()
    words = load_centibels("id")
    return len(bare) > 2 and words.get(word, COMMON + 1) <= COMMON and words.get(bare, COMMON + 1) <= COMMON


def _is_number(word: str) -> bool:
    bare = word.lstrip(OPENING)
    return bare[:1].isdigit() or ROMAN.fullmatch(bare.rstrip(".,;:)")) is not None


def _is_locator(word: str) -> bool:
    """Return whether ``word`` goes on with a place in a work or another degree (``hlm.``, ``No.``, ``M.Hum.``)."""
    bare = word.rstrip(",;:)").lower()
    if not bare.endswith("."):
        return False
    bare = bare[:-1]
    return "." in bare or bare in _load("before_number") or bare in _load("never")


def _is_starter(word: str) -> bool:
    return word.strip(OPENING + ".,;:?!”’\"'»)]").lower() in _load("starters")


@cache
def _load(name: str) -> frozenset[str]:
    return frozenset(load_json("abbreviations")[name])
