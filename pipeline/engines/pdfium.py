"""The fallback engine: pdfium through its raw calls, for single pages that the default engine reads badly.

A call costs about a microsecond and a glyph needs eight of them: 10 to 25 ms a page, which is why it is no default.
It mends what it can of broken files and sees text rise.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pipeline.chars import Chars
from pipeline.document import BBox, Char, Link, Page, PdfInfo, Rule
from pipeline.engines.engine import EngineResult
from pipeline.engines.fonts import FontTable, to_font
from pipeline.engines.frame import SIZE_DIGITS, Frame, square_direction, to_frame, turned_char
from pipeline.engines.order import Glyph, order_turned, share_widths, upright_rows
from pipeline.engines.pdfium_file import file_info, loaded, opened
from pipeline.engines.rules import box_rules, merge_rules, thin_rule
from pipeline.engines.text import UNMAPPED, readable

MIN_IMAGE = 8.0
"""Points; smaller pictures are bullets, dots and artefacts."""
LINE_SEGMENTS, BOX_SEGMENTS = 2, 5
"""Segments of a path that draws a line, and of one that draws a box."""
CROWD = 15000
"""Glyphs; a page with more is drawn with glyphs that map to nothing, which need no more than a place."""
TURNED_STEP = 8
"""Glyphs; turned text is seldom shorter: an angle asked of each of 3,000 glyphs takes a millisecond."""
HYPHEN_MARK = 0x02
"""What pdfium reports for a hyphen at a line's end; U+FFFE in running text."""
_ITALIC_FLAG = 1 << 6
_BOLD_WEIGHT = 600
_HIGH_HALVES = range(0xD800, 0xDC00)
"""First halves of surrogate pairs."""


def read_pages(data: bytes, password: str | None = None, *, only: Collection[int] | None = None) -> EngineResult:
    """Return the pages (1-based numbers in ``only``, else all) of a PDF.

    Raises:
        PasswordNeededError: The file is encrypted and the password is missing or wrong.
        EngineError: The file cannot be opened.
    """
    import pypdfium2.raw as raw

    fonts = FontTable()
    pages: list[Page] = []
    failed: list[tuple[int, str]] = []
    with opened(data, password) as document:
        for number in range(1, raw.FPDF_GetPageCount(document) + 1):
            if only is not None and number not in only:
                continue
            with loaded(document, number) as page:
                if page:
                    pages.append(_Reader(raw, document, page, fonts).read(number))
                else:
                    pages.append(Page(number, 0.0, 0.0))
                    failed.append((number, "pdfium cannot load the page"))
        return EngineResult(tuple(fonts.fonts), tuple(pages), file_info(raw, document), tuple(failed))


def read_turned(data: bytes, password: str | None, expected: Mapping[int, int]) -> EngineResult:
    """Return pages with nothing but their turned glyphs; for pages that are not rotated themselves.

    Args:
        data: The file.
        password: To open it with.
        expected: By page, about how many glyphs with ink are turned; tells when no more need be looked for.

    Raises:
        PasswordNeededError, EngineError: As ``read_pages``.
    """
    import pypdfium2.raw as raw

    fonts = FontTable()
    pages: list[Page] = []
    with opened(data, password) as document:
        for number in sorted(expected):
            with loaded(document, number) as page:
                if page:
                    pages.append(_Reader(raw, document, page, fonts).read_turned(number, expected[number]))
    return EngineResult(tuple(fonts.fonts), tuple(pages), PdfInfo())


class _Style(NamedTuple):
    """What the glyphs of a text object have in common.

    Font number, colour, pdfium's font and the advances known of it, in em by character; size in points, direction of
    writing as seen, whether it is level on the sheet, and points to the em along it.
    """

    font: int
    color: int
    handle: Any
    advances: dict[str, float]
    size: float
    turn: int
    is_level: bool
    stretch: float


