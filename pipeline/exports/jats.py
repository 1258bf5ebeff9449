"""JATS Journal Publishing 1.1 (ANSI/NISO Z39.96-2015), valid against its DTD: what journals deposit.

What the DTD demands and the record does not have (a journal's id, its ISSN, the year) becomes an empty element and
never a guess. Print of the first page that no field took stands in ``front/notes``.
Source: jats.nlm.nih.gov/publishing/tag-library/1.1/
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from pipeline.exports.jats_body import MIXED, paragraph, sections, to_blocks
from pipeline.exports.jats_front import article_meta, journal_meta
from pipeline.exports.jats_references import to_reference
from pipeline.exports.markup import make, write_xml
from pipeline.exports.outline import Branch, Outline
from schemas import article as record

DOCTYPE = (
    '<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Publishing DTD v1.1 20151215//EN" '
    '"JATS-journalpublishing1.dtd">'
)


def to_jats(article: record.Article) -> bytes:
    """Return the article as a JATS document."""
    outline = Outline(article)
    tree = outline.tree()
    root = make(
        "article",
        {
            "xmlns:xlink": "http://www.w3.org/1999/xlink",
            "article-type": "research-article",
            "dtd-version": "1.1",
            "xml:lang": article.language,
        },
        make("front", {}, journal_meta(article), article_meta(article), _unplaced(outline)),
        _body(outline, tree),
        _back(outline, tree),
    )
    return write_xml(root, mixed=MIXED, doctype=DOCTYPE)


def _unplaced(outline: Outline) -> Element | None:
    paragraphs = [paragraph(outline, block) for block in outline.leftovers() if block.text]
    return make("notes", {"notes-type": "unplaced"}, *paragraphs) if paragraphs else None


def _body(outline: Outline, tree: Branch) -> Element | None:
    content = [*to_blocks(outline, tree.blocks), *sections(outline, tree, _is_in_body)]
    return make("body", {}, *content) if content else None


def _is_in_body(branch: Branch) -> bool:
    """Return whether the section stays where it is: the back has its own places for some top sections."""
    section = branch.section
    if section is None:
        return True
    return section.type != "references" and not (section.parent is None and section.type in _BACK_TAGS)


_BACK_TAGS = {"acknowledgement": "ack", "appendix": "app"}
"""Elements of the back for top sections of these types."""


def _back(outline: Outline, tree: Branch) -> Element | None:
    content = [
        *_back_sections(outline, tree, "acknowledgement"),
        *_appendices(outline, tree),
        _notes(outline),
        *_reference_lists(outline, tree),
    ]
    return make("back", {}, *content) if any(item is not None for item in content) else None


def _back_sections(outline: Outline, tree: Branch, kind: str) -> list[Element]:
    chosen = [branch for branch in tree.branches if branch.section and branch.section.type == kind]
    found = sections(outline, Branch(None, (), tuple(chosen)), lambda branch: True)
    for element in found:
        element.tag = _BACK_TAGS[kind]
        element.attrib.pop("sec-type", None)
    return found


def _appendices(outline: Outline, tree: Branch) -> list[Element]:
    found = _back_sections(outline, tree, "appendix")
    return [make("app-group", {}, *found)] if found else []


def _notes(outline: Outline) -> Element | None:
    """Return the notes, those without a call among them."""
    notes = [
        make(
            "fn",
            {"id": note.id, "xml:lang": note.lang},
            make("label", {}, note.marker),
            make("p", {}, note.text),
        )
        for note in outline.article.footnotes
    ]
    return make("fn-group", {}, *notes) if notes else None


def _reference_lists(outline: Outline, tree: Branch) -> Iterator[Element]:
    """Yield the list of references under its heading; text of reference sections stays before the entries."""
    found = list(_reference_branches(tree))
    entries = [to_reference(reference) for reference in outline.article.references]
    for branch in found or ([Branch(None, (), ())] if entries else []):
        head: list[Element] = []
        if branch.section is not None:
            head = sections(outline, Branch(None, (), (branch._replace(branches=()),)), lambda branch: True)
            head = list(head[0])
        name = branch.section.id if branch.section else None
        nested = [inner for child in branch.branches for inner in sections(outline, Branch(None, (), (child,)), _any)]
        yield make("ref-list", {"id": name}, *head, *(inner for sec in nested for inner in _flat(sec)), *entries)
        entries = []


def _any(_branch: Branch) -> bool:
    return True


def _flat(section: Element) -> Iterator[Element]:
    """Yield a section below the list of references as paragraphs, since the list holds no sections."""
    for child in section:
        if child.tag == "sec":
            yield from _flat(child)
        elif child.tag in ("title", "label"):
            child.tag = "p"
            yield child
        else:
            yield child


def _reference_branches(branch: Branch) -> Iterator[Branch]:
    for child in branch.branches:
        if child.section is not None and child.section.type == "references":
            yield child
        else:
            yield from _reference_branches(child)
