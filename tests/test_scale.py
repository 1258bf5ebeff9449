"""An article means the same on a smaller sheet, in larger type, and a little higher on the page.

Rules that hold on other journals measure in em, leadings and shares of the page; a tolerance in points shows here.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline import read_pdf, run, to_article
from pipeline.chars import Char, Chars
from pipeline.document import BBox, Document, Page, Rule

SAMPLES = sorted((Path(__file__).parent.parent / "samples" / "pdf").glob("*.pdf"))


def moved(doc: Document, scale: float, right: float, down: float) -> Document:
    """The document on a sheet ``scale`` times as large, ``right`` and ``down`` points of margin added."""

    def box(b: tuple[float, ...]) -> tuple[float, ...]:
        return b[0] * scale + right, b[1] * scale + down, b[2] * scale + right, b[3] * scale + down

    def char(c: Char) -> Char:
        x0, top, x1, bottom = box((c.x0, c.top, c.x1, c.bottom))
        along = right if c.rotation % 180 else down
        base = round(c.baseline * scale + along, 4)
        return c._replace(x0=x0, top=top, x1=x1, bottom=bottom, baseline=base, size=c.size * scale)

    def page(p: Page) -> Page:
        return replace(
            p,
            width=p.width * scale + 2 * right,
            height=p.height * scale + 2 * down,
            chars=Chars.of(map(char, p.chars)),
            rules=tuple(Rule(*box(rule)) for rule in p.rules),
            images=tuple(BBox(*box(image)) for image in p.images),
            links=tuple(link._replace(bbox=BBox(*box(link.bbox))) for link in p.links),
        )

    return replace(doc, pages=tuple(map(page, doc.pages)))


def content(doc: Document) -> Counter[str]:
    """What a reader gets: everything but places and repairs."""
    record: dict[str, Any] = json.loads(to_article(run(doc)).model_dump_json())
    found: list[object] = [record["front_matter"]]
    found += [(block["kind"], block["text"], block["section"]) for block in record["blocks"]]
    found += [(section["level"], section["heading"], section["type"]) for section in record["sections"]]
    found += [(note["marker"], note["text"], note["anchor"]) for note in record["footnotes"]]
    found += [reference["text"] for reference in record["references"]]
    found += [table["rows"] for table in record["tables"]]
    found += [(item["kind"], item["text"]) for item in record["furniture"]]
    return Counter(json.dumps(item, sort_keys=True) for item in found)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_size_of_the_sheet_says_nothing(path: Path) -> None:
    doc = read_pdf(path)
    expected = content(doc)
    for scale, right, down in ((0.8, 0.0, 0.0), (1.3, 0.0, 0.0), (1.0, 14.0, 17.0)):
        assert content(moved(doc, scale, right, down)) == expected, f"{scale} times, moved by {right}, {down}"
