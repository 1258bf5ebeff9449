"""The reference engine: pdfplumber on pdfminer.six, thirty times slower and pure Python.

Everything is taken from the text matrix, which is in page space after rotation with the media box at the origin;
pdfplumber's own ``top`` depends on how it guesses a font's descent and on where the media box starts.
"""

from __future__ import annotations

import io
import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from pipeline.chars import Chars
from pipeline.document import BBox, Char, Link, Page, PdfInfo, Rule
from pipeline.engines.arabic import visual_clusters
from pipeline.engines.engine import EngineError, EngineResult, PasswordNeededError, short_reason
from pipeline.engines.fonts import FontTable, to_font
from pipeline.engines.frame import SIZE_DIGITS, Frame, square_direction, to_frame, turned_char
from pipeline.engines.order import Glyph, order_turned, upright_rows
from pipeline.engines.rules import WHITE, box_rules, line_rule, merge_rules, thin_rule
from pipeline.engines.text import readable

MIN_IMAGE = 8.0
"""Points; smaller pictures are bullets, dots and artefacts."""
RISE = 0.02
"""em; a glyph that is off its baseline by more was set with text rise."""


class _Sheet(NamedTuple):
    """A page's frame, and how far its corner as seen lies from that of the media box and of pdfplumber's box."""

    frame: Frame
    height: float
    crop_x: float
    crop_y: float
    own_x: float
    own_y: float


def read_pages(data: bytes, password: str | None = None, *, only: Collection[int] | None = None) -> EngineResult:
    """Return the pages (1-based numbers in ``only``, else all) of a PDF.

    Raises:
        PasswordNeededError: The file is encrypted and the password is missing or wrong.
        EngineError: The file cannot be opened.
    """
    import logging

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    document, pages = _open(data, password)
    fonts = FontTable()
    read: list[Page] = []
    failed: list[tuple[int, str]] = []
    for page in pages:
        if only is not None and page.page_number not in only:
            continue
        try:
            read.append(_read_page(page, fonts))
        except MemoryError:
            raise
        except Exception as error:  # pdfminer raises whatever a broken object leads it to
            read.append(Page(page.page_number, 0.0, 0.0))
            failed.append((page.page_number, short_reason(error)))
        finally:
            page.close()
    return EngineResult(tuple(fonts.fonts), tuple(read), _info(document, data), tuple(failed))


def _open(data: bytes, password: str | None) -> tuple[Any, Sequence[Any]]:
    import pdfplumber

    try:
        document = pdfplumber.open(io.BytesIO(data), password=password)
        return document, document.pages
    except MemoryError:
        raise
    except Exception as error:
        reason = short_reason(error)
        if "password" in reason.lower():
            raise PasswordNeededError(reason) from error
        raise EngineError(reason) from error


def _info(document: Any, data: bytes) -> PdfInfo:
    values = document.metadata or {}

    def text(key: str) -> str | None:
        value = values.get(key)
        return " ".join(value.split()) or None if isinstance(value, str) else None

    head = data[:16].decode("latin-1")
    version = head[5:8] if head.startswith("%PDF-") else None
    return PdfInfo(version, text("Producer"), text("Creator"), text("Title"), document.doc.encryption is not None)


def _read_page(page: Any, fonts: FontTable) -> Page:
    source = page.page_obj  # pdfplumber's own boxes are turned already
    frame = to_frame(source.mediabox, source.cropbox, source.rotate)
    whole = to_frame(source.mediabox, None, source.rotate)
    crop = whole.place_box(frame.left, frame.bottom, frame.right, frame.top)
    sheet = _Sheet(frame, whole.height, crop.x0, crop.top, page.bbox[0] + crop.x0, page.bbox[1] + crop.top)
    return Page(
        page.page_number,
        frame.width,
        frame.height,
        frame.rotation,
        Chars.of(_chars(page.chars, sheet, fonts)),
        merge_rules(_rules(page, sheet), frame.width, frame.height),
        _images(page.images, sheet),
        _links(page.hyperlinks, sheet),
    )


def _chars(chars: Sequence[dict[str, Any]], sheet: _Sheet, fonts: FontTable) -> tuple[Char, ...]:
    """Return upright glyphs row by row, then turned ones: the order of every engine."""
    inked = {char["fontname"] for char in chars if not char["text"].isspace()}
    glyphs = [
        part for char, rise in zip(chars, _rises(chars), strict=True) if char["fontname"] in inked
        for part in _glyphs(char, rise, sheet, fonts)
    ]  # fmt: skip
    if sheet.frame.rotation or any(glyph.turn for glyph in glyphs):
        return tuple(turned_char(*glyph) for glyph in order_turned(glyphs))
    return upright_rows(glyphs)


