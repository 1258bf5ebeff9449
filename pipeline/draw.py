"""A picture of what was found: page images with the layers of a ``Document`` drawn on.

Works on a document at any point of its way: without passages the columns and lines are drawn, with them the
blocks by kind in reading order. For people who want to see why a record came out as it did.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from pipeline.document import BBox, Document, Page, Span
from pipeline.errors import FileAccessError
from pipeline.geometry import union

POINTS_PER_INCH = 72.0
LABEL_HEIGHT = 7.0  # points; readable at 70 dpi and up without hiding the line below
FILL_ALPHA = 46  # of 255: the print stays readable under two layers

_GREY = "#808080"
_COLORS = {
    "title": "#b30086",
    "author": "#d94f9a",
    "affiliation": "#e08fbf",
    "abstract_heading": "#7a3db8",
    "abstract": "#a070d0",
    "keywords": "#c0a0e0",
    "heading": "#d00000",
    "paragraph": "#1f6fd0",
    "quote": "#00a0a0",
    "list_item": "#3fa0e8",
    "caption": "#e08000",
    "table": "#8a6d00",
    "figure": "#708000",
    "equation": "#9a5a3a",
    "reference_heading": "#d00000",
    "reference": "#2f8f2f",
    "footnote": "#008060",
    "other": "#404040",
    "column": "#1f6fd0",
    "line": "#90b8e8",
    "furniture": _GREY,
    "anchor": "#ff0000",
}


class Box(NamedTuple):
    """Something to draw on one page: ``kind`` gives the colour, ``label`` is printed at its corner."""

    kind: str
    bbox: BBox
    label: str = ""
    order: bool = False
    """Whether it takes part in the chain of reading-order arrows."""


def draw(doc: Document, path: Path, out_dir: Path, *, dpi: int = 100) -> tuple[Path, ...]:
    """Write ``page-001.png`` ... of the file at ``path`` to ``out_dir``, with the layers of ``doc`` drawn on.

    A page that cannot be rendered (a locked or damaged file) is drawn on white, so that the layers are seen.
    Returns the paths written, in page order. Raises FileAccessError where they cannot be written.
    """
    boxes = page_boxes(doc)
    written = []
    try:
        out_dir.mkdir(parents=True, exist_ok=True)
        for page, image in zip(doc.pages, _page_images(doc.pages, path, dpi), strict=True):
            target = out_dir / f"page-{page.number:03d}.png"
            _draw_page(image, boxes.get(page.number, []), dpi / POINTS_PER_INCH).save(target)
            written.append(target)
    except OSError as error:
        raise FileAccessError(f"cannot write the page pictures to {out_dir}: {error.strerror or error}") from error
    return tuple(written)


def page_boxes(doc: Document) -> dict[int, list[Box]]:
    """Return what to draw on each page, bottom layer first; boxes with ``order`` stand in reading order."""
    boxes: dict[int, list[Box]] = {page.number: [] for page in doc.pages}
    layers = _passage_boxes(doc) if doc.passages else _layout_boxes(doc)
    for page, box in (*_furniture_boxes(doc), *layers, *_cell_boxes(doc), *_mark_boxes(doc)):
        boxes.setdefault(page, []).append(box)
    return boxes


def _layout_boxes(doc: Document) -> Iterator[tuple[int, Box]]:
    """Columns, lines, and the floats, notes and headings found so far, where no passages are there yet."""
    for line in doc.lines:
        yield line.page, Box("line", line.bbox)
    for number, column in enumerate(doc.columns, 1):
        yield column.page, Box("column", column.bbox, str(number), order=True)
    for caption in doc.captions:
        yield from _span_boxes(doc, caption.spans, "caption", f"caption {caption.label}")
    yield from _region_boxes(doc)
    for note in doc.notes:
        yield from _span_boxes(doc, note.spans, "footnote", f"note {note.marker}")
    for heading in doc.headings:
        yield from _span_boxes(doc, heading.spans, "heading", f"H{heading.level}")
    for passage in (*doc.front, *doc.entries):
        yield from _span_boxes(doc, passage.spans, passage.kind, passage.kind)


def _passage_boxes(doc: Document) -> Iterator[tuple[int, Box]]:
    for number, passage in enumerate(doc.passages):
        label = f"{number} {passage.kind}"
        yield from _span_boxes(doc, passage.spans, passage.kind, label, order=passage.kind != "footnote")
    yield from _region_boxes(doc)


def _region_boxes(doc: Document) -> Iterator[tuple[int, Box]]:
    found = [("table", index, table.regions) for index, table in enumerate(doc.tables)]
    found += [("figure", index, figure.regions) for index, figure in enumerate(doc.figures)]
    for kind, index, regions in found:
        for region in regions:
            yield region.page, Box(kind, region.bbox, f"{kind} {index}")


def _furniture_boxes(doc: Document) -> Iterator[tuple[int, Box]]:
    for furniture in doc.furniture:
        if furniture.lines:
            bbox = union(doc.lines[index].bbox for index in furniture.lines)
            yield furniture.page, Box("furniture", bbox, furniture.kind)
    for item in doc.template:
        yield from _span_boxes(doc, item.spans, "furniture", item.kind)


def _cell_boxes(doc: Document) -> Iterator[tuple[int, Box]]:
    for table in doc.tables:
        for row in table.cells:
            for cell in row:
                yield from _span_boxes(doc, cell, "table", "")


def _mark_boxes(doc: Document) -> Iterator[tuple[int, Box]]:
    """Footnote anchors in the text and the markers at the notes."""
    marks = [(call.mark, call.marker if call.note is not None else call.marker + "?") for call in doc.calls]
    marks += [(note.mark, "") for note in doc.notes if note.mark is not None]
    for mark, label in marks:
        word = doc.lines[mark.line].words[mark.word]
        width = (word.x1 - word.x0) / max(1, len(word.text))
        bbox = BBox(word.x0 + mark.start * width, word.top, word.x0 + mark.end * width, word.bottom)
        yield doc.lines[mark.line].page, Box("anchor", bbox, label)


def _span_boxes(
    doc: Document, spans: Iterable[Span], kind: str, label: str, *, order: bool = False
) -> Iterator[tuple[int, Box]]:
    """One box for each run of spans that follow each other down one column, the first one labelled."""
    run: list[BBox] = []
    page = 0
    for span in spans:
        line = doc.lines[span.line]
        words = line.words[span.start : span.end]
        if not words:
            continue
        bbox = union(BBox(word.x0, word.top, word.x1, word.bottom) for word in words)
        if run and (line.page != page or bbox.top < run[-1].top - line.size):
            yield page, Box(kind, union(run), label, order)
            run, label = [], f"({label})" if label and not label.startswith("(") else label
        page = line.page
        run.append(bbox)
    if run:
        yield page, Box(kind, union(run), label, order)


def _page_images(pages: tuple[Page, ...], path: Path, dpi: int) -> Iterator[Image.Image]:
    """Render the pages as a reader sees them, or blanks of their size where that fails."""
    scale = dpi / POINTS_PER_INCH
    try:
        pdf = pypdfium2.PdfDocument(path.read_bytes())
    except pypdfium2.PdfiumError:
        yield from (_blank(page, scale) for page in pages)
        return
    for page in pages:
        try:
            yield pdf[page.number - 1].render(scale=scale).to_pil().convert("RGB")
        except pypdfium2.PdfiumError:
            yield _blank(page, scale)
    pdf.close()


def _blank(page: Page, scale: float) -> Image.Image:
    return Image.new("RGB", (max(1, round(page.width * scale)), max(1, round(page.height * scale))), "white")


def _draw_page(image: Image.Image, boxes: list[Box], scale: float) -> Image.Image:
    """Return ``image`` with ``boxes`` (in points) laid over it."""
    layer = Image.new("RGBA", image.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(layer)
    font = ImageFont.load_default(size=max(8.0, LABEL_HEIGHT * scale))
    for box in boxes:
        color = _COLORS.get(box.kind, _GREY)
        x0, top, x1, bottom = (value * scale for value in box.bbox)
        fill = color + f"{FILL_ALPHA:02x}" if box.kind not in ("line", "column") else None
        pen.rectangle((x0, top, max(x0, x1), max(top, bottom)), fill=fill, outline=color, width=2 if box.order else 1)
    _draw_arrows(pen, [box.bbox for box in boxes if box.order], scale)
    for box in boxes:
        if box.label:
            _draw_label(pen, box, scale, font)
    return Image.alpha_composite(image.convert("RGBA"), layer).convert("RGB")


def _draw_label(
    pen: ImageDraw.ImageDraw, box: Box, scale: float, font: ImageFont.FreeTypeFont | ImageFont.ImageFont
) -> None:
    """Print the label on a patch above the box's left corner."""
    at = (box.bbox.x0 * scale, max(0.0, (box.bbox.top - LABEL_HEIGHT) * scale))
    pen.rectangle(pen.textbbox(at, box.label, font=font), fill="#ffffffd0")
    pen.text(at, box.label, fill=_COLORS.get(box.kind, _GREY), font=font)


def _draw_arrows(pen: ImageDraw.ImageDraw, chain: list[BBox], scale: float) -> None:
    """Join the boxes in reading order: from the foot of each to the head of the next."""
    for before, after in pairwise(chain):
        start = ((before.x0 + 6) * scale, before.bottom * scale)
        end = ((after.x0 + 6) * scale, after.top * scale)
        pen.line((start, end), fill="#ff00ff90", width=2)
        pen.ellipse((end[0] - 3, end[1] - 3, end[0] + 3, end[1] + 3), fill="#ff00ff")
