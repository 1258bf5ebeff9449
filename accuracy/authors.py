"""How well author blocks are read: the labelled blocks of ``accuracy/data``, tuning and test halves apart.

A name counts when it equals the labelled one; every other field counts for authors whose name was found.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from pipeline.fields import Author
from pipeline.front.authors import BlockLine, read_authors

DATA = Path(__file__).parent / "data"
HALVES = ("tuning", "test")
FIELDS = ("degrees", "student_id", "role", "corresponding", "affiliations", "emails", "orcid")


class Block(NamedTuple):
    """A labelled author block; ``affiliations`` of an author index those of the block."""

    title: str
    lines: tuple[BlockLine, ...]
    authors: tuple[Author, ...]
    affiliations: tuple[str, ...]


class Count(NamedTuple):
    """Right, found and labelled values of one field."""

    right: int
    found: int
    labelled: int

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 where there was nothing to find and nothing was found."""
        return 2 * self.right / (self.found + self.labelled) if self.found + self.labelled else 1.0


def read_blocks(path: Path) -> tuple[Block, ...]:
    """Read blocks from a text file: ``## title``, lines with ``^raised^`` type, ``=>``, labels."""
    chunks = re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return tuple(_read_block(chunk) for chunk in chunks)


def count_fields(blocks: tuple[Block, ...]) -> dict[str, Count]:
    """Return the counts of names, affiliation texts and the fields of found authors."""
    totals = dict.fromkeys(("name", "affiliation", *FIELDS), Count(0, 0, 0))
    for block in blocks:
        found = read_authors(block.lines)
        _add(totals, "name", [a.name for a in found.authors], [a.name for a in block.authors])
        _add(totals, "affiliation", list(found.affiliations), list(block.affiliations))
        known = {author.name: author for author in found.authors}
        for author in block.authors:
            if author.name in known:
                for name in FIELDS:
                    mine = _values(known[author.name], name, found.affiliations)
                    _add(totals, name, mine, _values(author, name, block.affiliations))
    return totals


def measure() -> dict[str, float]:
    """Return F1 per field of the test half."""
    counts = count_fields(read_blocks(DATA / "author_blocks_test.txt"))
    return {f"authors.{name}": round(count.f1, 4) for name, count in counts.items()}


def tables() -> str:
    """Return the figures of both halves as Markdown tables."""
    parts = []
    for half in HALVES:
        blocks = read_blocks(DATA / f"author_blocks_{half}.txt")
        rows = [
            f"| {name} | {count.labelled} | {count.right} | {count.found} | {count.f1:.3f} |"
            for name, count in count_fields(blocks).items()
        ]
        head = f"Author blocks, {half} half: {len(blocks)} blocks\n"
        parts.append("\n".join([head, "| field | labelled | right | found | F1 |", "|---|---|---|---|---|", *rows]))
    return "\n\n".join(parts) + "\n"


def _read_block(chunk: str) -> Block:
    head, _, labels = chunk.partition("\n=>\n")
    title, *lines = head.strip().splitlines()
    authors, affiliations = [], []
    for row in labels.strip().splitlines():
        kind, _, value = row.partition(": ")
        if kind == "affiliation":
            affiliations.append(value)
        elif kind == "author":
            authors.append(_read_author(value))
    return Block(title, tuple(map(_read_line, lines)), tuple(authors), tuple(affiliations))


def _read_line(line: str) -> BlockLine:
    text, raised = "", []
    for at, part in enumerate(line.split("^")):
        if at % 2:
            raised.append((len(text), len(text) + len(part)))
        text += part
    return BlockLine(text, tuple(raised))


def _read_author(row: str) -> Author:
    name, *cells = row.split(" | ")
    value = {key: text for key, _, text in (cell.partition(": ") for cell in cells)}
    places = value.get("affiliations", "")
    return Author(
        name=name,
        degrees=tuple(value["degrees"].split("; ")) if "degrees" in value else (),
        student_id=value.get("nim"),
        role="supervisor" if "role" in value else "author",
        corresponding="corresponding" in value,
        affiliations=tuple(int(number) - 1 for number in places.split(",") if number),
        emails=tuple(value["emails"].split(", ")) if "emails" in value else (),
        orcid=value.get("orcid"),
    )


def _values(author: Author, name: str, affiliations: tuple[str, ...]) -> list[str]:
    value = getattr(author, name)
    if name == "affiliations":
        return [affiliations[at] for at in value]
    if isinstance(value, tuple):
        return list(value)
    return [str(value)] if value else []


def _add(totals: dict[str, Count], name: str, found: list[str], labelled: list[str]) -> None:
    rest, right = list(labelled), 0
    for value in found:
        if value in rest:
            rest.remove(value)
            right += 1
    old = totals[name]
    totals[name] = Count(old.right + right, old.found + len(found), old.labelled + len(labelled))