class _Reader:
    """Reads one loaded page."""

    def __init__(self, raw: Any, document: Any, page: Any, fonts: FontTable) -> None:
        self.raw, self.document, self.page, self.fonts = raw, document, page, fonts
        self.frame = self._frame()
        self.advances: dict[int, dict[str, float]] = {}
        self.places = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
        """Where calls put a glyph's origin and box; a place made anew for each glyph costs as much as a call."""

    def read(self, number: int) -> Page:
        """Return the page; pictures and drawn lines inside form objects are not looked for."""
        rules, images = self._drawn()
        frame = self.frame
        return Page(
            number, frame.width, frame.height, frame.rotation, Chars.of(self._chars()),
            merge_rules(rules, frame.width, frame.height), images, self._links(),
        )  # fmt: skip

    def read_turned(self, number: int, expected: int) -> Page:
        """Return the page with its turned glyphs alone, looked for near every eighth glyph and then among all."""
        text = self.raw.FPDFText_LoadPage(self.page)
        glyphs: list[Glyph] = []
        if text:
            try:
                for step in (TURNED_STEP, 1):
                    glyphs = [glyph for glyph in self._turned(text, step) if glyph.turn]
                    if sum(not glyph.text.isspace() for glyph in glyphs) >= expected:
                        break
            finally:
                self.raw.FPDFText_ClosePage(text)
        chars = tuple(turned_char(*glyph) for glyph in order_turned(glyphs))
        return Page(number, self.frame.width, self.frame.height, self.frame.rotation, Chars.of(chars))

    def _turned(self, text: Any, step: int) -> list[Glyph]:
        """Return the turned glyphs less than ``step`` glyphs away from a turned one at a multiple of it."""
        angle, count = self.raw.FPDFText_GetCharAngle, self.raw.FPDFText_CountChars(text)
        hits = [i for i in range(0, count, step) if angle(text, i) > 0]
        near = {i for hit in hits for i in range(max(0, hit - step + 1), min(count, hit + step))}
        return share_widths(self._glyphs(text, [i for i in sorted(near) if angle(text, i) > 0]))

    def _frame(self) -> Frame:
        def box(get: Any) -> tuple[float, float, float, float] | None:
            sides = [ctypes.c_float() for _ in range(4)]
            return tuple(side.value for side in sides) if get(self.page, *sides) else None  # type: ignore[return-value]

        media = box(self.raw.FPDFPage_GetMediaBox)
        crop = box(self.raw.FPDFPage_GetCropBox)
        rotation = self.raw.FPDFPage_GetRotation(self.page) * 90
        if media is None:  # inherited: pdfium tells only what is in force
            width, height = self.raw.FPDF_GetPageWidthF(self.page), self.raw.FPDF_GetPageHeightF(self.page)
            media = crop or ((0, 0, height, width) if rotation % 180 else (0, 0, width, height))
        return to_frame(media, crop, rotation)

    def _chars(self) -> tuple[Char, ...]:
        text = self.raw.FPDFText_LoadPage(self.page)
        if not text:
            return ()
        try:
            glyphs = share_widths(self._glyphs(text, range(self.raw.FPDFText_CountChars(text))))
        finally:
            self.raw.FPDFText_ClosePage(text)
        if self.frame.rotation or any(glyph.turn for glyph in glyphs):
            return tuple(turned_char(*glyph) for glyph in order_turned(glyphs))
        return upright_rows(glyphs)

    def _glyphs(self, text: Any, indices: Sequence[int]) -> Iterator[tuple[Glyph, float]]:
        """Yield each glyph with the width of its box, and the advance of its character (0 = unknown)."""
        raw, high = self.raw, 0
        styles: dict[int, _Style] = {}
        last: Glyph | None = None
        for i in indices:
            code = raw.FPDFText_GetUnicode(text, i)
            if raw.FPDFText_IsGenerated(text, i) == 1:
                continue
            if code in _HIGH_HALVES:
                high = code
                continue
            if high:
                code, high = 0x10000 + (high - 0xD800) * 0x400 + (code - 0xDC00), 0
            unmapped = raw.FPDFText_HasUnicodeMapError(text, i) == 1
            if code == HYPHEN_MARK and raw.FPDFText_IsHyphen(text, i) == 1:
                letter = "-"
            else:
                letter = readable("" if unmapped or not code else chr(code))
            if len(indices) > CROWD and letter == UNMAPPED and last is not None:
                yield self._speck(text, i, last), 0.0
                continue
            last, advance = self._glyph(text, i, letter, styles)
            yield last, advance

    def _glyph(self, text: Any, i: int, letter: str, styles: dict[int, _Style]) -> tuple[Glyph, float]:
        raw, (x, y, box) = self.raw, self.places
        raw.FPDFText_GetCharOrigin(text, i, x, y)
        raw.FPDFText_GetLooseCharBox(text, i, box)
        owner = raw.FPDFText_GetTextObject(text, i)
        key = ctypes.addressof(owner.contents) if owner else -1 - i
        style = styles.get(key)
        if style is None:
            style = styles[key] = self._style(text, i, owner)
        width = box.right - box.left if style.is_level else box.top - box.bottom
        at, base = self.frame.place(x.value, y.value)
        glyph = Glyph(letter, at, base, abs(width), style.size, style.font, style.color, style.turn)
        return glyph, abs(self._advance(style, letter) * style.stretch)

    def _speck(self, text: Any, i: int, like: Glyph) -> Glyph:
        """Return an unmapped glyph in the style of the one before, its place alone its own."""
        x, y, _ = self.places
        self.raw.FPDFText_GetCharOrigin(text, i, x, y)
        at, base = self.frame.place(x.value, y.value)
        return like._replace(text=UNMAPPED, x=at, y=base, width=0.0)

    def _advance(self, style: _Style, letter: str) -> float:
        """Return the advance of a character in em, 0 where the font does not tell."""
        if letter not in style.advances:
            width = ctypes.c_float()
            known = bool(style.handle) and self.raw.FPDFFont_GetGlyphWidth(style.handle, ord(letter[0]), 1.0, width)
            style.advances[letter] = width.value if known else 0.0
        return style.advances[letter]

    def _style(self, text: Any, i: int, owner: Any) -> _Style:
        """Return the style of the text object of a glyph."""
        raw, matrix = self.raw, self.raw.FS_MATRIX()
        parts = [ctypes.c_uint() for _ in range(4)]
        raw.FPDFText_GetFillColor(text, i, *parts)
        color = parts[0].value << 16 | parts[1].value << 8 | parts[2].value
        raw.FPDFText_GetMatrix(text, i, matrix)
        lean = math.degrees(math.atan2(matrix.b, matrix.a))
        stretch = math.hypot(matrix.a, matrix.b)
        nominal = raw.FPDFText_GetFontSize(text, i)
        size = nominal * abs(matrix.a * matrix.d - matrix.b * matrix.c) / (stretch or 1.0)
        font, handle, advances = self._font(raw.FPDFTextObj_GetFont(owner) if owner else None)
        return _Style(
            font, color, handle, advances, round(abs(size), SIZE_DIGITS), square_direction(self.frame.rotation - lean),
            abs(math.sin(math.radians(lean))) < 0.5, nominal * stretch,
        )  # fmt: skip

    def _font(self, font: Any) -> tuple[int, Any, dict[str, float]]:
        """Return the number of a font, its handle (None for no font) and its known advances."""
        raw = self.raw
        if not font:
            return self.fonts.number(to_font("unknown")), None, {}
        size = raw.FPDFFont_GetBaseFontName(font, None, 0)
        buffer = ctypes.create_string_buffer(max(size, 1))
        raw.FPDFFont_GetBaseFontName(font, buffer, size)
        name = buffer.value.decode("utf-8", "replace")
        bold = raw.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT
        italic = bool(raw.FPDFFont_GetFlags(font) & _ITALIC_FLAG)
        advances = self.advances.setdefault(ctypes.addressof(font.contents), {})
        return self.fonts.number(to_font(name, bold=bold, italic=italic)), font, advances

    def _drawn(self) -> tuple[list[Rule], tuple[BBox, ...]]:
        raw = self.raw
        rules: list[Rule] = []
        images: list[BBox] = []
        for k in range(raw.FPDFPage_CountObjects(self.page)):
            shape = raw.FPDFPage_GetObject(self.page, k)
            kind = raw.FPDFPageObj_GetType(shape)
            if kind not in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
                continue
            sides = [ctypes.c_float() for _ in range(4)]
            if not raw.FPDFPageObj_GetBounds(shape, *sides):
                continue
            box = self.frame.place_box(*(side.value for side in sides))
            if kind == raw.FPDF_PAGEOBJ_PATH:
                rules += self._path_rules(shape, box)
            elif box.x1 - box.x0 >= MIN_IMAGE and box.bottom - box.top >= MIN_IMAGE:
                images.append(box)
        return rules, tuple(images)

    def _path_rules(self, shape: Any, box: BBox) -> tuple[Rule, ...]:
        """Return the rules of a line or box; more complicated paths are not taken apart."""
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        self.raw.FPDFPath_GetDrawMode(shape, fill, stroke)
        segments = self.raw.FPDFPath_CountSegments(shape)
        if stroke.value and segments > LINE_SEGMENTS and segments <= BOX_SEGMENTS:
            return box_rules(box)
        return thin_rule(box) if stroke.value or fill.value else ()

    def _links(self) -> tuple[Link, ...]:
        raw, links = self.raw, []
        place, link = ctypes.c_int(0), raw.FPDF_LINK()
        while raw.FPDFLink_Enumerate(self.page, place, link):
            action = raw.FPDFLink_GetAction(link)
            size = raw.FPDFAction_GetURIPath(self.document, action, None, 0) if action else 0
            if not size:
                continue
            buffer = ctypes.create_string_buffer(size)
            raw.FPDFAction_GetURIPath(self.document, action, buffer, size)
            rect = raw.FS_RECTF()
            if raw.FPDFLink_GetAnnotRect(link, rect):
                box = self.frame.place_box(rect.left, rect.bottom, rect.right, rect.top)
                links.append(Link(buffer.value.decode("utf-8", "replace"), box))
        return tuple(links)
