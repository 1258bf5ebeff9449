"""The lines of an author block, read in order: names, institutions, addresses, notes about an author.

A ``Reading`` is filled line by line and not tied together here; see ``authors``. Lines of names are collected
until it is clear that the next one does not go on with them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.front.contacts import read_contacts
from pipeline.front.lines import LineKind, classify_line, has_words, is_open, take_label
from pipeline.front.marks import FENCED, drop_fences, fence, fence_ahead, is_star, take_ahead
from pipeline.front.mixed import split_mixed
from pipeline.front.names import is_name, read_names, read_student_id
from pipeline.front.places import add_places, clean_place, keep_contacts
from pipeline.front.prose import find_institutions, is_about_text, split_note, which_author
from pipeline.front.state import BlockLine, Person, Place, Reading, doubt_of

_SENTENCE = re.compile(r"[.;]\s+(?=[A-ZÀ-Þ])")
_NUMBERING = re.compile(r"(?:^|\s)\d[.)]\s+(?=[^\W\d_])")
"""Numbers of supervisors in a list of them: ``1. Dr. Sri Mulyati 2. Ahmad Yani``."""

_BY_GERMAN = re.compile(r"von\s", re.IGNORECASE)
_LONE_WORD = re.compile(r",\s*[^\W\d_][\w-]+\s*$")


def read_line(reading: Reading, line: BlockLine) -> None:
    """Add what one line says."""
    fenced = fence(line.text, line.raised)
    if line.late:
        reading.told_late = reading.told_late or not reading.places
        if reading.told_late:
            _read_note(reading, fenced)
        return
    if _read_note(reading, fenced):
        return
    if _read_mixed(reading, fenced):
        return
    kind = line.kind or _classify(reading, fenced)
    if kind in ("author", "supervisor"):
        _add_names(reading, fenced, kind)
    elif kind == "label":
        reading.supervising = False
    elif kind == "student_id" and (reading.people or reading.pending):
        reading.pending += f" ({read_student_id(drop_fences(fenced))})" if reading.pending else ""
        flush_names(reading)
    else:
        flush_names(reading)
        if kind == "contact":
            _add_contacts(reading, fenced)
        else:
            add_places(reading, fenced, known=kind == "affiliation")
    reading.last = kind


def _read_mixed(reading: Reading, fenced: str) -> bool:
    """Read a line of names with their institutions; once a block has begun so, each of its lines may be one."""
    first = reading.mixed or not (reading.people or reading.pending)
    contacts = read_contacts(fenced)
    pairs = split_mixed(take_label(take_ahead(contacts.rest).text).text, first=first)
    for pair in pairs:
        flush_names(reading)
        reading.group += bool(reading.people)
        reading.pending = pair.names
        flush_names(reading)
        reading.places.append(Place(pair.place, (), reading.group))
    if pairs:
        reading.mixed, reading.last = True, "affiliation"
        keep_contacts(reading, contacts.mails, contacts.orcids)
    return bool(pairs)


def _classify(reading: Reading, fenced: str) -> LineKind:
    """Classify by words, then by what the line before left open."""
    kind = classify_line(fenced)
    after_place = reading.last == "affiliation" and reading.places
    if kind == "author" and after_place:
        before = reading.places[-1].text
        alone = len(drop_fences(fenced).split()) == 1 and not FENCED.search(fenced)
        marked = bool(reading.people) and all(person.name.marks for person in reading.people)
        if is_open(before) or alone or (marked and not FENCED.search(fenced)):
            return "affiliation"
    if kind == "unknown" and reading.last in ("affiliation", "author"):
        return "affiliation"
    return kind


def _add_names(reading: Reading, fenced: str, kind: LineKind) -> None:
    """Collect lines of names until it is clear whether the next goes on with them."""
    ahead = take_ahead(fenced)
    labelled = take_label(ahead.text)
    text = labelled.text if labelled.label in ("by", "supervisor") else fenced
    if labelled.label == "supervisor":
        text = _NUMBERING.sub("; ", text)
    if kind == "supervisor" or labelled.label:
        flush_names(reading)
        reading.supervising = "supervisor" in (kind, labelled.label)
    elif reading.last not in ("author", "supervisor"):
        flush_names(reading)
    if _BY_GERMAN.match(ahead.text):
        text = _LONE_WORD.sub("", text)  # the author's town: no German is known by one name
    contacts = read_contacts(text)
    text = contacts.rest if contacts.mails or contacts.orcids else text
    if reading.pending and not _goes_on(reading.pending):
        flush_names(reading)
    reading.pending = f"{reading.pending} {text}".strip()
    if contacts.mails or contacts.orcids:
        flush_names(reading)
        keep_contacts(reading, contacts.mails, contacts.orcids)


def _goes_on(pending: str) -> bool:
    """Return whether names must go on in the next line.

    They must behind a comma, and where the last of several names lacks the marks that the others have.
    """
    names = read_names(pending)
    if is_open(drop_fences(pending)) or pending.rstrip().endswith((",", "&", ";")):
        return True
    return len(names) > 1 and (not any(name.marks for name in names) or not names[-1].marks)


def flush_names(reading: Reading) -> None:
    """Turn the names collected so far into people."""
    if not reading.pending:
        return
    if reading.places and reading.people and any(place.group == reading.group for place in reading.places):
        reading.group += 1
    for name in read_names(reading.pending):
        if not is_name(name.text):
            reading.doubts.append(doubt_of("odd_author_name", name.text))
        supervisor = reading.supervising or take_label(name.note).label == "supervisor"
        reading.people.append(Person(name, reading.group, supervisor=supervisor))
    reading.pending = ""


def _read_note(reading: Reading, fenced: str) -> bool:
    """Read ``Mira Orisa adalah Mahasiswa ... (email: x)``, a sentence about authors who are known."""
    ahead = take_ahead(fence_ahead(fenced))
    note = split_note(ahead.text)
    if note is not None and is_about_text(note.subject):
        return True
    owners = _subjects(reading, note.subject, ahead.marks) if note is not None else []
    if note is None or not owners:
        return False
    flush_names(reading)
    owners = _subjects(reading, note.subject, ahead.marks)
    contacts = read_contacts(note.rest)
    for place in find_institutions(contacts.rest) or _post(contacts.rest):
        reading.places.append(Place(place, (), -1))
        for owner in owners:
            owner.affiliations.append(len(reading.places) - 1)
    if len(owners) == 1:
        owners[0].mails += [mail.address for mail in contacts.mails if mail.address not in owners[0].mails]
    else:
        keep_contacts(reading, contacts.mails, contacts.orcids)
    reading.last = "label"
    return True


def _subjects(reading: Reading, subject: str, marks: Sequence[str]) -> list[Person]:
    """Return whom a sentence is about: the author named, the one of that number or mark, or all."""
    people = [*reading.people, *_pending_people(reading)]
    number = which_author(subject)
    if number is None:
        names = [name.text.casefold() for name in read_names(subject)]
        return [person for person in people if person.name.text.casefold() in names]
    if number:
        return people[number - 1 : number]
    marked = [person for person in people if set(marks) & set(person.name.marks)]
    return marked or [person for person in people if not person.supervisor]


def _post(text: str) -> tuple[str, ...]:
    """Return a post without an institution, ``Independent Researcher, Prague``, where it is a name and no prose."""
    first = clean_place(_SENTENCE.split(text, maxsplit=1)[0])
    return (first,) if first[:1].isupper() and has_words(first, "position") else ()


def _pending_people(reading: Reading) -> list[Person]:
    return [Person(name, reading.group) for name in read_names(reading.pending)]


def _add_contacts(reading: Reading, fenced: str) -> None:
    """Add addresses; a label or a star says that they are the corresponding author's."""
    ahead = take_ahead(fenced)
    labelled = take_label(ahead.text)
    contacts = read_contacts(fenced)
    mails = contacts.mails
    if labelled.label == "corresponding":
        reading.corresponding.append(ahead.text)
        if len(mails) == 1:
            mails = (mails[0]._replace(marks=(*mails[0].marks, "*")),)
    elif labelled.label == "email" and len(mails) == 1 and any(map(is_star, ahead.marks)):
        mails = (mails[0]._replace(marks=(*mails[0].marks, *ahead.marks)),)
    keep_contacts(reading, mails, contacts.orcids)
