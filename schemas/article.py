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
Lang = Annotated[str, Field(description="BCP-47 code, und where evidence is thin", pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")]
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
    rotation: Literal[0, 90, 180, 270]
    columns: int = Field(ge=0, description="columns of running text; 0 on a page without any")
    text_layer: Literal["native", "ocr", "garbled", "none"]


class PdfRecord(Model):
    """What the file says of itself."""

    version: str | None
    producer: str | None
    creator: str | None
    title: str | None
    encrypted: bool


class SourceRecord(Model):
    """The file that the record was made from."""

    filename: str = Field(description="without folder")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    bytes: int = Field(ge=0)
    pages: tuple[PageRecord, ...]
    pdf: PdfRecord


class PipelineRecord(Model):
    """What made the record."""

    name: str
    version: str
    engine: str = Field(description="the engine that read the characters")
    stages: tuple[str, ...] = Field(description="in the order in which they ran")
    settings: dict[str, str | int | float | bool | None]


class TitleRecord(Model):
    """The title in one language."""

    lang: Lang
    text: Text
    blocks: tuple[str, ...]


class AuthorRecord(Model):
    """A person; a one-word name has only ``given``."""

    name: Text = Field(description="without marks and degrees")
    given: Text | None
    family: Text | None
    degrees: tuple[str, ...]
    student_id: Text | None
    role: Literal["author", "supervisor"]
    corresponding: bool
    affiliations: tuple[str, ...] = Field(description="ids of affiliations")
    emails: tuple[str, ...]
    orcid: Text | None


class AffiliationRecord(Model):
    """An institution as printed."""

    id: str
    text: Text


class AbstractPartRecord(Model):
    """One labelled part of a structured abstract."""

    label: Text
    text: Text


class AbstractRecord(Model):
    """An abstract in one language; paragraphs joined by a newline, without label and keywords."""

    lang: Lang
    text: Text
    parts: tuple[AbstractPartRecord, ...]
    blocks: tuple[str, ...]


class KeywordsRecord(Model):
    """Keywords in one language."""

    lang: Lang
    terms: tuple[Text, ...]


class JournalRecord(Model):
    """The journal's data as printed."""

    title: Text | None
    issn_print: Text | None
    issn_online: Text | None
    volume: Text | None
    issue: Text | None
    edition: Text | None
    period: Text | None
    year: int | None
    first_page: Text | None
    last_page: Text | None
    doi: Text | None
    url: Text | None
    licence: Text | None


class DatesRecord(Model):
    """The article's history in ISO 8601."""

    received: IsoDate | None
    revised: IsoDate | None
    accepted: IsoDate | None
    published: IsoDate | None


class FrontMatterRecord(Model):
    """Everything above the first section."""

    titles: tuple[TitleRecord, ...]
    authors: tuple[AuthorRecord, ...]
    affiliations: tuple[AffiliationRecord, ...]
    abstracts: tuple[AbstractRecord, ...]
    keywords: tuple[KeywordsRecord, ...]
    journal: JournalRecord
    dates: DatesRecord


class SectionRecord(Model):
    """A node of the section tree, in reading order."""

    id: str
    number: Text | None = Field(description="``2.1``, ``A.``, ``BAB I``, as printed")
    heading: Text
    level: int = Field(ge=1)
    type: SectionType
    lang: Lang
    parent: str | None
    heading_block: str
    blocks: tuple[str, ...]


class SegmentRecord(Model):
    """A stretch of text in one language."""

    start: Offset
    end: Offset
    lang: Lang
    score: Score


class SentenceRecord(Model):
    """A sentence of a block's text."""

    start: Offset
    end: Offset


class AnchorRecord(Model):
    """A footnote's call in a block's text."""

    offset: Offset
    note: str | None
    marker: Text


class CitationRecord(Model):
    """A citation in a block's text; no references = not resolved."""

    start: Offset
    end: Offset
    references: tuple[str, ...]


class RegionRecord(Model):
    """A stretch on one page."""

    page: int = Field(ge=1)
    bbox: BBox


class BlockRecord(Model):
    """A unit of text in reading order; ``table`` and ``figure`` mark a place and have no text."""

    id: str
    kind: BlockKind
    section: str | None
    text: Text | None
    lang: Lang | None
    segments: tuple[SegmentRecord, ...]
    sentences: tuple[SentenceRecord, ...]
    anchors: tuple[AnchorRecord, ...]
    citations: tuple[CitationRecord, ...]
    regions: tuple[RegionRecord, ...]


class NoteAnchorRecord(Model):
    """Where a note is called."""

    block: str
    offset: Offset


class RefersToRecord(Model):
    """What a short note means."""

    kind: Literal["ibid", "op_cit", "loc_cit", "supra", "full"]
    note: str | None
    reference: str | None


class FootnoteRecord(Model):
    """A footnote, whole, its marker taken off."""

    id: str
    marker: Text
    text: Text
    lang: Lang
    segments: tuple[SegmentRecord, ...]
    anchor: NoteAnchorRecord | None
    refers_to: RefersToRecord | None
    regions: tuple[RegionRecord, ...]


class PersonNameRecord(Model):
    """A name in a reference."""

    given: Text | None
    family: Text | None


class ReferenceRecord(Model):
    """An entry of the reference list; ``text`` is the whole entry as printed without its marker."""

    id: str
    marker: Text | None
    text: Text
    lang: Lang
    authors: tuple[PersonNameRecord, ...]
    year: int | None
    title: Text | None
    container: Text | None
    volume: Text | None
    issue: Text | None
    pages: Text | None
    publisher: Text | None
    doi: Text | None
    url: Text | None
    accessed: Text | None
    regions: tuple[RegionRecord, ...]


class TableRecord(Model):
    """A table's cells."""

    id: str
    label: Text | None
    caption_block: str | None
    rows: tuple[tuple[str, ...], ...] = Field(description="an empty cell is an empty string")
    header_rows: int = Field(ge=0)
    regions: tuple[RegionRecord, ...]


class FigureRecord(Model):
    """A figure; ``text`` holds the labels inside the drawing."""

    id: str
    label: Text | None
    caption_block: str | None
    text: Text | None
    regions: tuple[RegionRecord, ...]


class FurnitureRecord(Model):
    """What belongs to the page and not to the article."""

    kind: FurnitureKind
    text: Text
    page: int = Field(ge=1)
    bbox: BBox


class PlaceRecord(Model):
    """Where a repair was made: in the text of a block, footnote or reference."""

    block: str | None
    note: str | None
    reference: str | None
    offset: Offset


class RepairRecord(Model):
    """One change to the printed characters that can be undone."""

    kind: RepairKind
    where: PlaceRecord
    page: int = Field(ge=1)
    before: str = Field(description="as printed, | marks the line end")
    after: str
    rule: str
    confidence: Score


class DiagnosticRecord(Model):
    """A doubt, for a person to look at."""

    stage: str
    code: str
    severity: Literal["info", "warning", "error"]
    page: int | None
    message: str


class AccountingRecord(Model):
    """Every non-space glyph of the text layer, counted once where it went."""

    chars: int
    blocks: int
    footnotes: int
    references: int
    tables: int
    figures: int
    furniture: int
    dropped: int
    unaccounted: int


class Article(Model):
    """One PDF as a record."""

    schema_version: Literal["1.0.0"]
    id: str = Field(pattern=r"^[0-9a-f]{16}$", description="first 16 hex digits of the file's sha256")
    source: SourceRecord
    pipeline: PipelineRecord
    language: Lang
    front_matter: FrontMatterRecord
    sections: tuple[SectionRecord, ...]
    blocks: tuple[BlockRecord, ...]
    footnotes: tuple[FootnoteRecord, ...]
    references: tuple[ReferenceRecord, ...]
    tables: tuple[TableRecord, ...]
    figures: tuple[FigureRecord, ...]
    furniture: tuple[FurnitureRecord, ...]
    repairs: tuple[RepairRecord, ...]
    diagnostics: tuple[DiagnosticRecord, ...]
    accounting: AccountingRecord
