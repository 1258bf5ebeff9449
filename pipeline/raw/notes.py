"""Footnotes in extracted text: which lone number is a call, which begins a note, and which lines are a note's.

Two sightings: the first lone line of a number is its call in the text, the second the start of its note. A note's
further lines are known by rhythm: such text has a blank line after every line of the body and none between the
lines of a note. Where there is no such rhythm, a note reaches to the next note or to the end of the page.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median_low

from pipeline.raw.lines import RawLine

ENDINGS = frozenset('.)”"’')
"""Last characters of a note that is finished."""


@dataclass(slots=True)
class RawNote:
    """A note: ``call`` and ``start`` are the lines of its number, ``lines`` those of its text in order.

    ``start`` is None for a call that no note answers to.
    """

    marker: str
    call: int | None
    start: int | None
    lines: list[int] = field(default_factory=list)
    parts: int = 0
    """Stretches of lines: most notes have one line of their own, then the rest in one stretch."""


def find_notes(lines: Sequence[RawLine], taken: frozenset[int]) -> list[RawNote]:
    """Return the notes in the order of their calls; ``taken`` lines are furniture."""
    notes = _pair_numbers(lines, taken)
    starts = {note.start: note for note in notes if note.start is not None}
    calls = frozenset(note.call for note in notes if note.call is not None)
    if not starts:
        return notes
    spaced = _has_rhythm(lines, taken | calls | frozenset(starts))
    for page in _pages(lines, taken):
        first = next((k for k, i in enumerate(page) if i in starts), None)
        if first is None:
            continue
        if spaced:
            _read_by_rhythm(lines, page[first:], starts, calls)
        else:
            _read_to_page_end(page[first:], starts, calls)
    return notes


def _pages(lines: Sequence[RawLine], taken: frozenset[int]) -> list[list[int]]:
    pages: defaultdict[int, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        if i not in taken:
            pages[line.page].append(i)
    return list(pages.values())


def _pair_numbers(lines: Sequence[RawLine], taken: frozenset[int]) -> list[RawNote]:
    """Pair the lone numbers of the whole text, or page by page where numbers start again.

    A number seen once is a call without note when it is the next one expected; any other is left as text.
    """
    numbers = [i for i, line in enumerate(lines) if line.is_number and i not in taken]
    often = Counter(lines[i].text for i in numbers)
    restarts = any(times > 2 for times in often.values())
    groups: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for i in numbers:
        groups[lines[i].page if restarts else 0, lines[i].text].append(i)
    notes: list[RawNote] = []
    for (_, marker), places in sorted(groups.items(), key=lambda item: item[1][0]):
        if len(places) == 2:
            notes.append(RawNote(marker, places[0], places[1]))
        elif notes and int(marker) == int(notes[-1].marker) + 1:
            notes.append(RawNote(marker, places[0], None))
    return notes


def _has_rhythm(lines: Sequence[RawLine], taken: frozenset[int]) -> bool:
    gaps = [line.gap for i, line in enumerate(lines) if i and i not in taken and i - 1 not in taken]
    return bool(gaps) and median_low(gaps) >= 1


def _read_to_page_end(page: Sequence[int], starts: Mapping[int, RawNote], calls: frozenset[int]) -> None:
    note = starts[page[0]]
    for i in page:
        if i in starts:
            note = starts[i]
        elif i not in calls:
            note.lines.append(i)


def _read_by_rhythm(
    lines: Sequence[RawLine], page: Sequence[int], starts: Mapping[int, RawNote], calls: frozenset[int]
) -> None:
    """Give each stretch of close lines below the first note to the note that it belongs to."""
    opened: list[RawNote] = []
    stretches = list(_split_stretches(lines, page, starts, calls))
    for k, stretch in enumerate(stretches):
        if stretch[0] in starts:
            opened.append(starts[stretch[0]])
            _extend(opened[-1], stretch[1:])
        elif opened:
            close = len(stretch) > 1 or _runs_into_note(lines, stretches, k, starts)
            note = _find_owner(lines, opened, stretch, close, last=k == len(stretches) - 1)
            if note is not None:
                _extend(note, stretch)


def _extend(note: RawNote, stretch: Sequence[int]) -> None:
    note.lines.extend(stretch)
    note.parts += bool(stretch)


def _split_stretches(
    lines: Sequence[RawLine], page: Sequence[int], starts: Mapping[int, RawNote], calls: frozenset[int]
) -> Iterator[list[int]]:
    """Yield runs of lines without a blank line between; a note's number begins a run, a call parts runs."""
    run: list[int] = []
    for i in page:
        parted = i in starts or i in calls or i - 1 in calls or lines[i].gap > 0
        if run and parted:
            yield run
            run = []
        if i not in calls:
            run.append(i)
    if run:
        yield run


def _runs_into_note(
    lines: Sequence[RawLine], stretches: Sequence[Sequence[int]], k: int, starts: Mapping[int, RawNote]
) -> bool:
    """The next note's number follows without a blank line."""
    if k + 1 == len(stretches):
        return False
    following = stretches[k + 1][0]
    return following in starts and lines[following].gap == 0


def _find_owner(
    lines: Sequence[RawLine], opened: Sequence[RawNote], stretch: Sequence[int], close: bool, last: bool
) -> RawNote | None:
    """Return the note that a stretch without number belongs to; None for text of the body.

    A line that stands alone is a note's only right after the note's number, or as the last of its page.
    """
    current = opened[-1]
    if current.parts == 0:
        return current
    unfinished = [note for note in opened if note.parts == 1 and not _is_finished(lines, note)]
    if not close:
        return current if last and current in unfinished else None
    if current.parts == 1 or not _is_finished(lines, current):
        return current
    return unfinished[0] if unfinished else None


def _is_finished(lines: Sequence[RawLine], note: RawNote) -> bool:
    return bool(note.lines) and lines[note.lines[-1]].text[-1] in ENDINGS