def _rises(chars: Sequence[dict[str, Any]]) -> Iterator[float]:
    """Yield how far above its line's baseline each glyph was set with the text rise operator, in points.

    The matrix leaves it out, the box has it in: a glyph whose box starts elsewhere than its font's usually does.
    """
    gaps = [
        (char["y0"] - char["matrix"][5]) / char["size"] if not char["matrix"][1] and char["size"] else None
        for char in chars
    ]
    counts: dict[str, Counter[float]] = {}
    for char, gap in zip(chars, gaps, strict=True):
        if gap is not None:
            counts.setdefault(char["fontname"], Counter())[round(gap, 2)] += 1
    usual = {name: max(sorted(count.items()), key=itemgetter(1))[0] for name, count in counts.items()}
    for char, gap in zip(chars, gaps, strict=True):
        off = 0.0 if gap is None else gap - usual[char["fontname"]]
        yield off * char["size"] if abs(off) > RISE else 0.0


def _glyphs(char: dict[str, Any], rise: float, sheet: _Sheet, fonts: FontTable) -> Iterator[Glyph]:
    """Yield the code points of a glyph, each with its share of the width (a ligature has several)."""
    a, b, _, _, e, f = char["matrix"]
    lean = math.atan2(b, a)
    turn = square_direction(-math.degrees(lean))
    length = abs(char["adv"]) * math.hypot(a, b)
    size = char["bottom"] - char["top"]
    if b:  # the box of a slanting glyph: tall = length |sin| + size |cos|, and so on
        sine, cosine = abs(math.sin(lean)), abs(math.cos(lean))
        wide = char["x1"] - char["x0"]
        size = (size - length * sine) / cosine if cosine > sine else (wide - length * cosine) / sine
    if char["adv"] < 0:
        turn = (turn + 180) % 360
    font = fonts.number(to_font(char["fontname"]))
    color = _rgb(char.get("non_stroking_color"))
    texts = visual_clusters(readable(char["text"]))
    step = length / len(texts)
    for k, text in enumerate(texts):
        x = e + k * step * math.cos(math.radians(turn)) - sheet.crop_x
        y = sheet.height - f - rise + k * step * math.sin(math.radians(turn)) - sheet.crop_y
        yield Glyph(text, x, y, step, round(abs(size), SIZE_DIGITS), font, color, turn)


def _rgb(color: Any) -> int:
    """Return a colour of one, three or four parts as 0xRRGGBB; unknown colour spaces are black."""
    if isinstance(color, int | float):
        color = (color,)
    if not isinstance(color, tuple | list) or not all(isinstance(part, int | float) for part in color):
        return 0
    parts = [float(part) for part in color]
    if len(parts) == 4:
        parts = [(1 - part) * (1 - parts[3]) for part in parts[:3]]
    elif len(parts) == 1:
        parts *= 3
    if len(parts) != 3:
        return 0
    red, green, blue = (min(max(round(255 * part), 0), 255) for part in parts)
    return red << 16 | green << 8 | blue


def _is_ink(color: Any) -> bool:
    """Return whether a fill is to be seen on white paper."""
    rgb = _rgb(color)
    return min(rgb >> 16, rgb >> 8 & 0xFF, rgb & 0xFF) < WHITE * 0xFF


def _box(shape: dict[str, Any], sheet: _Sheet) -> BBox:
    x0, top, x1, bottom = (float(shape[key]) for key in ("x0", "top", "x1", "bottom"))
    return BBox(x0 - sheet.own_x, top - sheet.own_y, x1 - sheet.own_x, bottom - sheet.own_y)


def _rules(page: Any, sheet: _Sheet) -> Iterator[Rule]:
    for shape in (*page.rects, *page.lines, *page.curves):
        box = _box(shape, sheet)
        if not shape["stroke"]:
            if shape["fill"] and _is_ink(shape.get("non_stroking_color")):
                yield from thin_rule(box)
        elif shape["object_type"] == "rect":
            yield from box_rules(box)
        else:
            yield from _path_rules(shape.get("path") or (), sheet)


def _path_rules(path: Iterable[tuple[Any, ...]], sheet: _Sheet) -> Iterator[Rule]:
    start = here = (0.0, 0.0)
    for kind, *points in path:
        target = start if kind == "h" else (float(points[-1][0]), float(points[-1][1]))
        if kind == "m":
            start = target
        elif kind in ("l", "h"):
            rule = line_rule(
                here[0] - sheet.own_x, here[1] - sheet.own_y, target[0] - sheet.own_x, target[1] - sheet.own_y
            )
            if rule is not None:
                yield rule
        here = target


def _images(images: Iterable[dict[str, Any]], sheet: _Sheet) -> tuple[BBox, ...]:
    boxes = []
    for image in images:
        box = _box(image, sheet)
        box = BBox(
            max(box.x0, 0.0), max(box.top, 0.0), min(box.x1, sheet.frame.width), min(box.bottom, sheet.frame.height)
        )
        if box.x1 - box.x0 >= MIN_IMAGE and box.bottom - box.top >= MIN_IMAGE:
            boxes.append(box)
    return tuple(boxes)


def _links(links: Iterable[dict[str, Any]], sheet: _Sheet) -> tuple[Link, ...]:
    return tuple(Link(str(link["uri"]), _box(link, sheet)) for link in links if link.get("uri"))
