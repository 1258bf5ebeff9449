"""TEI in the shape that GROBID writes, so that readers of GROBID's files work on it.

Sections are flat ``div`` in reading order as GROBID has them; ``corresp`` names the section above. The application's
``when`` is the start of Unix time: a record has no time, and GROBID's readers want one.
Source: grobid.readthedocs.io/en/latest/TEI-encoding-of-results/
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from pipeline.exports.markup import make, write_xml
from pipeline.exports.outline import Branch, Outline, Run
from pipeline.exports.tei_header import header
from pipeline.exports.tei_references import to_reference
from schemas import article as record

MIXED = frozenset({"p", "head", "label", "ref", "cell", "figDesc", "title", "term", "desc", "orgName", "formula"})
"""Elements that hold text; white space inside of them would be read."""


def to_tei(article: record.Article) -> bytes:
    """Return the article as a TEI document."""
    outline = Outline(article)
    root = make(
        "TEI",
        {"xmlns": "http://www.tei-c.org/ns/1.0"},
        header(article),
        make(
            "text",
            {"xml:lang": article.language},
            _front(outline),
            make("body", {}, *_divisions(outline, outline.tree()), *_figures(outline), *_notes(article)),
            _back(outline),
        ),
    )
    return write_xml(root, mixed=MIXED)


def _front(outline: Outline) -> Element | None:
    paragraphs = [_paragraph(outline, block) for block in outline.leftovers() if block.text]
    return make("front", {}, make("div", {"type": "unplaced"}, *paragraphs)) if paragraphs else None


def _divisions(outline: Outline, tree: Branch, kinds: tuple[str, ...] = ()) -> Iterator[Element]:
    """Yield sections as ``div``, a section before those below it: those of ``kinds``, or all that stay in the body."""
    section = tree.section
    chosen = _is_chosen(section, kinds)
    if chosen:
        texts = [_paragraph(outline, block) for block in tree.blocks if block.text]
        if section is not None:
            yield _division(outline, section, texts)
        elif texts:
            yield make("div", {}, *texts)
    for branch in tree.branches:
        yield from _divisions(outline, branch, kinds)


def _is_chosen(section: record.SectionRecord | None, kinds: tuple[str, ...]) -> bool:
    if section is None:
        return not kinds
    return section.type in kinds if kinds else section.type not in BACK_TYPES


BACK_TYPES = {
    "acknowledgement": "acknowledgement",
    "funding": "funding",
    "appendix": "annex",
    "references": "references",
}
"""``type`` of the divisions of the back, by the type of the section; GROBID's names."""


def _division(outline: Outline, section: record.SectionRecord, texts: list[Element]) -> Element:
    names = {
        "type": BACK_TYPES.get(section.type, section.type),
        "xml:id": section.id,
        "xml:lang": section.lang,
        "corresp": f"#{section.parent}" if section.parent else None,
    }
    return make("div", names, make("head", {"n": section.number}, *_inline(outline.heading_runs(section))), *texts)


def _paragraph(outline: Outline, block: record.BlockRecord) -> Element:
    content = tuple(_inline(outline.runs(block)))
    if block.kind == "equation" and not block.anchors:
        return make("formula", {"xml:id": block.id}, block.text)
    if block.kind == "quote":
        return make("quote", {}, make("p", {"xml:id": block.id}, *content))
    kind = None if block.kind == "paragraph" else block.kind
    return make("p", {"xml:id": block.id, "rend": kind}, *content)


def _inline(runs: tuple[Run, ...]) -> Iterator[Element | str]:
    for run in runs:
        if run.references:
            target = " ".join(f"#{name}" for name in run.references)
            yield make("ref", {"type": "bibr", "target": target}, run.marker or run.text)
        elif run.marker is not None:
            yield make("ref", {"type": "foot", "target": f"#{run.note}" if run.note else None}, run.marker)
        else:
            yield run.text


def _figures(outline: Outline) -> Iterator[Element]:
    for figure in outline.figures.values():
        caption = outline.caption_runs(figure.label, figure.caption_block)
        words = make("p", {}, figure.text) if figure.text else None
        yield make("figure", {"xml:id": figure.id}, *_caption(figure.label, caption), words)
    for table in outline.tables.values():
        caption = outline.caption_runs(table.label, table.caption_block)
        cells = make("table", {}, *_rows(table)) if table.rows else None
        yield make("figure", {"type": "table", "xml:id": table.id}, *_caption(table.label, caption), cells)


def _rows(table: record.TableRecord) -> Iterator[Element]:
    for index, row in enumerate(table.rows):
        role = "label" if index < table.header_rows else None
        yield make("row", {"role": role}, *(make("cell", {}, cell) for cell in row))


def _caption(label: str | None, caption: tuple[Run, ...]) -> Iterator[Element]:
    """Yield the label as printed, its number alone as GROBID has it, and the caption."""
    if label:
        yield make("head", {}, label)
        yield make("label", {}, label.split()[-1])
    if caption:
        yield make("figDesc", {}, *_inline(caption))


def _notes(article: record.Article) -> Iterator[Element]:
    """Yield the notes, those without a call among them."""
    for note in article.footnotes:
        names = {"place": "foot", "n": note.marker, "xml:id": note.id, "xml:lang": note.lang}
        yield make("note", names, make("p", {}, note.text))


def _back(outline: Outline) -> Element | None:
    tree = outline.tree()
    kinds = tuple(kind for kind in BACK_TYPES if kind != "references")
    divisions = list(_divisions(outline, tree, kinds))
    lists = list(_divisions(outline, tree, ("references",)))
    entries = [to_reference(reference) for reference in outline.article.references]
    if entries:
        if not lists:
            lists.append(make("div", {"type": "references"}))
        lists[0].append(make("listBibl", {}, *entries))
    return make("back", {}, *divisions, *lists) if divisions or lists else None
