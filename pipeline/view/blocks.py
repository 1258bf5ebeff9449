"""The blocks of an article as HTML, in reading order, each tied to its boxes on the pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pipeline.view import markup
from pipeline.view.marked_text import Marks, Repaired, marked
from pipeline.view.markup import Html, tag
from pipeline.view.names import kind_name
from schemas import article as record

LABELLED = frozenset({
    "title", "author", "affiliation", "abstract_heading", "abstract", "keywords", "caption", "equation", "other",
    "quote",
})  # fmt: skip
"""Kinds whose name is printed over the text: those that their look does not say."""
DEEPEST_HEADING = 6


class Blocks:
    """Writes the blocks of one article; ``pictured`` when there are pages to lead to."""

    def __init__(self, article: record.Article, *, pictured: bool = True) -> None:
        self._article = article
        self._pictured = pictured
        self._repairs: dict[str, list[Repaired]] = defaultdict(list)
        for number, repair in enumerate(article.repairs):
            place = repair.where.block or repair.where.note or repair.where.reference or ""
            self._repairs[place].append(Repaired(number, repair))
        self._levels = {section.heading_block: section for section in article.sections}
        self._tables = iter(article.tables)
        self._figures = iter(article.figures)

    def write(self) -> Iterator[Html]:
        """Yield the blocks; the references follow the last heading of a reference list."""
        last = [block.id for block in self._article.blocks if block.kind == "reference_heading"][-1:]
        for block in self._article.blocks:
            yield self._block(block)
            if block.id in last and self._article.references:
                yield self.references()
        if not last and self._article.references:
            yield tag("h2", "References", id="references-heading")
            yield self.references()

    def repairs_of(self, place: str) -> list[Repaired]:
        """Return the repairs in a block, note or reference."""
        return self._repairs.get(place, [])

    def _block(self, block: record.BlockRecord) -> Html:
        label = tag("span", kind_name(block.kind), class_="kind")
        return tag(
            "div",
            html=[
                label if block.kind in LABELLED else markup.join(()),
                self._content(block),
                where(block.regions, pictured=self._pictured),
            ],
            class_=f"block k-{block.kind}",
            id=block.id,
            data_item=block.id,
        )

    def _content(self, block: record.BlockRecord) -> Html:
        if block.kind == "table":
            return table(next(self._tables, None))
        if block.kind == "figure":
            return figure(next(self._figures, None))
        inner = self._text(block)
        if block.kind in ("heading", "reference_heading"):
            section = self._levels.get(block.id)
            level = min((section.level if section else 1) + 1, DEEPEST_HEADING)
            return tag(f"h{level}", html=[inner], dir="auto", lang=block.lang)
        name = {"quote": "blockquote"}.get(block.kind, "p")
        return tag(name, html=[inner], dir="auto", lang=block.lang)

    def _text(self, block: record.BlockRecord) -> Html:
        marks = Marks(
            self._article.language,
            block.segments,
            block.sentences,
            block.citations,
            block.anchors,
            self.repairs_of(block.id),
        )
        return marked(block.text or "", marks)

    def references(self) -> Html:
        """Return the reference list with the fields read from each entry."""
        items = [self._reference(reference) for reference in self._article.references]
        return tag("ol", html=items, class_="references", aria_label="References")

    def _reference(self, reference: record.ReferenceRecord) -> Html:
        marks = Marks(reference.lang, repairs=self.repairs_of(reference.id))
        marker = tag("span", f"{reference.marker} ", class_="marker") if reference.marker else markup.join(())
        body = tag("p", html=[marker, marked(reference.text, marks)], class_="said", dir="auto", lang=reference.lang)
        parts = [body, _reference_fields(reference), where(reference.regions, pictured=self._pictured)]
        return tag("li", html=parts, class_="block k-reference", id=reference.id, data_item=reference.id)

    def notes(self) -> Html:
        """Return the footnotes as a list."""
        return tag("ol", html=[self._note(note) for note in self._article.footnotes], class_="notes")

    def _note(self, note: record.FootnoteRecord) -> Html:
        marks = Marks(self._article.language, note.segments, repairs=self.repairs_of(note.id))
        marker = tag("span", f"{note.marker} ", class_="marker")
        body = tag("p", html=[marker, marked(note.text, marks)], class_="said", dir="auto", lang=note.lang)
        parts = [body, self._note_links(note), where(note.regions, pictured=self._pictured)]
        return tag("li", html=parts, class_="block k-footnote", id=note.id, data_item=note.id)

    def _note_links(self, note: record.FootnoteRecord) -> Html:
        links = []
        if note.anchor is None:
            links.append(tag("span", "no call found", class_="badge warning"))
        else:
            links.append(tag("a", "to its call", href=f"#call-{note.id}"))
        refers = note.refers_to
        if refers is not None:
            markers = {other.id: other.marker for other in self._article.footnotes}
            links.append(tag("span", kind_name(refers.kind).replace("cit", "cit."), class_="badge"))
            if refers.note is not None:
                links.append(
                    tag("a", f"note {markers.get(refers.note, refers.note)}", href=f"#{refers.note}", class_="means")
                )
            if refers.reference is not None:
                links.append(tag("a", f"reference {refers.reference}", href=f"#{refers.reference}", class_="means"))
        return tag("p", html=[markup.join(links, " · ")], class_="links")


def where(regions: tuple[record.RegionRecord, ...], *, pictured: bool) -> Html:
    """Return the pages of something: a link to its first box where they are ``pictured``."""
    if not regions:
        return markup.join(())
    pages = sorted({region.page for region in regions})
    shown = f"p. {pages[0]}" if len(pages) == 1 else f"p. {pages[0]}–{pages[-1]}"
    if not pictured:
        return tag("span", shown, class_="where")
    return tag("a", shown, class_="where", href=f"#p{pages[0]}", aria_label=f"Show on the page, {shown}")


def table(found: record.TableRecord | None) -> Html:
    """Return a table with its header rows."""
    if found is None or not found.rows:
        return tag("p", "table without cells", class_="nothing")
    head = [_row(row, "th") for row in found.rows[: found.header_rows]]
    body = [_row(row, "td") for row in found.rows[found.header_rows :]]
    parts = [tag("caption", found.label)] if found.label else []
    parts += [tag("thead", html=head)] if head else []
    parts.append(tag("tbody", html=body))
    label = f"{found.label or 'Table'}, scrolls sideways"
    return tag("div", html=[tag("table", html=parts)], class_="scroll", tabindex=0, role="region", aria_label=label)


def _row(cells: tuple[str, ...], name: str) -> Html:
    scope = "col" if name == "th" else None
    return tag("tr", html=[tag(name, cell, scope=scope, dir="auto") for cell in cells])


def figure(found: record.FigureRecord | None) -> Html:
    """Return the place of a figure with the labels printed inside it."""
    label = (found.label if found else None) or "Figure"
    said = found.text if found else None
    parts = [tag("p", label, class_="figure-label")]
    if said:
        parts.append(tag("p", said, class_="figure-text", dir="auto"))
    return tag("div", html=parts, class_="figure")


def _reference_fields(reference: record.ReferenceRecord) -> Html:
    names = "; ".join(", ".join(filter(None, (name.family, name.given))) for name in reference.authors)
    values = {
        "authors": names, "year": reference.year, "title": reference.title, "container": reference.container,
        "volume": reference.volume, "issue": reference.issue, "pages": reference.pages,
        "publisher": reference.publisher, "accessed": reference.accessed,
    }  # fmt: skip
    rows = [pair(name, markup.text(str(value))) for name, value in values.items() if value]
    if reference.doi:
        rows.append(pair("doi", markup.doi_link(reference.doi)))
    if reference.url:
        rows.append(pair("url", markup.web_link(reference.url)))
    summary = tag("summary", f"{len(rows)} fields" if rows else "no fields")
    return tag("details", html=[summary, tag("dl", html=rows, class_="fields")], class_="fields-of")


def pair(name: str, value: Html) -> Html:
    """Return a term and its value in a list of them."""
    return tag("div", html=[tag("dt", name), tag("dd", html=[value], dir="auto")])
