"""Reference entries in extracted text: where one ends and the next begins, without geometry."""

from __future__ import annotations

import re

from pipeline.raw.blocks import Block, Body

NUMBERED = re.compile(r"(?:\[\d{1,3}\]|\d{1,3}[.)])\s+\S")
MIN_NUMBERED = 0.8
"""Share of the numbers expected from the largest one that must be there for a numbered list."""

NAME_FIRST = re.compile(r"[^\W\d_][\w’'.-]*(?:,|\.|\s+[^\W\d_])")
ENTRY_ENDS = frozenset(".)/0123456789")


def split_entries(body: Body, blocks: list[Block]) -> list[Block]:
    """Return the blocks with the paragraphs under a header of references split into entries."""
    result: list[Block] = []
    inside = False
    for block in blocks:
        if block.kind in ("heading", "reference_heading"):
            inside = block.kind == "reference_heading"
        if inside and block.kind == "paragraph":
            result.extend(_split(body, block.lines))
        else:
            result.append(block)
    return result


def _split(body: Body, lines: list[int]) -> list[Block]:
    """A list is numbered throughout or not at all; entries of the other kind begin with a name after an end."""
    numbered = sum(NUMBERED.match(body.lines[i].text) is not None for i in lines)
    by_number = numbered > 1 and NUMBERED.match(body.lines[lines[0]].text) is not None
    entries: list[Block] = []
    for at, i in enumerate(lines):
        text = body.lines[i].text
        if at == 0 or (NUMBERED.match(text) if by_number else _opens_entry(body, lines[at - 1], i)):
            entries.append(Block("reference"))
        entries[-1].lines.append(i)
    return entries


def _opens_entry(body: Body, before: int, i: int) -> bool:
    line, last = body.lines[i], body.lines[before]
    if last.page == line.page and line.gap > body.usual_gap:
        return True
    if last.lead != line.lead and line.lead > 0:
        return False  # hanging lines
    return last.text[-1] in ENTRY_ENDS and line.text[0].isupper() and NAME_FIRST.match(line.text) is not None
