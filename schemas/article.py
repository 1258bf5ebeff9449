"""The article record: what one PDF becomes. Needs pydantic only, so that a consumer can read records alone.

Coordinates: ``bbox = [x0, top, x1, bottom]`` in PDF points (1/72 inch), origin top left of the page after
rotation and crop, y downwards. Pages are 1-based. Offsets count Unicode code points of ``text``, 0-based,
half-open. Absent is null or an empty list, never an empty string; no key is ever missing.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION = "1.0.0"

BBox = Annotated[tuple[float, float, float, float], Field(description="x0, top, x1, bottom in points")]
Lang = Annotated[
    str, Field(description="BCP-47 code, und where evidence is thin", pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")
]
Text = Annotated[str, Field(min_length=1)]
Offset = Annotated[int, Field(ge=0)]
Score = Annotated[float, Field(ge=0, le=1)]
IsoDate = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]

BlockKind = Literal[
    "title", "author", "affiliation", "abstract_heading", "abstract", "keywords", "heading", "paragraph", "quote",
    "list_item", "caption", "table", "figure", "equation", "reference_heading", "other",
]  # fmt: skip
SectionType = Literal[
    "introduction", "literature_review", "theory", "method", "results", "discussion", "results_discussion",
    "conclusion", "suggestion", "acknowledgement", "references", "appendix", "funding", "conflict_of_interest",
    "author_contribution", "biography", "other",
]  # fmt: skip
RepairKind = Literal[
    "hyphen_dropped", "hyphen_kept", "space_inserted", "space_removed", "letterspacing", "ligature",
    "duplicate_glyph", "column_join", "page_join", "line_join_url", "quote_mapped", "encoding", "list_mark",
]  # fmt: skip
FurnitureKind = Literal[
    "running_header", "running_footer", "page_number", "watermark", "banner", "stamp", "rotated", "other"
]


class Model(BaseModel):
    """Common settings: nothing unknown gets in, nothing is changed after."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PageRecord(Model):
    """A page of the file."""

    number: int = Field(ge=1, description="1-based")
    width: float = Field(description="points, after rotation and crop")
    height: float = Field(description="points, after rotation and crop")
    rotation: Literal[0, 90, 180, 270] = Field(description="degrees clockwise that the file turns the page by")
    columns: int = Field(ge=0, description="columns of running text; 0 on a page without any")
    text_layer: Literal["native", "ocr", "garbled", "none"] = Field(
        description="native; ocr: recognised; garbled: glyphs map to no text; none: a picture"
    )


class PdfRecord(Model):
    """What the file says of itself."""

    version: str | None = Field(description="PDF version, ``1.7``")
    producer: str | None = Field(description="program that wrote the file")
    creator: str | None = Field(description="program that the article was written with")
    title: str | None = Field(description="often left over from a template")
    encrypted: bool = Field(description="whether the file is encrypted, with or without a password")


class SourceRecord(Model):
    """The file that the record was made from."""

    filename: str = Field(description="without folder")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$", description="of the whole file, in hex")
    bytes: int = Field(ge=0, description="size of the file")
    pages: tuple[PageRecord, ...] = Field(description="in the order of the file")
    pdf: PdfRecord = Field(description="what the file says of itself")


class PipelineRecord(Model):
    """What made the record."""

    name: str = Field(description="``naskah``")
    version: str = Field(description="version of naskah")
    engine: str = Field(description="the engine that read the characters")
    stages: tuple[str, ...] = Field(description="in the order in which they ran")
    settings: dict[str, str | int | float | bool | None] = Field(
        description="what the user may change: the same settings give the same bytes"
    )


class TitleRecord(Model):
    """The title in one language."""

    lang: Lang = Field(description="language of the title, BCP-47")
    text: Text = Field(description="subtitle and printed capitals kept")
    blocks: tuple[str, ...] = Field(description="ids of the blocks that print it")


class AuthorRecord(Model):
    """A person; a one-word name has only ``given``."""

    name: Text = Field(description="without marks and degrees")
    given: Text | None = Field(description="given names; all of a one-word name")
    family: Text | None = Field(description="surname; null where none is known")
    degrees: tuple[str, ...] = Field(description="as printed, ``Dr.``, ``M.Si.``")
    student_id: Text | None = Field(description="``NIM``, digits as printed")
    role: Literal["author", "supervisor"] = Field(description="supervisors are named beside students")
    corresponding: bool = Field(description="whether the article says to write to this person")
    affiliations: tuple[str, ...] = Field(description="ids of affiliations")
    emails: tuple[str, ...] = Field(description="addresses printed for this person")
    orcid: Text | None = Field(description="four groups of four, without the address")


