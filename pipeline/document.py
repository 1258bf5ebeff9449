"""The working model: what the stages read and add. Standard library only.

Units and origins, the same everywhere: lengths are PDF points (1/72 inch); the origin is the top left corner
of the page as a reader sees it (after its rotation and crop), x to the right and y downwards. Pages are
1-based; every other index is 0-based and every range half-open ``[start, end)``.

Labels, never deletions: a stage adds a layer beside the ones before it. ``Document.lines`` keeps every line of
the file; what becomes of a line is said by the layers that claim its words.
"""

from __future__ import annotations

from dataclasses import field
from typing import Literal, NamedTuple

from pipeline.chars import NO_CHARS, Chars
from pipeline.chars import Char as Char
from pipeline.fields import Citation, FrontMatter, Reference, RefersTo, Section
from pipeline.frozen import frozen


class BBox(NamedTuple):
    """A box in page points, origin top left, y down: ``(x0, top, x1, bottom)``."""

    x0: float
    top: float
    x1: float
    bottom: float


class Font(NamedTuple):
    """A font as the file names it, subset prefix taken off, with the style read from name and flags."""

    name: str
    bold: bool
    italic: bool


class Rule(NamedTuple):
    """A drawn straight line or the edge of a thin or stroked rectangle; horizontal or vertical."""

    x0: float
    top: float
    x1: float
    bottom: float


class Link(NamedTuple):
    """A link annotation: one box per printed line of its text."""

    uri: str
    bbox: BBox


OCR_FONT = "ocr"
"""Name of the font of glyphs that were recognised in a picture of the page."""
TextLayer = Literal["native", "ocr", "garbled", "none"]


@frozen
class Page:
    """A page as the engine read it. ``chars`` run row by row, upright ones first, then turned ones.

    Any iterable of ``Char`` may be given for ``chars``.
    """

    number: int
    width: float
    height: float
    rotation: int = 0
    chars: Chars = NO_CHARS
    rules: tuple[Rule, ...] = ()
    images: tuple[BBox, ...] = ()
    links: tuple[Link, ...] = ()
    text_layer: TextLayer = "native"

    def __post_init__(self) -> None:
        object.__setattr__(self, "chars", Chars.of(self.chars))


@frozen
class PdfInfo:
    """What the file says of itself; a last resort for metadata, often a template's leftovers."""

    version: str | None = None
    producer: str | None = None
    creator: str | None = None
    title: str | None = None
    encrypted: bool = False


@frozen
class Source:
    """The file that a document was read from. ``filename`` has no folder."""

    filename: str = ""
    sha256: str = ""
    bytes: int = 0
    pdf: PdfInfo = PdfInfo()


class Word(NamedTuple):
    """Glyphs of one line that belong together and share one style.

    A change of font, size or baseline inside a printed word starts a new Word whose ``joined`` is true: no
    white space stands between it and the word before. ``raised`` is 1 for a superscript, -1 for a subscript.
    ``glyphs`` counts the non-space glyphs of the text layer in it, which is not ``len(text)`` when a ligature
    was expanded: the accounting adds up ``glyphs``. ``text`` is repaired; where it differs from the printed
    characters, ``printed`` holds those and ``repair`` the kind of the change, else both are empty.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    size: float
    font: int
    bold: bool
    italic: bool
    raised: int
    joined: bool
    glyphs: int
    printed: str = ""
    repair: str = ""


@frozen
class Line:
    """Words on one baseline within one column. Its index in ``Document.lines`` is its name.

    ``size`` is that of most of its glyphs; ``bold`` and ``italic`` hold when most glyphs (markers left out)
    are. ``text`` joins the words with single spaces except before a joined word. Where ``plain`` holds, no word is
    bold, italic, raised, joined or repaired, as in most lines; where it does not, that is to be looked at.
    """

    page: int
    bbox: BBox
    baseline: float
    size: float
    bold: bool
    italic: bool
    words: tuple[Word, ...]
    text: str
    rotation: int = 0
    plain: bool = field(default=False, compare=False)


class Span(NamedTuple):
    """Words ``[start, end)`` of line ``line``: the unit in which layers claim text."""

    line: int
    start: int
    end: int


class Region(NamedTuple):
    """A stretch of something on one page."""

    page: int
    bbox: BBox


FurnitureKind = Literal[
    "running_header", "running_footer", "page_number", "watermark", "banner", "stamp", "rotated", "other"
]


@frozen
class Furniture:
    """What belongs to the page and not to the article: kept, mined for the journal's data, never in the text."""

    kind: FurnitureKind
    page: int
    lines: tuple[int, ...]


