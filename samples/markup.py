r"""The markup of the sample papers: a TOML head between ``+++`` lines, then blocks divided by blank lines.

Blocks::

    # 1.1 | Heading                  level by the number of #, printed number before the bar
    #= A. | Run-in heading. | text   heading on the first line of its paragraph
    text                             a paragraph
    > text                           a block quote
    - [1.] text                      a list item with its printed label, -- one level deeper
    @title.id text                   front matter and layout: a kind of ``LOOKS`` or a ``do_`` of the writers
    :::table ... :::                 a table, figure, equation or reference list; see ``Reader.fenced``

In the text::

    *italic*  **bold**  ^{raised}  _{lowered}  ^^{3,4} (citation superscript: printed, not in the truth)
    {nl:foreign phrase} (italic)  {jv!:upright}  <https://link>  \* (literal)
    [^note]  [^#key note]  [^=ibid note]  [^=op:key note]  [^=loc:key note]  [^*|note with that marker]
    [^+2|note printed on the last line of the note before]
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOREIGN = re.compile(r"\{([a-z]{2,3})(!?):")
HEADING = re.compile(r"(#+)(=?)\s+(.*)", re.S)
ITEM = re.compile(r"(-+)\s+\[([^\]]*)\]\s+(.*)", re.S)
DIRECTIVE = re.compile(r"@([a-z]+)(?:\.([a-z]+))?(?:\s+(.*))?", re.S)
MEANT = str.maketrans({"„": "‘", "‟": "’", "⏎": " "})
ATTRIBUTE = re.compile(r"([a-z]+)=(\"[^\"]*\"|\S+)")


@dataclass(frozen=True, slots=True)
class Run:
    """Characters in one style. ``silent`` ones are printed and not part of the author's text."""

    text: str
    bold: bool = False
    italic: bool = False
    raised: int = 0
    href: str | None = None
    lang: str | None = None
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote; ``number`` counts from 1 over the paper, ``marker`` is what is printed.

    ``refers`` is ``(kind, index of the note meant)``; ``explicit`` markers are printed as given in the source;
    a ``merged`` note is printed on the last line of the note before.
    """

    number: int
    marker: str
    explicit: bool
    runs: tuple[Run, ...]
    refers: tuple[str, int] | None
    merged: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """The place in a text at which note ``note`` (index in ``Paper.notes``) is called."""

    note: int


Inline = Run | Call


@dataclass(frozen=True, slots=True)
class Block:
    """One unit of the source. ``data`` holds rows of a table, entries of a list or labels of a figure."""

    kind: str
    runs: tuple[Inline, ...] = ()
    lang: str | None = None
    level: int = 0
    number: str | None = None
    attrs: dict[str, str] = field(default_factory=dict)
    data: tuple[Any, ...] = ()
    tail: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A source file, read."""

    name: str
    head: dict[str, Any]
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]