class AffiliationRecord(Model):
    """An institution as printed."""

    id: str = Field(description="``a1``, ``a2``, ...")
    text: Text = Field(description="without marks")


class AbstractPartRecord(Model):
    """One labelled part of a structured abstract."""

    label: Text = Field(description="as printed, without its colon")
    text: Text = Field(description="what follows the label")


class AbstractRecord(Model):
    """An abstract in one language; paragraphs joined by a newline, without label and keywords."""

    lang: Lang = Field(description="language of the abstract, BCP-47")
    text: Text = Field(description="paragraphs joined by a newline, without label and keywords")
    parts: tuple[AbstractPartRecord, ...] = Field(description="labelled parts where it is structured; else empty")
    blocks: tuple[str, ...] = Field(description="ids of the blocks that print it")


class KeywordsRecord(Model):
    """Keywords in one language."""

    lang: Lang = Field(description="language of the keywords, BCP-47")
    terms: tuple[Text, ...] = Field(description="in printed order")


class JournalRecord(Model):
    """The journal's data as printed."""

    title: Text | None = Field(description="name of the journal")
    issn_print: Text | None = Field(description="``1234-5678``")
    issn_online: Text | None = Field(description="``1234-5678``")
    volume: Text | None = Field(description="as printed, Roman numerals kept")
    issue: Text | None = Field(description="number of the issue")
    edition: Text | None = Field(description="``II`` of *Edisi II*")
    period: Text | None = Field(description="months that the issue is for, ``Juli - Desember``")
    year: int | None = Field(description="of the issue")
    first_page: Text | None = Field(description="of the article, as printed")
    last_page: Text | None = Field(description="of the article, as printed")
    doi: Text | None = Field(description="of the article, without the address")
    url: Text | None = Field(description="of the article or journal")
    licence: Text | None = Field(description="licence of the article, address or name")


class DatesRecord(Model):
    """The article's history in ISO 8601."""

    received: IsoDate | None = Field(description="*diterima*, *naskah masuk*")
    revised: IsoDate | None = Field(description="*direvisi*")
    accepted: IsoDate | None = Field(description="*disetujui*")
    published: IsoDate | None = Field(description="*dipublikasikan*")


class FrontMatterRecord(Model):
    """Everything above the first section."""

    titles: tuple[TitleRecord, ...] = Field(description="one for each language printed")
    authors: tuple[AuthorRecord, ...] = Field(description="in printed order")
    affiliations: tuple[AffiliationRecord, ...] = Field(description="institutions that authors point to")
    abstracts: tuple[AbstractRecord, ...] = Field(description="one for each language printed")
    keywords: tuple[KeywordsRecord, ...] = Field(description="one list for each language printed")
    journal: JournalRecord = Field(description="from title lines, running heads and feet")
    dates: DatesRecord = Field(description="the article's history")


class SectionRecord(Model):
    """A node of the section tree, in reading order."""

    id: str = Field(description="``s1``, ``s2``, ...")
    number: Text | None = Field(description="``2.1``, ``A.``, ``BAB I``, as printed")
    heading: Text = Field(description="without its number")
    level: int = Field(ge=1, description="1 at the top of this article's own tree")
    type: SectionType = Field(description="what the section is, whatever its heading says; inherited from its parent")
    lang: Lang = Field(description="language of the heading, BCP-47")
    parent: str | None = Field(description="id of the section around it; null at the top")
    heading_block: str = Field(description="id of the block that is its heading")
    blocks: tuple[str, ...] = Field(description="ids of its own blocks, not its children's, without its heading")


class SegmentRecord(Model):
    """A stretch of text in one language."""

    start: Offset = Field(description="first character")
    end: Offset = Field(description="after the last character")
    lang: Lang = Field(description="language of the stretch, BCP-47")
    score: Score = Field(description="how sure, 0 to 1")


class SentenceRecord(Model):
    """A sentence of a block's text."""

    start: Offset = Field(description="first character")
    end: Offset = Field(description="after the last character")