@frozen
class Template:
    """Words of the journal's template among those of the article: a masthead, the header of a box.

    Furniture that its place on the page does not give away; found with the front matter.
    """

    kind: FurnitureKind
    spans: tuple[Span, ...]


@frozen
class Column:
    """A stretch of a page that is read from top to bottom before the next; in reading order."""

    page: int
    bbox: BBox
    lines: tuple[int, ...]


@frozen
class Table:
    """A table found on a page: its cells, and the words that they hold."""

    spans: tuple[Span, ...]
    rows: tuple[tuple[str, ...], ...]
    header_rows: int
    regions: tuple[Region, ...]
    caption: int | None = None
    """Index of its caption in ``Document.captions``."""
    cells: tuple[tuple[tuple[Span, ...], ...], ...] = ()
    """The words of each cell of ``rows``; a continued table's rows stand below each other."""


@frozen
class Figure:
    """A drawing or picture: its labels, and where it stands."""

    spans: tuple[Span, ...]
    regions: tuple[Region, ...]
    caption: int | None = None


@frozen
class Caption:
    """``Tabel 1. Hasil uji``: the label is printed text, ``kind`` says what it names."""

    kind: Literal["table", "figure"]
    label: str
    spans: tuple[Span, ...]


class Mark(NamedTuple):
    """Characters ``[start, end)`` of the text of word ``word`` of line ``line``: a footnote's number.

    A raised marker is a word of its own; a full-size one may be glued to the word beside it.
    """

    line: int
    word: int
    start: int
    end: int


@frozen
class Note:
    """A footnote. ``spans`` are all its words over columns and pages, the marker's word among them."""

    marker: str
    mark: Mark | None
    spans: tuple[Span, ...]


class Call(NamedTuple):
    """A footnote anchor or citation superscript in the text: its characters are taken out of the text.

    ``note`` indexes ``Document.notes``; None where no note answers to it, which is a diagnostic.
    """

    mark: Mark
    marker: str
    note: int | None


@frozen
class Heading:
    """A section header: number split off as printed, ``level`` 1 at the top of this document's own chain.

    ``run_in`` headings stand on the first line of their paragraph.
    """

    spans: tuple[Span, ...]
    number: str | None
    text: str
    level: int
    type: str | None = None
    run_in: bool = False


PassageKind = Literal[
    "title", "author", "affiliation", "abstract_heading", "abstract", "keywords", "heading", "paragraph", "quote",
    "list_item", "caption", "table", "figure", "equation", "reference_heading", "reference", "footnote", "other",
]  # fmt: skip


@frozen
class Passage:
    """Words that a reader takes as one unit, over lines, columns and pages, before their text is put together.

    ``ref`` indexes the layer that it came from where there is one (``headings``, ``captions``, ``tables``,
    ``figures``, ``notes``).
    """

    kind: PassageKind
    spans: tuple[Span, ...]
    ref: int | None = None


class Anchor(NamedTuple):
    """A footnote's call: ``offset`` in the block's text at which the marker stood; ``note`` indexes ``notes``."""

    offset: int
    note: int | None
    marker: str


