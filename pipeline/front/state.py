"""What is known of an author block while it is read: people, institutions, addresses."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.document import Diagnostic
from pipeline.front.contacts import Mail
from pipeline.front.lines import LineKind
from pipeline.front.names import Name


class BlockLine(NamedTuple):
    """A line of the author block; ``raised`` are the characters ``[start, end)`` of raised type.

    ``kind`` is what the line's type and place say, None where only its words are known.
    """

    text: str
    raised: tuple[tuple[int, int], ...] = ()
    kind: LineKind | None = None
    late: bool = False
    """Whether the line stands behind the article, where a life may be told; it counts if nothing else says more."""


@dataclass(slots=True)
class Person:
    """An author while the block is read."""

    name: Name
    group: int
    supervisor: bool = False
    corresponding: bool = False
    affiliations: list[int] = field(default_factory=list)
    mails: list[str] = field(default_factory=list)
    orcid: str | None = None


@dataclass(slots=True)
class Place:
    """An affiliation while the block is read."""

    text: str
    marks: tuple[str, ...]
    group: int


@dataclass(slots=True)
class Reading:
    """What has been read so far.

    ``group`` counts stretches of names that end at an institution; ``mixed`` says that lines hold both, ``told_late``
    that only biographies behind the article give institutions.
    """

    people: list[Person] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    mails: list[tuple[Mail, int]] = field(default_factory=list)
    orcids: list[tuple[str, int]] = field(default_factory=list)
    corresponding: list[str] = field(default_factory=list)
    doubts: list[Diagnostic] = field(default_factory=list)
    pending: str = ""
    supervising: bool = False
    group: int = 0
    last: LineKind = "unknown"
    mixed: bool = False
    told_late: bool = False


def doubt_of(code: str, message: str) -> Diagnostic:
    """Return a warning about the author block."""
    return Diagnostic("front_matter", code, "warning", None, message)
