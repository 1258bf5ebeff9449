"""The finished document as a record. Decides nothing about the article: it numbers, renames and rounds.

Ids count from 1 in reading order: blocks ``b``, sections ``s``, footnotes ``n``, references ``r``, tables ``t``,
figures ``f``, affiliations ``a``. Works with any of the late layers empty: unknown is ``und``, null or ``[]``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import fields

from pydantic import ValidationError

from pipeline.document import BBox, Diagnostic, Document, Page, Source, Template
from pipeline.errors import OutputInvalidError
from pipeline.front.rows import join_words
from pipeline.geometry import union
from pipeline.record.accounting import count_glyphs
from pipeline.record.front import to_front_matter
from pipeline.record.places import Places, find_places
from pipeline.record.regions import page_columns, to_box, to_regions
from pipeline.record.text import dominant_language, to_blocks, to_footnotes, to_references
from pipeline.version import NAME, VERSION
from schemas import article as record

ID_LENGTH = 16
"""Hex digits of the file's sha256 that name the record; fixed by the record's schema."""


def to_article(doc: Document, *, stages: Iterable[str] | None = None) -> record.Article:
    """Return the record of a document that has passages and texts.

    Args:
        doc: The document after its stages.
        stages: Names of the stages that ran, in order; those of ``pipeline.STAGES`` when None.

    Raises:
        OutputInvalidError: Glyphs do not balance, or a value breaks the schema.
    """
    places = find_places(doc)
    balance = count_glyphs(doc)
    try:
        blocks = to_blocks(doc, places)
        return record.Article(
            schema_version=record.SCHEMA_VERSION,
            id=doc.source.sha256[:ID_LENGTH],
            source=_source(doc),
            pipeline=_pipeline(doc, stages),
            language=dominant_language(doc),
            front_matter=to_front_matter(doc.front_matter, places.block_ids),
            sections=_sections(doc, places, blocks),
            blocks=blocks,
            footnotes=to_footnotes(doc, places, blocks),
            references=to_references(doc, places),
            tables=_tables(doc, places),
            figures=_figures(doc, places),
            furniture=_furniture(doc),
            repairs=_repairs(doc, places),
            diagnostics=tuple(_diagnostic(diagnostic) for diagnostic in doc.diagnostics),
            accounting=record.AccountingRecord(**balance._asdict(), unaccounted=0),
        )
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise OutputInvalidError(
            f"The record breaks its schema: {error.title}.{'.'.join(map(str, first['loc']))}: {first['msg']}. "
            "This is a defect of naskah; please report it."
        ) from error


def _source(doc: Document) -> record.SourceRecord:
    source: Source = doc.source
    columns = page_columns(doc)
    return record.SourceRecord(
        filename=source.filename.encode("utf-8", "surrogateescape").decode("utf-8", "replace"),
        sha256=source.sha256,
        bytes=source.bytes,
        pages=tuple(_page(page, columns.get(page.number, 0)) for page in doc.pages),
        pdf=record.PdfRecord(**{item.name: getattr(source.pdf, item.name) for item in fields(source.pdf)}),
    )


def _page(page: Page, columns: int) -> record.PageRecord:
    return record.PageRecord(
        number=page.number,
        width=round(page.width, 2),
        height=round(page.height, 2),
        rotation=page.rotation,  # the model checks that it is one of the allowed
        columns=columns,
        text_layer=page.text_layer,
    )


def _pipeline(doc: Document, stages: Iterable[str] | None) -> record.PipelineRecord:
    if stages is None:
        from pipeline.stages import STAGES

        stages = [stage.name for stage in STAGES]
    settings = {item.name: getattr(doc.settings, item.name) for item in fields(doc.settings)}
    return record.PipelineRecord(name=NAME, version=VERSION, engine=doc.engine, stages=tuple(stages), settings=settings)


def _sections(doc: Document, places: Places, blocks: Iterable[record.BlockRecord]) -> tuple[record.SectionRecord, ...]:
    """Return the sections; what a section holds is read from the blocks, so that both always agree."""
    held: dict[str | None, list[str]] = {}
    for block in blocks:
        held.setdefault(block.section, []).append(block.id)
    sections = []
    for index, section in enumerate(doc.sections):
        name, heading = f"s{index + 1}", places.block(section.heading) or ""
        sections.append(
            record.SectionRecord(
                id=name,
                number=section.number or None,
                heading=section.title,
                level=section.level,
                type=section.type,  # the model checks that it is one of the allowed
                lang=places.lang(section.heading),
                parent=None if section.parent is None else f"s{section.parent + 1}",
                heading_block=heading,
                blocks=tuple(block for block in held.get(name, ()) if block != heading),
            )
        )
    return tuple(sections)


def _tables(doc: Document, places: Places) -> tuple[record.TableRecord, ...]:
    return tuple(
        record.TableRecord(
            id=f"t{index + 1}",
            label=None if table.caption is None else doc.captions[table.caption].label or None,
            caption_block=places.caption(table.caption),
            rows=table.rows,
            header_rows=table.header_rows,
            regions=to_regions(doc, table.regions),
        )
        for index, table in enumerate(doc.tables)
    )


def _figures(doc: Document, places: Places) -> tuple[record.FigureRecord, ...]:
    return tuple(
        record.FigureRecord(
            id=f"f{index + 1}",
            label=None if figure.caption is None else doc.captions[figure.caption].label or None,
            caption_block=places.caption(figure.caption),
            text=places.printed(figure.spans, "\n") or None,
            regions=to_regions(doc, figure.regions),
        )
        for index, figure in enumerate(doc.figures)
    )


def _furniture(doc: Document) -> tuple[record.FurnitureRecord, ...]:
    records = []
    for furniture in doc.furniture:
        lines = [doc.lines[index] for index in furniture.lines]
        text = " ".join(line.text for line in lines if line.text)
        if text:
            box = to_box(doc.pages[furniture.page - 1], union(line.bbox for line in lines))
            records.append(record.FurnitureRecord(kind=furniture.kind, text=text, page=furniture.page, bbox=box))
    records += [_template(doc, item) for item in doc.template]
    return tuple(sorted(records, key=lambda item: item.page))


def _template(doc: Document, item: Template) -> record.FurnitureRecord:
    """Return words of the journal's template, all on one page."""
    parts = [doc.lines[span.line].words[span.start : span.end] for span in item.spans]
    page = doc.lines[item.spans[0].line].page
    box = to_box(doc.pages[page - 1], union(BBox(*word[1:5]) for words in parts for word in words))
    text = " ".join(join_words(words) for words in parts)
    return record.FurnitureRecord(kind=item.kind, text=text, page=page, bbox=box)


def _repairs(doc: Document, places: Places) -> tuple[record.RepairRecord, ...]:
    """Return the repairs of texts that stand in the record; those of a table's cells have no text to point at."""
    records = []
    for repair in doc.repairs:
        place = places.place(repair.owner, repair.offset)
        if place is not None:
            records.append(
                record.RepairRecord(
                    kind=repair.kind,  # the model checks that it is one of the allowed
                    where=place,
                    page=repair.page,
                    before=repair.before,
                    after=repair.after,
                    rule=repair.rule,
                    confidence=round(repair.confidence, 4),
                )
            )
    return tuple(records)


def _diagnostic(diagnostic: Diagnostic) -> record.DiagnosticRecord:
    return record.DiagnosticRecord(**diagnostic._asdict())


def count_diagnostics(article: record.Article) -> dict[str, int]:
    """Return how often each diagnostic code stands in the record, by code."""
    return dict(sorted(Counter(diagnostic.code for diagnostic in article.diagnostics).items()))
