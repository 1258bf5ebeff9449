"""The default engine: pdf_oxide, a compiled reader that hands over single glyphs (MIT or Apache-2.0).

What it gives is bent into shape here: it reports white space that it guessed (under the font's resource name, which
carries no ink), it says nothing of the width of glyphs on vertical lines, and it
ignores text rise; ``watch`` sends pages with signs of the last to another engine.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from pipeline.document import BBox, Link, Page, PdfInfo, Rule
from pipeline.engines.content import prepare
from pipeline.engines.engine import EngineError, EngineResult, PasswordNeededError, short_reason
from pipeline.engines.font_cache import keep_fonts_apart
from pipeline.engines.fonts import FontTable
from pipeline.engines.frame import Frame, to_frame
from pipeline.engines.oxide_glyphs import read_chars
from pipeline.engines.rules import WHITE, box_rules, line_rule, merge_rules, thin_rule
from pipeline.garbage import no_collection

MIN_IMAGE = 8.0
"""Points; smaller pictures are bullets, dots and artefacts."""


def read_pages(data: bytes, password: str | None = None, *, only: Collection[int] | None = None) -> EngineResult:
    """Return the pages (1-based numbers in ``only``, else all) of a PDF.

    Raises:
        PasswordNeededError: The file is encrypted and the password is missing or wrong.
        EngineError: The file cannot be opened.
    """
    import pdf_oxide

    pdf_oxide.disable_logging()
    data, is_clean, has_pictures = prepare(data)
    document, count = _open(pdf_oxide, keep_fonts_apart(pdf_oxide, data), password)
    fonts = FontTable()
    with no_collection():
        readings = [
            (number, _try_page(document, number, fonts, has_pictures=has_pictures))
            for number in range(1, count + 1)
            if only is None or number in only
        ]
    pages: list[Page] = []
    failed: list[tuple[int, str]] = []
    wrong: list[tuple[int, str]] = []
    turned: list[int] = []
    doubtful: list[int] = []
    for number, reading in readings:
        if isinstance(reading, str):
            pages.append(Page(number, 0.0, 0.0))
            failed.append((number, reading))
            continue
        pages.append(reading.page)
        if not is_clean:
            wrong.append((number, "replacement text stands for some glyphs"))
        elif reading.page.rotation and reading.has_turned:
            wrong.append((number, "glyphs of a rotated page have no width"))
        elif reading.has_turned:
            turned.append(number)
        if reading.has_forms:
            doubtful.append(number)
    return EngineResult(
        tuple(fonts.fonts), tuple(pages), _info(document), tuple(failed), tuple(wrong), tuple(turned), tuple(doubtful)
    )


def _try_page(document: Any, number: int, fonts: FontTable, *, has_pictures: bool) -> _Reading | str:
    """Return a page, or why the library cannot read it."""
    try:
        return _read_page(document, number, fonts, has_pictures=has_pictures)
    except BaseException as error:
        if not _is_library_failure(error):
            raise
        return short_reason(error)


def _is_library_failure(error: BaseException) -> bool:
    """Return whether the library failed: any exception but a lack of memory, or a Rust panic, which is no Exception."""
    if isinstance(error, MemoryError):
        return False
    return isinstance(error, Exception) or type(error).__name__ == "PanicException"


def _open(pdf_oxide: Any, data: bytes, password: str | None) -> tuple[Any, int]:
    try:
        document = pdf_oxide.PdfDocument.from_bytes(data, password)
        return document, int(document.page_count)
    except BaseException as error:
        if not _is_library_failure(error):
            raise
        reason = short_reason(error)
        if "password" in reason.lower():
            raise PasswordNeededError(reason) from error
        raise EngineError(reason) from error


def _info(document: Any) -> PdfInfo:
    """Return what is cheap to know; ``watch`` takes the rest from the document information dictionary."""
    try:
        major, minor = document.version()
    except BaseException as error:
        if not _is_library_failure(error):
            raise
        return PdfInfo()
    return PdfInfo(version=f"{major}.{minor}")


class _Reading(NamedTuple):
    page: Page
    has_turned: bool
    has_forms: bool


def _read_page(document: Any, number: int, fonts: FontTable, *, has_pictures: bool) -> _Reading:
    index = number - 1
    glyphs = document.extract_chars(index)
    annotations = document.get_annotations(index)  # first: it fails on page trees that make the box calls crash
    frame = to_frame(document.page_media_box(index), document.page_crop_box(index), document.page_rotation(index))
    placed = _placed(document, index) if has_pictures else []
    read = read_chars(glyphs, frame, fonts)
    page = Page(
        number,
        frame.width,
        frame.height,
        frame.rotation,
        read.chars,
        merge_rules(_rules(document.extract_paths(index), frame), frame.width, frame.height),
        _images(placed, frame),
        _links(annotations, frame),
    )
    return _Reading(page, read.has_turned, any(box["width"] == box["height"] == 1 for box in placed))


def _rules(paths: Iterable[dict[str, Any]], frame: Frame) -> Iterator[Rule]:
    """Yield the level lines of drawn paths: lines and edges of what is stroked, thin boxes of what is filled.

    Only a white fill is known to be paper: fills in a colour space of their own are reported as black or as none.
    """
    for path in paths:
        color = path["fill_color"]
        if path["stroke_color"] is not None:
            yield from _stroked(path["operations"], frame)
        elif color is None or min(color) < WHITE:
            yield from _filled(path["operations"], frame)


def _filled(operations: Iterable[dict[str, Any]], frame: Frame) -> Iterator[Rule]:
    """Yield the thin boxes among the parts of a filled path."""
    corners: list[tuple[float, float]] = []
    for step in operations:
        kind = step["op"]
        if kind == "rectangle":
            x, y = step["x"], step["y"]
            yield from thin_rule(frame.place_box(x, y, x + step["width"], y + step["height"]))
        elif kind == "move_to":
            yield from _thin_part(corners, frame)
            corners = [(step["x"], step["y"])]
        elif "x" in step:
            corners.append((step["x"], step["y"]))
        elif "x3" in step:
            corners.append((step["x3"], step["y3"]))
    yield from _thin_part(corners, frame)


def _thin_part(corners: Sequence[tuple[float, float]], frame: Frame) -> tuple[Rule, ...]:
    if len(corners) < 2:
        return ()
    xs, ys = zip(*corners, strict=True)
    return thin_rule(frame.place_box(min(xs), min(ys), max(xs), max(ys)))


def _stroked(operations: Iterable[dict[str, Any]], frame: Frame) -> Iterator[Rule]:
    start = here = (0.0, 0.0)
    for step in operations:
        kind = step["op"]
        if kind == "rectangle":
            x, y = step["x"], step["y"]
            yield from box_rules(frame.place_box(x, y, x + step["width"], y + step["height"]))
            continue
        if kind == "close_path":
            target = start
        elif "x" in step:
            target = step["x"], step["y"]
        else:  # a curve: where it ends does not matter, as lines that follow it are rounded corners' sides
            target = step.get("x3", here[0]), step.get("y3", here[1])
        if kind == "move_to":
            start = target
        elif kind in ("line_to", "close_path"):
            rule = line_rule(*frame.place(*here), *frame.place(*target))
            if rule is not None:
                yield rule
        here = target


def _placed(document: Any, index: int) -> list[dict[str, Any]]:
    """Return placed pictures and form objects (as unit squares); none where the library cannot decode one."""
    try:
        return list(document.page_images(index))
    except BaseException as error:
        if not _is_library_failure(error):
            raise
        return []


def _images(placed: Iterable[dict[str, Any]], frame: Frame) -> tuple[BBox, ...]:
    boxes = []
    for image in placed:
        x, y = image["x"], image["y"]
        box = frame.place_box(x, y, x + image["width"], y + image["height"])
        box = BBox(max(box.x0, 0.0), max(box.top, 0.0), min(box.x1, frame.width), min(box.bottom, frame.height))
        if box.x1 - box.x0 >= MIN_IMAGE and box.bottom - box.top >= MIN_IMAGE:
            boxes.append(box)
    return tuple(boxes)


def _links(annotations: Iterable[dict[str, Any]], frame: Frame) -> tuple[Link, ...]:
    links = []
    for annotation in annotations:
        uri, rect = annotation.get("action_uri"), annotation.get("rect")
        if uri and rect:
            links.append(Link(str(uri), frame.place_box(*rect)))
    return tuple(links)
