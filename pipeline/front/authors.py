"""Authors and affiliations from the lines between title and abstract.

Lines are read in order into names, institutions and addresses (``front_reading``), then tied: by marks where
there are any, by standing together where there are none. What stays open is said in a diagnostic.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.document import Diagnostic
from pipeline.fields import Author
from pipeline.front.contacts import INITIALS_SCORE, MIN_STEM, Mail, match_mails, resemblance
from pipeline.front.marks import is_star
from pipeline.front.person_names import split_name
from pipeline.front.places import clean_place
from pipeline.front.reading import flush_names, read_line
from pipeline.front.state import BlockLine, Person, Reading, doubt_of

__all__ = ["AuthorBlock", "BlockLine", "read_authors"]


class AuthorBlock(NamedTuple):
    """What the block says; authors index ``affiliations``."""

    authors: tuple[Author, ...]
    affiliations: tuple[str, ...]
    doubts: tuple[Diagnostic, ...]


def read_authors(lines: Sequence[BlockLine]) -> AuthorBlock:
    """Read an author block, lines in printing order."""
    reading = Reading()
    for line in lines:
        read_line(reading, line)
    flush_names(reading)
    _tie_places(reading)
    _mark_corresponding(reading)
    _tie_mails(reading)
    _tie_orcids(reading)
    return _freeze(reading)


def _tie_places(reading: Reading) -> None:
    """Give each author the affiliations of his marks, else those that stand with him, else the only one."""
    for place in reading.places:
        place.text = clean_place(place.text)
    marked: dict[str, list[int]] = {}
    for at, place in enumerate(reading.places):
        for mark in place.marks:
            marked.setdefault(mark, []).append(at)
    plain = [at for at, place in enumerate(reading.places) if not place.marks and place.group >= 0]
    groups = {reading.places[at].group for at in plain}
    for person in reading.people:
        if person.affiliations:
            continue
        person.affiliations += [at for mark in person.name.marks for at in marked.get(mark, ())]
        if not person.affiliations:
            near = [at for at in plain if reading.places[at].group == person.group]
            near = _own_place(reading, person, near)
            person.affiliations += near or (plain if len(groups) == 1 else [])
        if not person.affiliations and len({id(who) for who in reading.people}) == 1:
            person.affiliations += range(len(reading.places))
        if not person.affiliations and reading.places:
            reading.doubts.append(doubt_of("author_without_affiliation", person.name.text))


def _own_place(reading: Reading, person: Person, near: list[int]) -> list[int]:
    """Return the person's place alone where as many authors as places, line by line, stand together."""
    mates = [other for other in reading.people if other.group == person.group and not other.supervisor]
    if len(near) != len(mates) or len(near) < 2 or person.supervisor:
        return near
    return [near[next(at for at, other in enumerate(mates) if other is person)]]


def _mark_corresponding(reading: Reading) -> None:
    """Find the corresponding author: named in the note, or starred where stars call no affiliation."""
    for note in reading.corresponding:
        for person in reading.people:
            if person.name.text.casefold() in note.casefold():
                person.corresponding = True
    stars = {mark for place in reading.places for mark in place.marks if is_star(mark)}
    authors = [person for person in reading.people if not person.supervisor]
    starred = [who for who in authors if any(is_star(m) and m not in stars for m in who.name.marks)]
    if starred and (len(starred) < len(authors) or reading.corresponding):
        for person in starred:
            person.corresponding = True


def _tie_mails(reading: Reading) -> None:
    """Give each address to its author: by mark, by standing with one author, by name, by order."""
    left: list[Mail] = []
    for mail, group in reading.mails:
        owner = _marked_owner(reading, mail) or _lone_owner(reading, mail, group)
        if owner is None:
            left.append(mail)
        else:
            _give(owner, mail)
    authors = [person for person in reading.people if not person.supervisor] or reading.people
    free = [person for person in authors if not person.mails]
    owners = match_mails([mail.address for mail in left], [person.name.text for person in free])
    for mail, at in zip(left, owners, strict=True):
        if at is not None:
            _give(free[at], mail)
    rest = [mail for mail, at in zip(left, owners, strict=True) if at is None]
    free = [person for person in authors if not person.mails]
    if rest and authors:
        _tie_rest(reading, rest, free, authors)


