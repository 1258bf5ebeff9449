"""What both typesetters share: default looks, printed forms of blocks, drawings, hyphenation points."""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import replace
from itertools import pairwise
from typing import Any

from samples.markup import Block, Inline, Paper, Run

Look = dict[str, Any]
"""Sizes in points; ``left``, ``right`` and ``indent`` (first line) in cm; ``before`` and ``after`` in points."""

LOOKS: dict[str, Look] = {
    "paragraph": {"align": "justify", "indent": 1.0},
    "quote": {"align": "justify", "left": 1.0, "right": 1.0, "before": 4, "after": 4},
    "list_item": {"align": "justify", "left": 0.75, "indent": -0.75},
    "heading1": {"bold": True, "before": 10, "after": 4, "keep": True},
    "heading2": {"bold": True, "before": 8, "after": 3, "keep": True},
    "heading3": {"bold": True, "italic": True, "before": 6, "after": 2, "keep": True},
    "heading4": {"italic": True, "before": 6, "after": 2, "keep": True},
    "title": {"bold": True, "size": 14, "align": "center", "after": 10},
    "author": {"bold": True, "align": "center", "after": 2},
    "affiliation": {"align": "center", "after": 2},
    "email": {"align": "center", "after": 8},
    "abstracthead": {"bold": True, "align": "center", "before": 6, "after": 3, "keep": True},
    "abstract": {"align": "justify"},
    "part": {"align": "justify"},
    "keywords": {"align": "justify", "before": 4, "after": 10},
    "line": {"after": 2},
    "info": {"size": 9, "after": 1},
    "caption_table": {"align": "center", "before": 6, "after": 3, "keep": True},
    "caption_figure": {"align": "center", "before": 3, "after": 8},
    "cell": {"align": "left", "size": 9},
    "source": {"size": 9, "before": 2, "after": 8},
    "equation": {"before": 4, "after": 4},
    "reference": {"align": "justify", "left": 1.0, "indent": -1.0, "after": 3},
    "figure": {"align": "center", "before": 6, "keep": True},
    "note": {"align": "justify", "size": 9},
    "header": {"size": 9},
    "footer": {"size": 9},
    "space": {},
    "rule": {},
}
DIPHTHONGS = {"ai", "au", "ei", "oi"}
UNIT = re.compile(r"ng|ny|kh|sy|.", re.I)
WORD = re.compile(r"[A-Za-z]?[a-z]{4,}")


def look_of(paper: Paper, kind: str, block: Block | None = None) -> Look:
    """Return how a block is printed: defaults, then the paper's styles, then the block's own attributes."""
    styles = paper.head.get("styles", {})
    out = {**LOOKS.get(kind, {}), **styles.get(kind, {})}
    if block is not None:
        if block.lang:
            out |= styles.get(f"{kind}-{block.lang}", {})
        out |= {key: typed(value) for key, value in block.attrs.items()}
    return out


def typed(value: str) -> Any:
    """Return a number or truth value where the attribute is one."""
    if value in ("yes", "no"):
        return value == "yes"
    return float(value) if re.fullmatch(r"-?\d+(\.\d+)?", value) else value


def spaced(text: str) -> str:
    """Return ``P E N D A H U L U A N``, three spaces between words."""
    return "   ".join(" ".join(word) for word in text.split(" "))


def printed(paper: Paper, block: Block) -> tuple[Inline, ...]:
    """Return what is printed for a block: number, label and text."""
    runs = block.runs
    if block.kind == "part":
        first = next(run for run in runs if isinstance(run, Run))
        label, _, rest = first.text.partition("|")
        return (Run(label.strip(), bold=True), Run(" " + rest.strip() + (" " if rest.endswith(" ") else "")), *runs[1:])
    if block.kind == "keywords" and isinstance(runs[0], Run):
        label, colon, rest = runs[0].text.partition(":")
        return (Run(label + colon, bold=True), Run(rest), *runs[1:])
    if block.kind == "abstract" and "label" in block.attrs:
        return (Run(block.attrs["label"] + " ", bold=True), *runs)
    if block.kind == "heading":
        if block.attrs.get("spaced"):
            runs = tuple(replace(run, text=spaced(run.text)) if isinstance(run, Run) else run for run in runs)
        gap = "⏎" if look_of(paper, f"heading{block.level}", block).get("stack") else " "
        return (Run(block.number + gap), *runs) if block.number else runs
    return runs