class Repair(NamedTuple):
    """One change to the printed characters, with what is needed to undo it.

    ``owner`` is the index of the text in ``Document.texts``; ``offset`` the place in its text after all repairs.
    ``before`` is the printed form with ``|`` for the line end.
    """

    kind: str
    owner: int
    offset: int
    page: int
    before: str
    after: str
    rule: str
    confidence: float


class Segment(NamedTuple):
    """A stretch of a text in one language; ``lang`` is a BCP-47 code, ``score`` in 0..1."""

    start: int
    end: int
    lang: str
    score: float


@frozen
class Text:
    """A passage with its characters as the author meant them.

    ``breaks`` holds ``(offset, span index)`` for the first character of each span after the first, so that a
    place in the text leads back to its line; ``styles`` holds ``(start, end)`` of italic stretches.
    """

    kind: PassageKind
    text: str
    passage: int
    anchors: tuple[Anchor, ...] = ()
    regions: tuple[Region, ...] = ()
    breaks: tuple[tuple[int, int], ...] = ()
    italics: tuple[tuple[int, int], ...] = ()
    bolds: tuple[tuple[int, int], ...] = ()
    superscripts: tuple[tuple[int, int], ...] = ()


@frozen
class Tagged:
    """What language stages found in one text: parallel to ``Document.texts``."""

    lang: str
    segments: tuple[Segment, ...]
    evidence: str = ""


class Diagnostic(NamedTuple):
    """A doubt, for a person to look at: ``code`` is stable, ``message`` says what and where in words."""

    stage: str
    code: str
    severity: Literal["info", "warning", "error"]
    page: int | None
    message: str


@frozen
class Settings:
    """What a user may change; part of the record, so that the same settings give the same bytes."""

    engine: str = "auto"
    ocr: Literal["auto", "never", "force"] = "never"


@frozen
class Document:
    """An article on its way from glyphs to a record: each layer is filled by the stage that names it in ``adds``."""

    source: Source = Source()
    settings: Settings = Settings()
    engine: str = ""
    fonts: tuple[Font, ...] = ()
    pages: tuple[Page, ...] = ()
    # layers over glyphs and lines
    dropped: tuple[tuple[int, int], ...] = ()
    """``(page, index in Page.chars)`` of glyphs left out on purpose: hidden duplicates, glyphs off the page, and
    those of a text layer that recognition replaced, which are listed when the file is read."""
    lines: tuple[Line, ...] = ()
    body_size: float = 0.0
    """Font size of most glyphs of the document, in points."""
    leading: float = 0.0
    """Usual distance of baselines in running text, in points."""
    furniture: tuple[Furniture, ...] = ()
    columns: tuple[Column, ...] = ()
    captions: tuple[Caption, ...] = ()
    tables: tuple[Table, ...] = ()
    figures: tuple[Figure, ...] = ()
    side_boxes: tuple[Passage, ...] = ()
    notes: tuple[Note, ...] = ()
    calls: tuple[Call, ...] = ()
    """In reading order."""
    front: tuple[Passage, ...] = ()
    template: tuple[Template, ...] = ()
    headings: tuple[Heading, ...] = ()
    entries: tuple[Passage, ...] = ()
    """Reference entries, one passage each, whole over columns and pages."""
    # layers over text
    passages: tuple[Passage, ...] = ()
    texts: tuple[Text, ...] = ()
    repairs: tuple[Repair, ...] = ()
    tags: tuple[Tagged, ...] = ()
    sentences: tuple[tuple[tuple[int, int], ...], ...] = ()
    """Per text: ``(start, end)`` of each sentence."""
    # layers over meaning
    front_matter: FrontMatter = FrontMatter()
    sections: tuple[Section, ...] = ()
    references: tuple[Reference, ...] = ()
    """Parallel to ``entries``."""
    citations: tuple[tuple[Citation, ...], ...] = ()
    """Per text."""
    refers: tuple[RefersTo | None, ...] = ()
    """Per note."""
    diagnostics: tuple[Diagnostic, ...] = field(default=())
