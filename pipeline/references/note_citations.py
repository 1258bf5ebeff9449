"""What short footnotes mean: ``Ibid.``, ``Op. Cit.``, ``Loc. Cit.``, ``supra``, short titles, full citations.

Ibid. means the note before; Op. Cit. the last note with a work of that author, whatever stands between; Loc.
Cit. the same place. Each leads to the note directly meant and, along the chain of such notes, to the entry of the
reference list. What leads nowhere is said, not guessed. Source: domain notes 4.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from pipeline.fields import Reference, RefersTo
from pipeline.front.person_names import is_initials
from pipeline.references.words import reference_words

Kind = Literal["ibid", "op_cit", "loc_cit", "supra", "full"]

MAX_CHARS = 4000
"""Characters of a note that are read: its citations stand at its start or not far in."""
MIN_TITLE = 12
"""Letters of a title from which finding it in a note proves the work."""
MIN_SHORT_TITLE = 8
"""Letters of a short title that, behind the author's name, name the work."""
MAX_BEFORE_IBID = 60
MAX_NAME_SPACES = 6
"""Characters and spaces that names before ``ibid`` take at most."""
MIN_WORD = 5
"""Letters of a title that stands right behind its author."""
MIN_NAME_LETTERS = 3
MAX_INITIALS = 3
"""Letters of the longest word, without full stops, that is nothing but initials."""

_LEAD = re.compile(
    r"""^\s*(?:[^\W\d_]\s+)?[^\w\s]*\s*   # an ornament before the note
        (?:(?:lihat|baca|periksa|bandingkan|bdk|dikutip|dalam|dari|juga|kembali|lih|sebagaimana|seperti
        |dengan|misalnya|see|cf|also|for|instance|example|vgl|siehe|so|auch)\b[\s.,:]*)+""",
    re.VERBOSE | re.IGNORECASE,
)
_IBID = re.compile(r"\b(?:ibid(?:em)?|ibit|idem|id\.|ebd\.?|ebenda)(?=[\s.,;:)]|$)", re.IGNORECASE)
_OP_CIT = re.compile(
    r"\bop\.?\s*,?\s*ci[td]\b\.?|\bopcit\b\.?|\bop\.\s?cit|\ba\.\s?a\.\s?O\b\.?|\baaO\b", re.IGNORECASE
)
_LOC_CIT = re.compile(r"\bloc\.?\s*,?\s*ci[td]\b\.?|\bloccit\b\.?|\blok\.\s?cit", re.IGNORECASE)
_SHORT_FORMS: tuple[tuple[Kind, re.Pattern[str]], ...] = (("loc_cit", _LOC_CIT), ("op_cit", _OP_CIT))
_SHORT_HINTS = ("cit", "cid", "a.o", "a. o", "aao")
_SUPRA_HINTS = ("supra", "catatan", "footnote", "fn.")
"""In small letters; without one of them no short form can match: most notes have none."""
_SUPRA = re.compile(
    r"""\bsupra\b[\s,]*(?:(?:note|catatan\s+kaki|footnote|n|fn|ck)\b\.?\s*)?(?:nomor|no\.?|ke-?)?\s*(?P<number>\d{1,3})?
      | \b(?:catatan\s+kaki|footnote|fn\.)\s*(?:nomor|no\.?|ke-?)?\s*(?P<number_2>\d{1,3})\b""",
    re.VERBOSE | re.IGNORECASE,
)
_CITING = re.compile(
    r"""\b(?:hlm|hal|halaman|pp?|h|S)\b\.?\s*:?\s*\d        # a page
      | \([^()]*\b(?:1[5-9]|20)\d\d\)                        # (City: Publisher, 2001), (2019)
      | https?:|www\.|\bdiakses\b|\baccessed\b
      | \bvol(?:ume)?\b\.?\s*\d | \bnomor\s+\d+.*\btahun\s+\d{4} | \bno\.?\s*\d+\s+tahun\s+\d{4}
      | \bpasal\s+\d | \bputusan\b | ,\s*(?:1[5-9]|20)\d\d\b | \b(?:1[5-9]|20)\d\d,\s | \bwawancara\b""",
    re.VERBOSE | re.IGNORECASE,
)
_CITED_BEFORE = re.compile(
    r"\b(?:hlm|hal|halaman|pp?|S)\b\.?\s*:?\s*\d|https?:|:\s.*\b(?:1[89]|20)\d\d\)", re.IGNORECASE
)
"""A page, an address or an imprint: another work was cited in full before the short form."""
_PAGES_BEHIND = re.compile(
    r"[\s,.(]*\b(?:hlm|hal|halaman|pp?|h|S)\b\.?\s*:?\s*[\d–-].*$|[\s,.:(]*\d[\d\s,–-]*\.?\s*$", re.DOTALL
)
_NAME_END = re.compile(r"[,(“\"‘:;]|\.\s")
_IMPRINT = re.compile(
    r"\([^()]*\b(?:1[5-9]|20)\d\d\)|:\s[^,.;:]{2,60},\s(?:1[5-9]|20)\d\d|,\s(?:1[5-9]|20)\d\d\b|\bvol(?:ume)?\b",
    re.IGNORECASE,
)
"""What only a citation in full has."""
_TITLE_END = re.compile(r"[(”\"’]|,\s(?=[A-Z][\w ]+:)|,\s*(?=\d)|[.,]\s(?=[Dd]alam\b|in\b|Jurnal|Journal)")
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_WORD = re.compile(r"[^\W\d_][\w’'‘`-]*")
_LETTERS = re.compile(r"[^\W_]+")
_NO_NAME = frozenset(
    {"dan", "and", "und", "dkk", "et", "al", "the", "prof", "drs", "dra", "lihat", "dalam", "see", "ibid", "para", "ed"}
    | {"eds", "hlm", "hal", "van", "von", "bin", "binti", "juga", "menurut"}
)