class AnchorRecord(Model):
    """A footnote's call in a block's text."""

    offset: Offset = Field(description="where in the text the marker stood")
    note: str | None = Field(description="id of the footnote; null where none answers")
    marker: Text = Field(description="as printed, ``7``")


class CitationRecord(Model):
    """A citation in a block's text; no references = not resolved; empty where a raised number was taken out."""

    start: Offset = Field(description="first character")
    end: Offset = Field(description="after the last character")
    references: tuple[str, ...] = Field(description="ids of the references; empty where none answers")


class RegionRecord(Model):
    """A stretch on one page."""

    page: int = Field(ge=1, description="1-based")
    bbox: BBox = Field(description="x0, top, x1, bottom in points")


class BlockRecord(Model):
    """A unit of text in reading order; ``table`` and ``figure`` mark a place and have no text."""

    id: str = Field(description="``b1``, ``b2``, ... in reading order")
    kind: BlockKind = Field(description="what it is")
    section: str | None = Field(description="id of its section; null in front matter")
    text: Text | None = Field(description="as meant: joined, hyphens decided, markers out; null for tables and figures")
    lang: Lang | None = Field(description="main language, BCP-47; null without text")
    segments: tuple[SegmentRecord, ...] = Field(
        description="languages inside the text: cover it wholly, without overlap"
    )
    sentences: tuple[SentenceRecord, ...] = Field(description="where sentences begin and end")
    anchors: tuple[AnchorRecord, ...] = Field(description="calls of footnotes, in order")
    citations: tuple[CitationRecord, ...] = Field(description="citations, in order")
    regions: tuple[RegionRecord, ...] = Field(description="one for each stretch of column that it fills")


class NoteAnchorRecord(Model):
    """Where a note is called."""

    block: str = Field(description="id of the block that calls it")
    offset: Offset = Field(description="where in the block's text the marker stood")


class RefersToRecord(Model):
    """What a short note means."""

    kind: Literal["ibid", "op_cit", "loc_cit", "supra", "full"] = Field(
        description="*ibid.*, *op. cit.*, *loc. cit.*, a pointer to another note, or a full citation"
    )
    note: str | None = Field(description="id of the footnote that it leads to")
    reference: str | None = Field(description="id of the reference that it leads to")


class FootnoteRecord(Model):
    """A footnote, whole, its marker taken off."""

    id: str = Field(description="``n1``, ``n2``, ...")
    marker: Text = Field(description="as printed")
    text: Text = Field(description="whole, over columns and pages")
    lang: Lang = Field(description="main language, BCP-47")
    segments: tuple[SegmentRecord, ...] = Field(description="languages inside the text, as in blocks")
    anchor: NoteAnchorRecord | None = Field(description="the first place that calls it; null where none was found")
    refers_to: RefersToRecord | None = Field(description="what the note cites; null where it cites nothing known")
    regions: tuple[RegionRecord, ...] = Field(description="one for each stretch of column that it fills")


class PersonNameRecord(Model):
    """A name in a reference."""

    given: Text | None = Field(description="given names or initials")
    family: Text | None = Field(description="surname; the whole of a corporate name")


class ReferenceRecord(Model):
    """An entry of the reference list; ``text`` is the whole entry as printed without its marker."""

    id: str = Field(description="``r1``, ``r2``, ...")
    marker: Text | None = Field(description="its number as printed, ``[1]``; null without")
    text: Text = Field(description="the whole entry as printed, without marker")
    lang: Lang = Field(description="language of the entry, BCP-47")
    authors: tuple[PersonNameRecord, ...] = Field(description="in printed order")
    year: int | None = Field(description="of publication")
    title: Text | None = Field(description="of the work")
    container: Text | None = Field(description="journal, book or site that the work is in")
    volume: Text | None = Field(description="as printed")
    issue: Text | None = Field(description="as printed")
    pages: Text | None = Field(description="as printed, ``17-42``")
    publisher: Text | None = Field(description="without its place")
    doi: Text | None = Field(description="without the address")
    url: Text | None = Field(description="joined where it was broken over lines")
    accessed: Text | None = Field(description="day of access as printed")
    regions: tuple[RegionRecord, ...] = Field(description="one for each stretch of column that it fills")


