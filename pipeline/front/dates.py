"""Dates of Indonesian, English and German articles, and the history that labels give them, as ISO 8601.

A history is read in two steps: labels and dates are found in printing order, then each date goes to its
label. ``Diterima`` names either the day a manuscript came in or the day it was taken; the labels around it
decide, and where they do not, the first date of a history is the day it was received.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

from pipeline.document import Diagnostic
from pipeline.fields import Dates
from pipeline.lexicon import load_json

FIRST_YEAR, LAST_YEAR = 1800, 2100
"""Years outside are numbers of something else."""

CENTURY_SPLIT = 50
"""Years of two digits below it are of this century, as POSIX and Office read them."""

FUZZY_LETTERS = 5
"""Months of at least so many letters may carry one typing error (``Okober``)."""

GAP_WORDS = 2
"""Words that may stand between a label and its date, such as ``pada tanggal``; more is running text."""

OPENING = 3
"""Letters by which most lines are told to open with no label."""

_DATE = re.compile(
    r"""
    (?<![\d/.-]) (?:
      (?P<iso_year>\d{4}) \s?[-/.]\s? (?P<iso_month>\d{1,2}) \s?[-/.]\s? (?P<iso_day>\d{1,2}) (?![\d/])
    | (?P<day>\d{1,2}) \s?[-/.]\s? (?P<month>\d{1,2}) \s?[-/.]\s? (?P<year>\d{4}|\d{2}) (?![\d/])
    | (?P<day_of>\d{1,2}) (?:st|nd|rd|th|\.)? (?:\s*[-/]\s*|\s*) (?:of\s+)? (?P<name>[^\W\d_]{3,10}+) \.?
        (?:\s*[-/]\s*|\s*,?\s*) (?P<name_year>\d{4}) (?!\d)
    | (?=[ADFJMNOPSadfjmnops]) (?:  # letters that months begin with
          (?P<us_name>[^\W\d_]{3,10}+) \.? \s* (?P<us_day>\d{1,2}) (?:st|nd|rd|th)?
            (?:\s*,\s*|\s+) (?P<us_year>\d{4}) (?!\d)
        | (?P<only_name>[^\W\d_]{3,10}+) \.? ,? \s* (?P<only_year>\d{4}) (?![\d-]) )
    )
    """,
    re.VERBOSE,
)

Field = Literal["received", "revised", "accepted", "published", "ambiguous", "none"]
FIELDS: tuple[Field, ...] = ("received", "revised", "accepted", "published")


class FoundDate(NamedTuple):
    """A date in a text: characters ``[start, end)``, ``iso`` with or without the day."""

    start: int
    end: int
    iso: str


class Event(NamedTuple):
    """A label with the date that it names, in printing order."""

    field: Field
    iso: str


_OPENING = re.compile(r"^\W+")


class _Label(NamedTuple):
    start: int
    end: int
    field: Field


def read_month(word: str) -> int | None:
    """Return the number of the month that ``word`` names (1 is January), one typing error allowed."""
    folded = word.casefold().rstrip(".")
    exact = _months().get(folded)
    if exact is not None or len(folded) < FUZZY_LETTERS:
        return exact
    long_names = ((name, number) for name, number in _months().items() if len(name) >= FUZZY_LETTERS)
    near = {number for name, number in long_names if _is_near(folded, name)}
    return near.pop() if len(near) == 1 else None


def find_dates(text: str) -> tuple[FoundDate, ...]:
    """Return all dates of ``text`` in order; days before months unless the numbers forbid it."""
    found, at = [], 0
    while match := _DATE.search(text, at):
        iso = _to_iso(match)
        if iso:
            found.append(FoundDate(match.start(), match.end(), iso))
        at = match.end() if iso else match.start() + 1
    return tuple(found)


def read_history(lines: Sequence[str]) -> tuple[Dates, tuple[Diagnostic, ...]]:
    """Return the article's history from lines of front matter and running feet, in printing order."""
    events = find_events(" \n ".join(lines))
    dates, doubts = _assign(_settle(events))
    return dates, doubts


def has_date_label(text: str) -> bool:
    """Return whether ``text`` opens with a label of an article's history (``Diterima:``, ``Received``)."""
    text = text if text[:1].isalpha() else _OPENING.sub("", text)
    if text[:OPENING].lower() not in _label_openings():
        return False
    match = _label_pattern().match(text)
    if match is None:
        return False
    rest = text[match.end() :].lstrip()
    if not rest or rest[0] in ":;,-–|" or rest[0].isdigit():
        return True
    return read_month(rest.split()[0].strip(",.")) is not None


