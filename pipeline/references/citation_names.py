"""Citations by name and year: ``(Sugiyono, 2017: 45)``, ``(A & B, 2010; C dkk., 2011)``, ``menurut Branch (2009)``.

Any word of an Indonesian name may be the one that is cited, so an entry answers to every word of its authors'
names, and the year and the other names decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.document import Text
from pipeline.fields import Citation, Reference
from pipeline.references.words import MONTHS, YEAR

MAX_NAME_WORDS = 14
"""Words before the year of a citation in brackets."""
MIN_NAME_LETTERS = 3
"""Letters of a word of a name that can be cited; shorter ones are initials and particles."""
MAX_TIED = 3
"""Entries of one author and year that a citation without a letter may mean; more is no answer."""

TITLE_WORDS = 6
"""First words of a title by which an entry without authors is cited."""

_YEARS = re.compile(
    rf"(?<![\w/.-])(?P<year>{YEAR})(?P<letter>[a-z])?(?![\w/]|-\d{{3}})|\b(?P<none>t\.\s?t\.|n\.\s?d\.|tanpa tahun)",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\(([^()]{3,300})\)")
_ONLY_YEARS = re.compile(
    rf"\s*{YEAR}[a-z]?(?:\s*[,;&]\s*(?:dan\s)?{YEAR}[a-z]?)*\s*(?:[:,;]\s*(?:p|pp|hlm|hal|h)?\.?\s*[\divxlc][^()]{{0,25}})?$"
)
_WORD = r"(?:(?:van|von|de|der|den|al|el|bin|binti|la|le|di|da)\s)*[A-ZÀ-ÞŁŚŠŽ][\w’'‘`.-]*"
_OTHERS = r"(?:,?\s(?:dkk|et\.?\s?al|dan\skawan-kawan|and\sothers|cs)\b\.?)"
_OTHERS_PATTERN = re.compile(_OTHERS, re.IGNORECASE)
_NAMES_BEFORE = re.compile(
    rf"(?P<names>{_WORD}(?:\s{_WORD}){{0,3}}(?:(?:,\s(?:(?:dan|and|&)\s)?|\s(?:dan|and|&|und)\s){_WORD}(?:\s{_WORD}){{0,3}})*{_OTHERS}?)"
    r"(?:[’']s)?[\s,]*$"
)
_LEAD = re.compile(
    r"^(?:(?:lihat|lihat juga|baca|bandingkan|menurut|dikutip|dalam|dari|oleh|sebagaimana|seperti|misalnya|antara lain"
    r"|see|see also|cf|e\.g|i\.e|cited|in|by|from|as|adapted|diadaptasi|diolah|sumber|source|vgl|siehe|dan|and|also"
    r"|juga|di|pada|bdk|kutipan)\b[\s.,:]*)+",
    re.IGNORECASE,
)
_SMALL = frozenset(
    {"dan", "and", "und", "et", "al", "dkk", "van", "von", "de", "der", "den", "bin", "binti", "la", "le", "di", "da"}
    | {"of", "for", "the", "cs", "kawan-kawan", "others", "&", "in", "dalam", "cited", "dikutip", "eds", "ed", "y"}
)
_NARRATION = frozenset(
    {"menurut", "namun", "kemudian", "penelitian", "hasil", "studi", "teori", "riset", "kajian", "oleh", "sedangkan"}
    | {"according", "however", "study", "research", "penulis", "selanjutnya", "adapun", "sementara", "dalam", "pada"}
)
"""Words with a capital at the start of a sentence that stand before the name cited in it."""
_NO_NAME = re.compile(
    rf"(?:{MONTHS}|tahun|year|pasal|ayat|uu|pp|no|nomor|vol|volume|tabel|table|gambar|figure|perpres|permen\w*|perda"
    r"|putusan|undang-undang|peraturan|versi|version|edisi|periode|periods?|per|semester|juz|hr|hal|hlm|the|era)\.?",
    re.IGNORECASE,
)
_THROUGH = re.compile(r"\s(?:dalam|dikutip|in|cited)\s")
_SPAN_OF_YEARS = re.compile(rf"{YEAR}\s?[-–—]\s?{YEAR}")
_SURE = re.compile(rf"{_OTHERS}|\bmenurut\b", re.IGNORECASE)
_LETTER = re.compile(r"[a-z]\b")
_TOKEN = re.compile(r"[\w’'‘`-]+")


class _Key(NamedTuple):
    """What an entry can be cited by: words of its names, case-folded; ``first`` are those of its first author."""

    entry: int
    families: frozenset[str]
    others: frozenset[str]
    first: frozenset[str]
    authors: int
    letter: str


class NameIndex(NamedTuple):
    """The entries by year; None holds those without one."""

    by_year: dict[int | None, tuple[_Key, ...]]


def index_names(references: Sequence[Reference]) -> NameIndex:
    """Return the look-up table of the entries that have authors; one without is known by its title's words."""
    by_year: dict[int | None, list[_Key]] = {}
    for entry, reference in enumerate(references):
        by_year.setdefault(reference.year, []).append(_key(entry, reference))
    return NameIndex({year: tuple(keys) for year, keys in by_year.items()})