class TableRecord(Model):
    """A table's cells."""

    id: str = Field(description="``t1``, ``t2``, ...")
    label: Text | None = Field(description="``Tabel 1``, as printed")
    caption_block: str | None = Field(description="id of the block with its caption")
    rows: tuple[tuple[str, ...], ...] = Field(description="top to bottom; an empty cell is an empty string")
    header_rows: int = Field(ge=0, description="how many of the first rows are heads")
    regions: tuple[RegionRecord, ...] = Field(description="one for each page or column that it fills")


class FigureRecord(Model):
    """A figure; ``text`` holds the labels inside the drawing."""

    id: str = Field(description="``f1``, ``f2``, ...")
    label: Text | None = Field(description="``Gambar 1``, as printed")
    caption_block: str | None = Field(description="id of the block with its caption")
    text: Text | None = Field(description="labels inside the drawing, one a line")
    regions: tuple[RegionRecord, ...] = Field(description="where it stands")


class FurnitureRecord(Model):
    """What belongs to the page and not to the article."""

    kind: FurnitureKind = Field(description="what it is")
    text: Text = Field(description="as printed")
    page: int = Field(ge=1, description="1-based")
    bbox: BBox = Field(description="x0, top, x1, bottom in points")


class PlaceRecord(Model):
    """Where a repair was made: in the text of a block, footnote or reference."""

    block: str | None = Field(description="id of a block, or null")
    note: str | None = Field(description="id of a footnote, or null")
    reference: str | None = Field(description="id of a reference, or null")
    offset: Offset = Field(description="in that text, after all repairs")


class RepairRecord(Model):
    """One change to the printed characters that can be undone."""

    kind: RepairKind = Field(description="what was changed")
    where: PlaceRecord = Field(description="the text that it was made in")
    page: int = Field(ge=1, description="1-based")
    before: str = Field(description="as printed, | marks the line end")
    after: str = Field(description="what the text has in its place")
    rule: str = Field(description="what decided it")
    confidence: Score = Field(description="how sure, 0 to 1")


class DiagnosticRecord(Model):
    """A doubt, for a person to look at."""

    stage: str = Field(description="the stage that doubts")
    code: str = Field(description="stable name; see docs/errors.md")
    severity: Literal["info", "warning", "error"] = Field(description="info, warning or error")
    page: int | None = Field(description="1-based; null where it is about the article")
    message: str = Field(description="what and where, in words")


class AccountingRecord(Model):
    """Every non-space glyph of the text layer, counted once where it went."""

    chars: int = Field(description="all of them: the sum of those below")
    blocks: int = Field(description="in blocks")
    footnotes: int = Field(description="in footnotes")
    references: int = Field(description="in references")
    tables: int = Field(description="in tables")
    figures: int = Field(description="in figures")
    furniture: int = Field(description="in furniture")
    dropped: int = Field(description="left out on purpose: doubles, covered text, off the page")
    unaccounted: int = Field(description="0 in every record")


class Article(Model):
    """One PDF as a record."""

    schema_version: Literal["1.0.0"] = Field(description="of this schema; a change of shape raises it")
    id: str = Field(pattern=r"^[0-9a-f]{16}$", description="first 16 hex digits of the file's sha256")
    source: SourceRecord = Field(description="the file")
    pipeline: PipelineRecord = Field(description="what made the record")
    language: Lang = Field(description="of most of the body, BCP-47")
    front_matter: FrontMatterRecord = Field(description="everything above the first section")
    sections: tuple[SectionRecord, ...] = Field(description="the section tree, flat, in reading order")
    blocks: tuple[BlockRecord, ...] = Field(
        description="all text in reading order, but for footnotes, references and furniture"
    )
    footnotes: tuple[FootnoteRecord, ...] = Field(description="in order of their place")
    references: tuple[ReferenceRecord, ...] = Field(description="in printed order")
    tables: tuple[TableRecord, ...] = Field(description="in reading order")
    figures: tuple[FigureRecord, ...] = Field(description="in reading order")
    furniture: tuple[FurnitureRecord, ...] = Field(
        description="running heads, mastheads, page numbers, stamps, headers of metadata boxes"
    )
    repairs: tuple[RepairRecord, ...] = Field(description="every change to the printed characters")
    diagnostics: tuple[DiagnosticRecord, ...] = Field(description="doubts, for a person to look at")
    accounting: AccountingRecord = Field(description="where every glyph went")