class Work(NamedTuple):
    """A work that a note cites: words of its authors' names, its letters, the note, its entry in the list."""

    names: frozenset[str]
    letters: str
    note: int
    reference: int | None


class NoteLinks(NamedTuple):
    """``refers`` is parallel to the notes; ``unresolved`` holds indices of short notes that lead nowhere."""

    refers: tuple[RefersTo | None, ...]
    unresolved: tuple[int, ...]


class _Shelf(NamedTuple):
    """The reference list, prepared for look-up: names and letters of titles, parallel to the entries."""

    names: tuple[frozenset[str], ...]
    titles: tuple[str, ...]


def link_notes(texts: Sequence[str], markers: Sequence[str], references: Sequence[Reference]) -> NoteLinks:
    """Say what each note means; ``texts`` and ``markers`` are those of the notes in order, markers taken off.

    A full citation refers to its entry alone (kind ``full``, no note); a note that is none of these, to nothing.
    """
    shelf = _Shelf(
        tuple(frozenset(_names(" ".join(f"{a.given or ''} {a.family or ''}" for a in r.authors))) for r in references),
        tuple(_letters(r.title or "") for r in references),
    )
    reader = _Reader(markers, shelf)
    for text in texts:
        reader.read(text)
    return NoteLinks(tuple(reader.refers), tuple(reader.unresolved))