def find_events(text: str) -> tuple[Event, ...]:
    """Return each date that a label names.

    A run of labels before a run of as many dates is paired in order (the rows of a box); otherwise a date
    belongs to the label just before it.
    """
    dates = find_dates(text)
    if not dates:
        return ()
    marks: list[_Label | FoundDate] = sorted([*_find_labels(text, dates), *dates])
    events: list[Event] = []
    labels: list[_Label] = []
    for run in _runs(marks):
        if isinstance(run[0], _Label):
            labels = [mark for mark in run if isinstance(mark, _Label)]
            continue
        found = [mark for mark in run if isinstance(mark, FoundDate)]
        if labels and _is_close(text[labels[-1].end : found[0].start]):
            paired = labels if len(labels) == len(found) else labels[-1:]
            events += [Event(label.field, date.iso) for label, date in zip(paired, found, strict=False)]
        labels = []
    return tuple(events)


def _find_labels(text: str, dates: Sequence[FoundDate]) -> list[_Label]:
    fields = _label_fields()
    spans = [(date.start, date.end) for date in dates]
    found = (
        _Label(match.start(), match.end(), fields[" ".join(match.group().casefold().split())])
        for match in _label_pattern().finditer(text)
    )
    return [label for label in found if not any(start <= label.start < end for start, end in spans)]


def _runs(marks: Sequence[_Label | FoundDate]) -> Iterator[list[_Label | FoundDate]]:
    """Yield stretches of labels alone and of dates alone."""
    run: list[_Label | FoundDate] = []
    for mark in marks:
        if run and type(mark) is not type(run[-1]):
            yield run
            run = []
        run.append(mark)
    if run:
        yield run


def _is_close(gap: str) -> bool:
    return len(re.findall(r"\w+", gap)) <= GAP_WORDS


def _settle(events: Sequence[Event]) -> tuple[Event, ...]:
    """Give each ambiguous or doubled label the field that its place in the history asks for."""
    fields = {event.field for event in events}
    settled: list[Event] = []
    for event in events:
        before = [earlier.field for earlier in settled]
        field = event.field
        if field == "ambiguous":
            if "received" in before or "revised" in before:
                field = "accepted"
            else:
                field = "accepted" if "received" in fields else "received"
        elif field == "received" and "received" in before and "revised" not in fields:
            field = "revised"  # a box whose second "Received" was meant to be "Revised"
        settled.append(Event(field, event.iso))
    return tuple(settled)


def _assign(events: Sequence[Event]) -> tuple[Dates, tuple[Diagnostic, ...]]:
    values: dict[Field, str] = {}
    doubts = []
    for event in events:
        known = values.setdefault(event.field, event.iso)
        if known != event.iso and event.field in FIELDS:
            doubts.append(_doubt("date_conflict", f"{event.field}: {known} and {event.iso}"))
    dates = Dates(*(values.get(field) for field in FIELDS))
    ordered = [values[field] for field in FIELDS if field in values]
    if any(late[: len(early)] < early[: len(late)] for early, late in pairwise(ordered)):
        doubts.append(_doubt("dates_out_of_order", ", ".join(ordered)))
    return dates, tuple(doubts)


def _doubt(code: str, message: str) -> Diagnostic:
    return Diagnostic("front_matter", code, "warning", None, message)


def _to_iso(match: re.Match[str]) -> str | None:
    part = match.groupdict()
    if part["iso_year"]:
        return _format(int(part["iso_year"]), int(part["iso_month"]), int(part["iso_day"]))
    if part["year"]:
        day, month = int(part["day"]), int(part["month"])
        if month > 12 >= day:  # 03/25/2021 can only be March
            day, month = month, day
        return _format(_full_year(part["year"]), month, day)
    for name, year, day_text in (("name", "name_year", "day_of"), ("us_name", "us_year", "us_day")):
        if part[name]:
            return _format(int(part[year]), read_month(part[name]), int(part[day_text]))
    return _format(int(part["only_year"]), read_month(part["only_name"]), None)


def _full_year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (2000 if year < CENTURY_SPLIT else 1900)


def _format(year: int, month: int | None, day: int | None) -> str | None:
    if month is None or not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        return None
    if day is None:
        return f"{year:04d}-{month:02d}"
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= day <= 31 else None


def _is_near(word: str, name: str) -> bool:
    """Return whether one letter added, dropped, changed or two swapped turn ``word`` into ``name``."""
    if word[0] != name[0] or abs(len(word) - len(name)) > 1:
        return False
    shorter = min(len(word), len(name))
    at = next((i for i in range(shorter) if word[i] != name[i]), shorter)
    rest, want = word[at:], name[at:]
    swapped = rest[1:2] + rest[:1] + rest[2:]
    return rest[1:] == want[1:] or rest[1:] == want or rest == want[1:] or swapped == want


@cache
def _months() -> dict[str, int]:
    return {name: int(number) for number, names in load_json("months").items() for name in names}


@cache
def _label_fields() -> dict[str, Field]:
    return {label: field for field, labels in load_json("date_labels").items() for label in labels}


@cache
def _label_openings() -> frozenset[str]:
    return frozenset(label[:OPENING] for label in _label_fields())


@cache
def _label_pattern() -> re.Pattern[str]:
    longest_first = sorted(_label_fields(), key=lambda label: (-len(label), label))
    words = "|".join(re.escape(label).replace(r"\ ", r"\s+") for label in longest_first)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
