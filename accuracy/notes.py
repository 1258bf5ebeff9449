"""How well short footnotes are followed to what they mean, on two sequences of notes written for this project.

``data/notes_*.jsonl``: the first line holds the reference list, each other line a note with its true meaning:
kind, number of the note directly meant, index of the entry that it leads to. A note is right when all three are,
and when a short note that leads nowhere is reported as such.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.fields import RefersTo
from pipeline.references.fields import parse
from pipeline.references.note_citations import link_notes

FILES = tuple(sorted((Path(__file__).parent / "data").glob("notes_*.jsonl")))


class Miss(NamedTuple):
    """A note read wrongly: its marker, text, what was wanted and what came out."""

    marker: str
    text: str
    want: object
    got: object


def read_sequence(path: Path) -> tuple[list[str], list[dict[str, Any]]]:
    """Return the reference list and the notes of a file."""
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    return json.loads(head)["references"], [json.loads(line) for line in lines]


def find_misses(path: Path) -> tuple[list[Miss], int]:
    """Return the notes that were read wrongly and the number of all notes."""
    entries, notes = read_sequence(path)
    links = link_notes([n["text"] for n in notes], [n["marker"] for n in notes], [parse(entry) for entry in entries])
    misses = []
    for index, (note, got) in enumerate(zip(notes, links.refers, strict=True)):
        target = None if note["note"] is None else note["note"] - 1
        want = None if note["kind"] is None else RefersTo(note["kind"], target, note["reference"])
        said = index in links.unresolved
        if got != want or said != note["unresolved"]:
            misses.append(Miss(note["marker"], note["text"], want or note["unresolved"], got or said))
    return misses, len(notes)


def measure() -> dict[str, float]:
    """Return the share of notes read rightly in each sequence."""
    figures = {}
    for path in FILES:
        misses, count = find_misses(path)
        figures[f"notes.{path.stem.removeprefix('notes_')}"] = round(1 - len(misses) / count, 4)
    return figures


def tables() -> str:
    """Return the figures as a Markdown table."""
    rows = ["| sequence | notes | right |", "|---|---|---|"]
    for path in FILES:
        misses, count = find_misses(path)
        rows.append(f"| {path.stem.removeprefix('notes_')} | {count} | {1 - len(misses) / count:.3f} |")
    return "\n".join(rows)


if __name__ == "__main__":
    sys.stdout.write(tables() + "\n")