class Reader:
    """Reads one source; collects its notes on the way."""

    def __init__(self) -> None:
        self.notes: list[Note] = []
        self.keys: dict[str, int] = {}
        self.counted = 0

    def inline(
        self, text: str, bold: bool = False, italic: bool = False, lang: str | None = None
    ) -> tuple[Inline, ...]:
        """Parse marked-up text to runs."""
        out: list[Inline] = []
        buffer = ""

        def flush(**style: Any) -> None:
            nonlocal buffer
            if buffer:
                out.append(Run(buffer, bold=bold, italic=italic, lang=lang))
            buffer = ""

        at = 0
        while at < len(text):
            two, one = text[at : at + 2], text[at]
            foreign = FOREIGN.match(text, at) if one == "{" else None
            if one == "\\":
                buffer += text[at + 1]
                at += 2
            elif two == "**":
                flush()
                bold, at = not bold, at + 2
            elif one == "*":
                flush()
                italic, at = not italic, at + 1
            elif text.startswith("^^{", at) or two in ("^{", "_{"):
                flush()
                start = at + (3 if text.startswith("^^{", at) else 2)
                end = closing(text, start, "{", "}")
                silent = start - at == 3
                out.append(Run(text[start:end], bold, italic, -1 if one == "_" else 1, lang=lang, silent=silent))
                at = end + 1
            elif two == "[^":
                flush()
                end = closing(text, at + 2, "[", "]")
                out.append(self.note(text[at + 2 : end]))
                at = end + 1
            elif foreign:
                flush()
                end = closing(text, foreign.end(), "{", "}")
                upright = bool(foreign[2]) or foreign[1] == "ar"
                out.extend(self.inline(text[foreign.end() : end], bold, italic ^ (not upright), foreign[1]))
                at = end + 1
            elif one == "<" and re.match(r"<(https?:|mailto:|doi:)", text[at:]):
                flush()
                end = text.index(">", at)
                href, _, shown = text[at + 1 : end].partition("|")
                out.append(Run(shown or href.removeprefix("mailto:"), bold, italic, href=href, lang=lang))
                at = end + 1
            else:
                buffer += one
                at += 1
        flush()
        return tuple(out)

    def note(self, text: str) -> Call:
        """Read a note's content, with its key, reference and marker."""
        key = refers = marker = None
        merged = False
        if match := re.match(r"(\+?)([^\s|+]{1,3})\|", text):
            merged, marker, text = bool(match[1]), match[2], text[match.end() :]
        index = len(self.notes)
        if match := re.match(r"#(\w+)\s+", text):
            key, text = match[1], text[match.end() :]
        if match := re.match(r"=(ibid|op|loc)(?::(\w+))?\s+", text):
            kind = {"ibid": "ibid", "op": "op_cit", "loc": "loc_cit"}[match[1]]
            refers, text = (kind, self.keys[match[2]] if match[2] else index - 1), text[match.end() :]
        explicit = marker is not None
        if marker is None:
            self.counted += 1
            marker = str(self.counted)
        runs = tuple(run for run in self.inline(text.strip()) if isinstance(run, Run))
        self.notes.append(Note(index + 1, marker, explicit, runs, refers, merged))
        if key:
            self.keys[key] = index
        return Call(index)

    def block(self, text: str) -> Block:
        """Read one block."""
        if text.startswith(":::"):
            return self.fenced(text)
        text = " ".join(text.split("\n")) if not text.startswith("@") else text
        attrs, text = leading_attributes(text)
        lang = attrs.pop("lang", None)
        if match := DIRECTIVE.fullmatch(text):
            return Block(match[1], self.inline((match[3] or "").replace("\n", " ")), match[2] or lang, attrs=attrs)
        if match := HEADING.fullmatch(text):
            return self.heading(match, attrs, lang)
        if match := ITEM.fullmatch(text):
            return Block("list_item", self.inline(match[3]), lang, len(match[1]), match[2], attrs)
        if text.startswith("> "):
            return Block("quote", self.inline(text[2:]), lang, attrs=attrs)
        return Block("paragraph", self.inline(text), lang, attrs=attrs)

    def heading(self, match: re.Match[str], attrs: dict[str, str], lang: str | None) -> Block:
        """Read a heading; ``match`` is of ``HEADING``."""
        parts = [part.strip() for part in match[3].split(" | ")]
        tail = self.inline(parts.pop()) if match[2] else ()
        number = parts.pop(0) if len(parts) > 1 else None
        return Block("heading", self.inline(parts[0]), lang, len(match[1]), number, attrs, tail=tail)

    def fenced(self, text: str) -> Block:
        """Read ``:::kind attr=value Label | Caption``, then its lines, then ``:::``."""
        first, *lines = text.split("\n")
        if lines and lines[-1].strip() == ":::":
            lines.pop()
        kind, _, rest = first.removeprefix(":::").partition(" ")
        attrs, rest = (
            leading_attributes("{" + rest.partition("}")[0].removeprefix("{") + "} " + rest.partition("}")[2])
            if rest.startswith("{")
            else ({}, rest)
        )
        label, _, caption = rest.partition(" | ")
        source = [line.removeprefix("note: ") for line in lines if line.startswith("note: ")]
        rows = [line for line in lines if line.strip() and not line.startswith("note: ")]
        if kind == "table":
            data: tuple[Any, ...] = tuple(tuple(cell.strip() for cell in row.split("|")) for row in rows)
        else:
            data = tuple(rows)
        tail = self.inline(source[0]) if source else ()
        return Block(kind, self.inline(caption), None, number=label or None, attrs=attrs, data=data, tail=tail)


def leading_attributes(text: str) -> tuple[dict[str, str], str]:
    """Take ``{key=value ...}`` off the beginning of a block."""
    match = re.match(r"\{((?:[a-z]+=(?:\"[^\"]*\"|[^\s}]+)\s*)*)\}\s*", text)
    if not match:
        return {}, text
    return {k: v.strip('"') for k, v in ATTRIBUTE.findall(match[1])}, text[match.end() :]


def closing(text: str, at: int, opening: str, close: str) -> int:
    """Return the index of the bracket that closes the one before ``at``."""
    depth = 1
    while depth:
        if at >= len(text):
            raise ValueError(f"unclosed {opening!r} in {text[:60]!r}")
        depth += (text[at] == opening) - (text[at] == close)
        at += 1
    return at - 1


def plain(runs: tuple[Inline, ...]) -> str:
    """Return the author's text: no note calls, no citation superscripts, „…‟ as the quotes they stand for."""
    return "".join(run.text for run in runs if isinstance(run, Run) and not run.silent).translate(MEANT)


def read_paper(path: Path) -> Paper:
    """Read a source file."""
    _, head, body = path.read_text("utf-8").split("+++\n", 2)
    reader = Reader()
    blocks = tuple(reader.block(block.strip("\n")) for block in re.split(r"\n\s*\n", body.strip()) if block.strip())
    return Paper(path.stem, tomllib.loads(head), blocks, tuple(reader.notes))