def note_runs(paper: Paper, index: int) -> tuple[Run, ...]:
    """Return what is printed in a note: its text and that of the notes that share its last line."""
    runs = paper.notes[index].runs
    raised = int(paper.head.get("notes", {}).get("list_marker", "raised") == "raised")
    for note in paper.notes[index + 1 :]:
        if not note.merged:
            break
        runs = (*runs, Run("    "), Run(note.marker, raised=raised), Run(" "), *note.runs)
    return runs


def soft_hyphens(text: str) -> str:
    """Put U+00AD where an Indonesian word may be broken (PUEBI II.E); two letters stay on either side."""
    return WORD.sub(lambda match: break_points(match[0]), text)


def break_points(word: str) -> str:
    """Return one word with its break points."""
    units = UNIT.findall(word)
    vowels = [i for i, unit in enumerate(units) if unit.lower() in "aiueo"]
    breaks = set()
    for left, right in pairwise(vowels):
        gap = right - left - 1
        if gap == 0:
            if (units[left] + units[right]).lower() not in DIPHTHONGS:
                breaks.add(right)
        else:
            breaks.add(left + 1 if gap == 1 else left + 2)
    out = ""
    for index, unit in enumerate(units):
        if index in breaks and len(out) >= 2 and len("".join(units[index:])) >= 3:
            out += "\u00ad"
        out += unit
    return out


def picture(block: Block) -> tuple[str, float, float]:
    """Draw a figure as SVG; return it with its width and height in points."""
    width = float(block.attrs.get("width", "220"))
    if block.attrs.get("draw", "boxes") == "bars":
        return bars(block.data, width)
    return boxes(block.data, width, int(block.attrs.get("across", "3")))


def svg(parts: list[str], width: float, height: float) -> tuple[str, float, float]:
    """Wrap drawing commands."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt" viewBox="0 0 {width} {height}">'
    )
    return head + "".join(parts) + "</svg>", width, height


def svg_text(x: float, y: float, text: str, anchor: str = "middle") -> str:
    """Write words into a drawing."""
    font = 'font-family="Liberation Sans" font-size="7.5"'
    return f'<text x="{x:.1f}" y="{y:.1f}" {font} text-anchor="{anchor}">{text}</text>'


def boxes(labels: tuple[str, ...], width: float, across: int) -> tuple[str, float, float]:
    """Draw boxes in rows, joined by lines."""
    step, high = width / across, 38.0
    parts, rows = [], -(-len(labels) // across)
    for index, label in enumerate(labels):
        x, y = (index % across) * step, (index // across) * high
        if index % across:
            parts.append(
                f'<path d="M{x - 8:.1f} {y + 13} H{x + 4:.1f}" stroke="black" stroke-width="0.8" fill="none"/>'
            )
        parts.append(
            f'<rect x="{x + 4:.1f}" y="{y + 1}" width="{step - 12:.1f}" height="26" fill="none" stroke="black" '
            'stroke-width="0.8"/>'
        )
        parts.append(svg_text(x + 4 + (step - 12) / 2, y + 16.5, label))
    return svg(parts, width, rows * high - 8)


def bars(rows: tuple[str, ...], width: float) -> tuple[str, float, float]:
    """Draw a bar chart; rows are ``label = value``."""
    pairs = [(label.strip(), float(value)) for label, _, value in (row.partition("=") for row in rows)]
    high, top = 90.0, max(value for _, value in pairs)
    step = (width - 10) / len(pairs)
    parts = [f'<path d="M6 4 V{high} H{width - 2}" stroke="black" stroke-width="0.8" fill="none"/>']
    for index, (label, value) in enumerate(pairs):
        x, tall = 10 + index * step, (high - 12) * value / top
        parts.append(
            f'<rect x="{x:.1f}" y="{high - tall:.1f}" width="{step * 0.6:.1f}" height="{tall:.1f}" fill="#7a8ba6"/>'
        )
        parts.append(svg_text(x + step * 0.3, high + 10, label))
    return svg(parts, width, high + 16)


def png(width: int, height: int, shade: int = 90) -> bytes:
    """Return a small grey picture, standing in for a photograph or scanned stamp."""
    rows = b"".join(b"\x00" + bytes((shade + (x * 7 + y * 5) % 120) for x in range(width)) for y in range(height))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")
