"""What Tesseract says of a page, as lines of words: its hOCR output read, nothing decided.

hOCR (kba.github.io/hocr-spec/1.2) is XHTML with one element for each block, paragraph, line and word; ``title`` holds
the values. Lengths are pixels of the picture, origin top left, y down.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from xml.etree import ElementTree

from pipeline.document import BBox

LINES = frozenset({"ocr_line", "ocr_header", "ocr_textfloat", "ocr_caption"})
"""Classes that Tesseract gives to lines; it tells headings and captions by size alone, which the stages do better."""
_BOX = re.compile(r"\bbbox (-?\d+) (-?\d+) (-?\d+) (-?\d+)")
_BASELINE = re.compile(r"\bbaseline (-?[\d.]+) (-?[\d.]+)")
_SIZE = re.compile(r"\bx_size ([\d.]+)")
_CONFIDENCE = re.compile(r"\bx_wconf (\d+)")
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


class HocrWord(NamedTuple):
    """A word and the box of its ink; ``confidence`` is Tesseract's, 0..100."""

    text: str
    box: BBox
    confidence: int


class HocrLine(NamedTuple):
    """Words in the order of the output.

    ``baseline`` is taken at the middle of the line; ``height`` reaches from descenders to ascenders, whether or not
    the line has any; ``paragraph`` counts from 0 on its page.
    """

    words: tuple[HocrWord, ...]
    baseline: float
    height: float
    paragraph: int


class HocrPage(NamedTuple):
    """A page's lines in the order of Tesseract's layout, its drawn lines and its photographs."""

    lines: tuple[HocrLine, ...]
    separators: tuple[BBox, ...]
    photos: tuple[BBox, ...]


class HocrError(ValueError):
    """The output is no hOCR."""


def read_hocr(data: bytes) -> HocrPage:
    """Return the page in an hOCR file.

    Raises:
        HocrError: It is cut off or is something else.
    """
    try:
        root = ElementTree.fromstring(_NO_XML.sub("", data.decode("utf-8", "replace")).encode())
    except ElementTree.ParseError as error:
        raise HocrError(str(error)) from error
    lines: list[HocrLine] = []
    boxes: dict[str, list[BBox]] = {"ocr_separator": [], "ocr_photo": []}
    paragraph = -1
    for element in root.iter():
        kind, title = element.get("class", ""), element.get("title", "")
        if kind == "ocr_par":
            paragraph += 1
        elif kind in LINES:
            line = _line(element, title, paragraph)
            if line is not None:
                lines.append(line)
        elif kind in boxes and (box := _box(title)):
            boxes[kind].append(box)
    return HocrPage(tuple(lines), tuple(boxes["ocr_separator"]), tuple(boxes["ocr_photo"]))


def _line(element: ElementTree.Element, title: str, paragraph: int) -> HocrLine | None:
    """Return a line, None where it has no words or no measures."""
    words = [word for child in element.iter() if child.get("class") == "ocrx_word" and (word := _word(child))]
    box, base, size = _box(title), _BASELINE.search(title), _SIZE.search(title)
    if not words or box is None or size is None:
        return None
    slope, offset = (float(base[1]), float(base[2])) if base else (0.0, 0.0)
    baseline = box.bottom + offset + slope * (box.x1 - box.x0) / 2
    return HocrLine(tuple(words), baseline, float(size[1]), paragraph)


def _word(element: ElementTree.Element) -> HocrWord | None:
    title = element.get("title", "")
    text = "".join(element.itertext()).strip()
    box, confidence = _box(title), _CONFIDENCE.search(title)
    return HocrWord(text, box, int(confidence[1]) if confidence else 0) if text and box else None


def _box(title: str) -> BBox | None:
    hit = _BOX.search(title)
    return BBox(*map(float, hit.groups())) if hit else None
