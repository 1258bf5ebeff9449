"""Two Parquet tables of many records: ``articles`` with a row an article, ``paragraphs`` with a row a block of text.

Read by pandas, DuckDB, Polars and ``datasets``. Rows go to the file in groups, so that a large folder needs little
memory. ``article`` in ``paragraphs`` is ``id`` in ``articles``.
Source: parquet.apache.org/docs/file-format/
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import MissingDependencyError
from pipeline.exports.outline import Outline, issue_of
from schemas import article as record

if TYPE_CHECKING:
    import pyarrow as pa

ROWS = 10_000
"""Rows of paragraphs in a row group; some ten megabytes, as the format's documentation advises for scanning."""

JOURNAL_FIELDS = (
    "journal", "issn_print", "issn_online", "volume", "issue", "period", "first_page", "last_page", "doi", "url",
    "licence",
)  # fmt: skip
"""Columns of text about the journal; ``issue`` is the edition where a journal prints only that."""

PERSON_FIELDS = ("name", "given", "family", "role", "orcid")

ARTICLES, PARAGRAPHS = "articles.parquet", "paragraphs.parquet"


def write_parquet(articles: Iterable[tuple[str, record.Article]], folder: Path) -> None:
    """Write both tables to ``folder``.

    Args:
        articles: Name of the record below its folder, without suffix, and the record.
        folder: Exists.

    Raises:
        MissingDependencyError: Without pyarrow.
    """
    try:
        import pyarrow as pa
        from pyarrow.parquet import ParquetWriter
    except ImportError as error:
        raise MissingDependencyError("The Parquet export needs pyarrow: pip install 'naskah[exports]'.") from error
    kinds = (article_schema(), paragraph_schema())
    with ExitStack() as stack:
        writers = [
            stack.enter_context(ParquetWriter(folder / name, kind, compression="zstd"))
            for name, kind in zip((ARTICLES, PARAGRAPHS), kinds, strict=True)
        ]
        waiting: tuple[list[dict[str, Any]], list[dict[str, Any]]] = ([], [])

        def flush() -> None:
            for writer, rows, kind in zip(writers, waiting, kinds, strict=True):
                if rows:
                    writer.write_table(pa.Table.from_pylist(rows, schema=kind))
                    rows.clear()

        for name, article in articles:
            waiting[0].append(article_row(name, article))
            waiting[1].extend(paragraph_rows(article))
            if len(waiting[1]) >= ROWS:
                flush()
        flush()


def article_schema() -> pa.Schema:
    """Return the columns of ``articles``."""
    import pyarrow as pa

    text, number, texts = pa.string(), pa.int32(), pa.list_(pa.string())
    spoken = pa.list_(pa.struct([("lang", text), ("text", text)]))
    people = pa.list_(pa.struct([(name, text) for name in PERSON_FIELDS]))
    words = pa.list_(pa.struct([("lang", text), ("terms", texts)]))
    return pa.schema(
        [
            *((name, text) for name in ("id", "record", "filename", "sha256", "language")),
            ("pages", number),
            ("titles", spoken),
            ("authors", people),
            ("affiliations", texts),
            ("abstracts", spoken),
            ("keywords", words),
            ("year", number),
            *((name, text) for name in JOURNAL_FIELDS),
            *((name, text) for name in ("received", "revised", "accepted", "published")),
            *((name, number) for name in ("sections", "paragraphs", "footnotes", "references", "tables", "figures")),
            ("diagnostics", texts),
            ("version", text),
        ]
    )


def article_row(name: str, article: record.Article) -> dict[str, Any]:
    """Return the row of an article, by column."""
    front, journal = article.front_matter, article.front_matter.journal
    return {
        "id": article.id,
        "record": name,
        "filename": article.source.filename,
        "sha256": article.source.sha256,
        "language": article.language,
        "pages": len(article.source.pages),
        "titles": [{"lang": title.lang, "text": title.text} for title in front.titles],
        "authors": [author.model_dump(include=set(PERSON_FIELDS)) for author in front.authors],
        "affiliations": [affiliation.text for affiliation in front.affiliations],
        "abstracts": [{"lang": abstract.lang, "text": abstract.text} for abstract in front.abstracts],
        "keywords": [{"lang": words.lang, "terms": list(words.terms)} for words in front.keywords],
        **journal.model_dump(exclude={"title", "edition"}),
        "journal": journal.title,
        "issue": issue_of(journal),
        **front.dates.model_dump(),
        "sections": len(article.sections),
        "paragraphs": sum(block.kind == "paragraph" for block in article.blocks),
        "footnotes": len(article.footnotes),
        "references": len(article.references),
        "tables": len(article.tables),
        "figures": len(article.figures),
        "diagnostics": [diagnostic.code for diagnostic in article.diagnostics],
        "version": article.pipeline.version,
    }


def paragraph_schema() -> pa.Schema:
    """Return the columns of ``paragraphs``; ``page`` and ``bbox`` are those of the first region."""
    import pyarrow as pa

    text, number, texts = pa.string(), pa.int32(), pa.list_(pa.string())
    box = pa.list_(pa.float64())
    return pa.schema(
        [
            ("article", text),
            ("block", text),
            ("position", number),
            ("kind", text),
            ("text", text),
            ("lang", text),
            ("section", text),
            ("section_type", text),
            ("section_path", texts),
            ("page", number),
            ("bbox", box),
            ("regions", pa.list_(pa.struct([("page", number), ("bbox", box)]))),
            ("notes", pa.list_(pa.struct([("offset", number), ("marker", text), ("note", text), ("text", text)]))),
            ("citations", pa.list_(pa.struct([("start", number), ("end", number), ("references", texts)]))),
            ("sentences", pa.list_(pa.struct([("start", number), ("end", number)]))),
        ]
    )


def paragraph_rows(article: record.Article) -> list[dict[str, Any]]:
    """Return the rows of the blocks that have text, in reading order; ``position`` counts from 0."""
    outline = Outline(article)
    sections = {section.id: (section.type, list(outline.path(section.id))) for section in article.sections}
    rows: list[dict[str, Any]] = []
    for block in article.blocks:
        if not block.text:
            continue
        kind, path = sections.get(block.section or "", (None, []))
        regions = [{"page": region.page, "bbox": list(region.bbox)} for region in block.regions]
        rows.append(
            {
                **block.model_dump(include={"kind", "text", "lang", "section", "citations", "sentences"}),
                "article": article.id,
                "block": block.id,
                "position": len(rows),
                "section_type": kind,
                "section_path": path,
                "page": regions[0]["page"] if regions else None,
                "bbox": regions[0]["bbox"] if regions else None,
                "regions": regions,
                "notes": [_note(outline, anchor) for anchor in block.anchors],
            }
        )
    return rows


def _note(outline: Outline, anchor: record.AnchorRecord) -> dict[str, Any]:
    note = outline.notes.get(anchor.note or "")
    text = note.text if note else None
    return {"offset": anchor.offset, "marker": anchor.marker, "note": anchor.note, "text": text}