def _tie_rest(reading: Reading, rest: list[Mail], free: list[Person], authors: list[Person]) -> None:
    """Give addresses that resemble no name: in order where numbers agree, else to who answers letters."""
    if len(rest) == len(free):
        for mail, person in zip(rest, free, strict=True):
            _give(person, mail)
        return
    owner = next((person for person in authors if person.corresponding), (free or authors)[0])
    for mail in rest:
        if not owner.corresponding:
            reading.doubts.append(doubt_of("email_owner_uncertain", f"{mail.address}: {owner.name.text}?"))
        _give(owner, mail)


def _marked_owner(reading: Reading, mail: Mail) -> Person | None:
    """Return the one author with the mail's mark, or the author of that number where marks are shared."""
    numbers = [mark for mark in mail.marks if not is_star(mark)]
    every = [mark for other, _ in reading.mails for mark in other.marks if not is_star(mark)]
    if numbers and _marks_are_shared(reading) and every == [str(at) for at in range(1, len(reading.people) + 1)]:
        return reading.people[int(numbers[0]) - 1]
    for mark in numbers or mail.marks:
        owners = [person for person in reading.people if mark in person.name.marks]
        if len(owners) == 1:
            return owners[0]
        if not numbers:
            starred = [person for person in reading.people if person.corresponding]
            return starred[0] if len(starred) == 1 else None
    return None


def _marks_are_shared(reading: Reading) -> bool:
    """Return whether authors' numbers say institutions, not persons: some are printed twice."""
    numbers = [mark for person in reading.people for mark in person.name.marks if not is_star(mark)]
    return len(set(numbers)) < len(numbers) or len(numbers) < len(reading.people)


def _lone_owner(reading: Reading, mail: Mail, group: int) -> Person | None:
    """Return the author with whom the address stands, if he stands there alone or the mail came before others.

    None where it is plainly another's: the one address of a block is often printed under the last author.
    """
    if len({person.group for person in reading.people}) < 2 and len(reading.people) > 1:
        return None
    mates = [person for person in reading.people if person.group == group and not person.supervisor]
    alone = sum(1 for _, other in reading.mails if other == group) == 1
    away = [person for person in reading.people if person.group != group and not person.supervisor]
    others = any(not person.mails for person in away)
    if len(mates) != 1 or not (alone or not others):
        return None
    return None if _is_made_of_another(reading, mail, mates[0], away) else mates[0]


def _is_made_of_another(reading: Reading, mail: Mail, owner: Person, away: Sequence[Person]) -> bool:
    """Return whether no word of the owner's name is in the address, but one is of an author without an address."""
    if not away or resemblance(mail.address, owner.name.text) > INITIALS_SCORE:
        return False
    served = {group for _, group in reading.mails}
    return any(other.group not in served and resemblance(mail.address, other.name.text) >= MIN_STEM for other in away)


def _give(person: Person, mail: Mail) -> None:
    if mail.address not in person.mails:
        person.mails.append(mail.address)
    if any(is_star(mark) for mark in mail.marks):
        person.corresponding = True


def _tie_orcids(reading: Reading) -> None:
    """Give ORCID numbers in order where there are as many as authors, else to whom they stand with."""
    authors = [person for person in reading.people if not person.supervisor]
    for at, (orcid, group) in enumerate(reading.orcids):
        mates = [person for person in authors if person.group == group and person.orcid is None]
        if len(reading.orcids) == len(authors):
            authors[at].orcid = orcid
        elif mates:
            mates[0].orcid = orcid


def _freeze(reading: Reading) -> AuthorBlock:
    """Number the affiliations by their texts and write the authors down."""
    texts = tuple(dict.fromkeys(place.text for place in reading.places if place.text))
    authors = []
    for person in reading.people:
        name = person.name
        parts = split_name(name.text)
        printed = (reading.places[at].text for at in person.affiliations)
        places = dict.fromkeys(texts.index(text) for text in printed if text)
        authors.append(
            Author(
                name=name.text,
                given=parts.given,
                family=parts.family,
                degrees=name.degrees,
                student_id=name.student_id,
                role="supervisor" if person.supervisor else "author",
                corresponding=person.corresponding,
                affiliations=tuple(places),
                emails=tuple(person.mails),
                orcid=person.orcid,
            )
        )
    return AuthorBlock(tuple(authors), texts, tuple(reading.doubts))