class _Reader:
    """Reads notes in order and remembers what they cited."""

    def __init__(self, markers: Sequence[str], shelf: _Shelf) -> None:
        self.markers = markers
        self.shelf = shelf
        self.refers: list[RefersTo | None] = []
        self.unresolved: list[int] = []
        self.works: list[Work] = []
        self.cited: list[Work | None] = []
        """Per note: the work that it ends up at; None for a note that cites nothing."""

    def read(self, text: str) -> None:
        """Read the next note."""
        index = len(self.refers)
        text = _LEAD.sub("", " ".join(text[:MAX_CHARS].split()), count=1)
        kind, work = self._recognise(text)
        letters = _letters(text)
        entries = [] if kind else self._find_entries(text, letters)
        if kind is None and (work := self._find_cited(text, entries)):
            kind = "op_cit"
        if kind is None:
            work = self._read_full(text, letters, index, entries)
            refers = RefersTo("full", None, work.reference) if work and work.reference is not None else None
        elif work is None:
            self.unresolved.append(index)
            refers = None
        else:
            refers = RefersTo(kind, work.note if work.note >= 0 else None, work.reference)
        self.refers.append(refers)
        self.cited.append(None if work is None else work._replace(note=index))

    def _recognise(self, text: str) -> tuple[Kind | None, Work | None]:
        """Return the kind of a note that is short by its own words, and the work and note directly meant."""
        ibid = _IBID.search(text, 0, MAX_BEFORE_IBID)
        if ibid and not _CITING.search(text[: ibid.start()]) and text[: ibid.start()].count(" ") <= MAX_NAME_SPACES:
            return "ibid", self._same_author(_names(text[: ibid.start()]))
        small = text.lower()
        for kind, pattern in _SHORT_FORMS if any(hint in small for hint in _SHORT_HINTS) else ():
            match = pattern.search(text)
            before = text[: match.start()] if match else ""
            if match and not _CITED_BEFORE.search(before):
                return kind, self._find_author(before) or self._bare(before)
        supra = _SUPRA.search(text) if any(hint in small for hint in _SUPRA_HINTS) else None
        if supra and not _CITED_BEFORE.search(text[: supra.start()]):
            return "supra", self._note_numbered(supra["number"] or supra["number_2"]) or self._find_author(
                text[: supra.start()]
            )
        short = self._find_short(text)
        return ("op_cit", short) if short else (None, None)

    def _same_author(self, names: frozenset[str]) -> Work | None:
        """Return the work of the note before; behind a name (``Sugiyono, ibid``) the last work by that name."""
        before = self._note_before()
        if not names or (before and not before.names.isdisjoint(names)):
            return before
        return next((work for work in reversed(self.works) if not work.names.isdisjoint(names)), None)

    def _note_before(self) -> Work | None:
        """Return the work of the note before, or of the last one that cited, if the one before only explains."""
        for index in range(len(self.cited) - 1, -1, -1):
            if index in self.unresolved:
                return None
            work = self.cited[index]
            if work is not None:
                return work
        return None

    def _bare(self, before: str) -> Work | None:
        """Return the last work, for an Op. Cit. without a name."""
        return None if _names(before) else self._note_before()

    def _note_numbered(self, number: str | None) -> Work | None:
        if number is None:
            return None
        for index in range(len(self.cited) - 1, -1, -1):
            if self.markers[index].strip("()[]. ") == number:
                return self.cited[index]
        return None

    def _find_author(self, before: str) -> Work | None:
        """Return the last work whose authors bear the names; a title behind them decides between several."""
        match = _NAME_END.search(before)
        names = _names(before[: match.start()] if match else before)
        title = _letters(before[match.end() :]) if match else ""
        if not names:
            return self._find_title(title)
        shared = [(len(work.names & names), work) for work in self.works]
        best = max((count for count, _ in shared), default=0)
        if best == 0 or best < len(names) // 2:
            return self._on_shelf(names)
        works = [work for count, work in shared if count == best]
        titled = [work for work in works if len(title) >= MIN_SHORT_TITLE and title in work.letters]
        year = _YEAR.search(before)
        dated = [work for work in titled or works if year and year.group() in work.letters]
        return (dated or titled or works)[-1]

    def _find_title(self, title: str) -> Work | None:
        """Return the last work of that short title, for one cited by its title alone."""
        if len(title) < MIN_SHORT_TITLE:
            return None
        return next((work for work in reversed(self.works) if title in work.letters), None)

    def _on_shelf(self, names: frozenset[str]) -> Work | None:
        """Return the only entry of the list by those names, for a work that no note cites in full."""
        entries = [index for index, known in enumerate(self.shelf.names) if names & known and names <= known]
        return Work(names, "", -1, entries[0]) if len(entries) == 1 else None

    def _find_short(self, text: str) -> Work | None:
        """Return the work of an author and short title (``Rahardjo, Hukum Progresif, hlm. 12``) cited before."""
        match = _NAME_END.search(text)
        if match is None or len(text) > MAX_SHORT or reference_words().legal.match(text):
            return None
        names = _names(text[: match.start()])
        title = _letters(_PAGES_BEHIND.sub("", text[match.end() - 1 :]))
        if names and not title and _CITING.search(text):  # ``Rai, hlm. 12``
            return next((work for work in reversed(self.works) if names <= work.names), None)
        if not names or len(title) < MIN_WORD:
            return None
        for work in reversed(self.works):
            shorter = len(title) < len(work.letters) - len(title) // 2
            if shorter and title in work.letters and not names.isdisjoint(work.names):
                return work
        return None

    def _find_cited(self, text: str, entries: Sequence[int]) -> Work | None:
        """Return the work that an earlier note cited in full, if this one names it without imprint or year.

        ``entries`` are those whose title stands in the note.
        """
        if len(entries) != 1 or not self.shelf.names[entries[0]] or _IMPRINT.search(text):
            return None  # several, a law (always cited by its whole name), or a citation in full
        return next((work for work in reversed(self.works) if work.reference == entries[0]), None)

    def _read_full(self, text: str, letters: str, index: int, entries: Sequence[int]) -> Work | None:
        """Return the work that a note cites in full and remember it; None for a note that cites nothing.

        A note may cite several: each can be meant by a later short form, none by an Ibid.
        """
        if not entries and not _CITING.search(text):
            return None
        match = _NAME_END.search(text)
        names = _names(text[: match.start()] if match else text)
        for entry in entries[1:]:
            self.works.append(Work(self.shelf.names[entry], letters, index, entry))
        first = entries[0] if entries else None
        if first is not None:
            names = self.shelf.names[first] if len(entries) > 1 else names | self.shelf.names[first]
        work = Work(names, letters, index, first)
        self.works.append(work)
        return work

    def _find_entries(self, text: str, letters: str) -> list[int]:
        """Return the entries whose title stands in the ``letters`` of the note, along with an author, in that order.

        A title too short to prove anything must follow the authors at once, as must a title cut short.
        """
        words = _names(text)
        match = _NAME_END.search(text)
        behind = text[match.end() :] if match else ""
        title = _letters(_PAGES_BEHIND.sub("", _TITLE_END.split(behind.strip(' “"‘'), 1)[0]))
        behind = _letters(behind)
        found = []
        for index, (known, names) in enumerate(zip(self.shelf.titles, self.shelf.names, strict=True)):
            if names and names.isdisjoint(words):
                continue
            at = letters.find(known) if len(known) >= MIN_TITLE else -1
            if at < 0 and len(known) >= MIN_WORD and behind.startswith(known):
                at = 0
            if at < 0 and len(title) >= MIN_SHORT_TITLE and names and known.startswith(title):
                at = 0
            if at >= 0:
                found.append((at, -len(known), index))
        return [index for _, _, index in _apart(sorted(found))]


def _apart(found: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Return the titles that do not lie inside one before them (``Ilmu Hukum`` in ``Struktur Ilmu Hukum``)."""
    kept: list[tuple[int, int, int]] = []
    for one in found:
        if not kept or one[0] >= kept[-1][0] - kept[-1][1]:
            kept.append(one)
    return kept


MAX_SHORT = 160
"""Characters of a note that cites by a short title."""


def _names(text: str) -> frozenset[str]:
    """Return the words of a text that can be names, case-folded: capitalised, no initials, no connectors."""
    words = (word.strip("'’-") for word in _WORD.findall(text))
    return frozenset(
        word.casefold()
        for word in words
        if len(word) >= MIN_NAME_LETTERS
        and word[0].isupper()
        and (len(word) > MAX_INITIALS or not is_initials(word))
        and word.casefold() not in _NO_NAME
    )


def _letters(text: str) -> str:
    return "".join(_LETTERS.findall(text.casefold()))