def _key(entry: int, reference: Reference) -> _Key:
    families: list[str] = []
    others: list[str] = []
    first: list[str] = []
    for author in reference.authors:
        family = author.family or ""
        families += _words(family)
        others += _words(author.given or "")
        if author.given is None and " " in family:  # BPS for Badan Pusat Statistik
            others.append("".join(word[0] for word in family.split() if word[0].isupper()).casefold())
        first = first or [*families, *others]
    if not reference.authors and reference.title:
        others += _words(reference.title)[:TITLE_WORDS]
    letter = _letter_behind(str(reference.year), reference.text) if reference.year else ""
    return _Key(
        entry,
        frozenset(families),
        frozenset(others),
        frozenset(first),
        len(reference.authors),
        letter,
    )


def _letter_behind(year: str, text: str) -> str:
    """Return the letter right behind the first year that has one: ``2017a``."""
    at = text.find(year)
    while at >= 0:
        if (match := _LETTER.match(text, at + len(year))) is not None:
            return match.group()
        at = text.find(year, at + 1)
    return ""


def find_named(text: Text, names: NameIndex) -> list[Citation]:
    """Return the citations by name and year, in order.

    One that has the full form of a citation but answers to no entry comes with no references; a capital word
    before a year in brackets alone is none (``Indonesia (2019)``).
    """
    found: list[Citation] = []
    for bracket in _BRACKETS.finditer(text.text):
        inside = bracket[1]
        if _YEARS.search(inside) is None:
            continue
        if _ONLY_YEARS.match(inside):
            citation = _read_running(text.text, bracket, names)
            found.extend([citation] if citation else [])
        else:
            found.extend(_read_bracket(bracket, names))
    return found


def _read_running(text: str, bracket: re.Match[str], names: NameIndex) -> Citation | None:
    """Read ``Branch (2009)``: the names stand before the bracket."""
    before = text[max(0, bracket.start() - 160) : bracket.start()]
    match = _NAMES_BEFORE.search(before)
    if match is None:
        return None
    start = bracket.start() - len(before) + match.start("names")
    cited = _cited_words(match["names"])
    is_group = _OTHERS_PATTERN.search(match["names"]) is not None
    references: tuple[int, ...] = ()
    for skipped in range(len(cited)):  # ``Hasil Penelitian Hidayat (2019)``
        references = references or _resolve_all(cited[skipped:], bracket[1], names, is_group=is_group)
    if not references and (not cited or not _SURE.search(before[max(0, match.start("names") - 12) :])):
        return None
    start += _first_known(match["names"], references, names) if references else _first_cited(match["names"], cited)
    return Citation(start, bracket.end(), references)


def _first_known(printed: str, references: Sequence[int], names: NameIndex) -> int:
    """Return the offset in ``printed`` of the first word that belongs to the entries (``Namun Sugiyono (2017)``)."""
    keys = [key for keys in names.by_year.values() for key in keys if key.entry in references]
    known = {word for key in keys for word in (*key.families, *key.others)}
    for token in _TOKEN.finditer(printed):
        if token.group().casefold() in known:
            return token.start()
    return 0


def _first_cited(printed: str, cited: Sequence[str]) -> int:
    """Return the offset of the first word that can be a name (``Menurut Penelitian Suriani (2009)``)."""
    return next((token.start() for token in _TOKEN.finditer(printed) if token.group().casefold() in cited), 0)


