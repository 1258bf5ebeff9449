"""Sections, paragraphs, lists, quotations, tables and figures of a JATS document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from xml.etree.ElementTree import Element

from pipeline.exports.markup import make
from pipeline.exports.outline import Branch, Outline, Run, group_lists
from schemas import article as record

MIXED = frozenset(
    {
        "p", "title", "label", "article-title", "trans-title", "journal-title", "aff", "kwd", "email", "td", "th",
        "mixed-citation", "disp-formula", "alt-text", "license-p", "string-name", "name", "collab", "xref",
    }
)  # fmt: skip
"""Elements that hold text; white space inside of them would be read."""


def sections(outline: Outline, tree: Branch, keep: Callable[[Branch], bool]) -> list[Element]:
    """Return the sections below ``tree`` that ``keep`` wants, with those below them."""
    found = []
    for branch in tree.branches:
        section = branch.section
        if section is None or not keep(branch):
            continue
        found.append(
            make(
                "sec",
                {"id": section.id, "sec-type": section.type, "xml:lang": section.lang},
                make("label", {}, section.number) if section.number else None,
                make("title", {}, *to_inline(outline.heading_runs(section))),
                *to_blocks(outline, branch.blocks),
                *sections(outline, branch, keep),
            )
        )
    return found


def to_blocks(outline: Outline, blocks: Iterable[record.BlockRecord]) -> Iterator[Element]:
    """Yield an element for each block; list items that follow each other share a list."""
    for group in group_lists(blocks):
        block = group[0]
        if block.kind == "list_item":
            items = [make("list-item", {}, make("p", {"id": item.id}, *_inline(outline, item))) for item in group]
            yield make("list", {"list-type": "simple"}, *items)
        elif block.id in outline.tables:
            yield _table(outline, outline.tables[block.id])
        elif block.id in outline.figures:
            yield _figure(outline, outline.figures[block.id])
        elif block.kind == "quote":
            yield make("disp-quote", {}, paragraph(outline, block))
        elif block.kind == "equation" and not block.anchors:
            yield make("disp-formula", {"id": block.id}, block.text)
        elif block.text:
            yield paragraph(outline, block)


def paragraph(outline: Outline, block: record.BlockRecord) -> Element:
    """Return the block as ``p``; what is no running text says what it is."""
    kind = None if block.kind in ("paragraph", "quote") else block.kind
    return make("p", {"id": block.id, "content-type": kind}, *_inline(outline, block))


def _inline(outline: Outline, block: record.BlockRecord) -> Iterator[Element | str]:
    return to_inline(outline.runs(block))


def to_inline(runs: Iterable[Run]) -> Iterator[Element | str]:
    """Yield text with ``xref`` for calls of notes and for citations; a call of nothing is only raised."""
    for run in runs:
        if run.marker is not None:
            yield _call(run, make("sup", {}, run.marker))
        elif run.references:
            yield make("xref", {"ref-type": "bibr", "rid": " ".join(run.references)}, run.text)
        else:
            yield run.text


def _call(run: Run, mark: Element) -> Element:
    if run.note:
        return make("xref", {"ref-type": "fn", "rid": run.note}, mark)
    return make("xref", {"ref-type": "bibr", "rid": " ".join(run.references)}, mark) if run.references else mark


def _caption(outline: Outline, label: str | None, caption: str | None) -> list[Element]:
    runs = list(to_inline(outline.caption_runs(label, caption)))
    head = [make("label", {}, label)] if label else []
    return [*head, make("caption", {}, make("p", {"id": caption}, *runs))] if runs else head


def _table(outline: Outline, table: record.TableRecord) -> Element:
    head = [_row("th", row) for row in table.rows[: table.header_rows]]
    rest = [_row("td", row) for row in table.rows[table.header_rows :]]
    cells = None
    if head and rest:
        cells = make("table", {}, make("thead", {}, *head), make("tbody", {}, *rest))
    elif head or rest:
        cells = make("table", {}, make("tbody", {}, *head, *rest))
    return make("table-wrap", {"id": table.id}, *_caption(outline, table.label, table.caption_block), cells)


def _row(tag: str, row: Iterable[str]) -> Element:
    return make("tr", {}, *(make(tag, {}, cell) for cell in row))


def _figure(outline: Outline, figure: record.FigureRecord) -> Element:
    words = make("alt-text", {}, figure.text) if figure.text else None
    return make("fig", {"id": figure.id}, *_caption(outline, figure.label, figure.caption_block), words)