def _read_bracket(bracket: re.Match[str], names: NameIndex) -> list[Citation]:
    """Read what stands between brackets: one citation a part, parts between semicolons."""
    parts: list[tuple[int, int, tuple[int, ...]]] = []
    offset = bracket.start(1)
    for part in re.finditer(r"[^;]+", bracket[1]):
        year = _YEARS.search(part.group())
        if year is None:
            continue
        printed = _LEAD.sub("", part.group()[: year.start()].strip(" ,(&"))
        if not printed or not _is_names(printed):
            continue
        cited = _cited_words(printed)
        if not cited:
            continue
        is_group = _OTHERS_PATTERN.search(printed) is not None
        references = _resolve_all(cited, part.group(), names, is_group=is_group)
        through = _THROUGH.split(printed)
        if len(through) > 1:  # ``Hofstede dalam Purba dan Seniati, 2004``: the second is what was read
            references = _resolve_all(_cited_words(through[-1]), part.group(), names, is_group=is_group) or references
        if not references and _SPAN_OF_YEARS.search(part.group()):
            continue
        lead = len(part.group()) - len(part.group().lstrip())
        start = offset + part.start() + lead
        parts.append((start, offset + part.start() + len(part.group().rstrip()), references))
    if len(parts) == 1 and bracket[1].count(";") == 0:
        return [Citation(bracket.start(), bracket.end(), parts[0][2])]
    return [Citation(*part) for part in parts]


def _is_names(text: str) -> bool:
    words = text.replace("/", " ").split()
    if ":" in text or not 1 <= len(words) <= MAX_NAME_WORDS or not any(word[:1].isupper() for word in words):
        return False
    for word in words:
        plain = word.strip(".,:;()’'“”\"")
        if _NO_NAME.fullmatch(plain) or any(char.isdigit() for char in plain):
            return False
        if plain[:1].islower() and plain.casefold() not in _SMALL:
            return False
    return True


def _cited_words(printed: str) -> list[str]:
    """Return the words of the names that can be looked up, case-folded, in printed order."""
    return [
        word
        for word in _words(printed)
        if word not in _SMALL and word not in _NARRATION and not _NO_NAME.fullmatch(word)
    ]


def _words(text: str) -> list[str]:
    plain = text.casefold().replace("’", "'").replace("‘", "'").replace("`", "'")
    words = [word.strip("'-") for word in _TOKEN.findall(plain)]
    return [word for word in words if len(word) >= MIN_NAME_LETTERS and not word.isdigit()]


def _resolve_all(cited: Sequence[str], part: str, names: NameIndex, *, is_group: bool) -> tuple[int, ...]:
    """Return the entries that the names mean for each year of the part."""
    found: list[int] = []
    for year in _YEARS.finditer(part):
        number = int(year["year"]) if year["year"] else None
        found += _resolve(cited, names.by_year.get(number, ()), year["letter"] or "", is_group=is_group)
    return tuple(dict.fromkeys(found))


def _resolve(cited: Sequence[str], keys: Sequence[_Key], letter: str, *, is_group: bool) -> list[int]:
    """Return the entries that match the names best; several only if nothing tells them apart.

    ``is_group`` says that ``dkk.`` stood behind the names: an entry of several authors is meant.
    """
    ranked = [(_rank(cited, key, is_group=is_group), key) for key in keys]
    ranked = [(rank, key) for rank, key in ranked if rank[0] >= max(1, len(cited))]
    if not ranked:
        return []  # none, or entries that share only some of several names
    best = max(rank for rank, _ in ranked)
    tied = [key for rank, key in ranked if rank == best]
    if letter:
        tied = [key for key in tied if key.letter == letter] or tied
    return [key.entry for key in tied] if len(tied) <= MAX_TIED else []


def _rank(cited: Sequence[str], key: _Key, *, is_group: bool) -> tuple[int, bool, bool]:
    """Return names in common (family parts count twice), first author cited first, number of authors fits."""
    family = sum(word in key.families for word in cited)
    other = sum(word in key.others and word not in key.families for word in cited)
    fits = key.authors > 1 if is_group or len(cited) > 1 else key.authors == 1
    return 2 * family + other, cited[0] in key.first, fits
