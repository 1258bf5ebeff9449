"""The pages as pictures with a box over each thing found; boxes are links to its text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pipeline.view import markup
from pipeline.view.markup import Html, tag, void
from pipeline.view.names import GROUP_NAMES, box_group, count, kind_name
from schemas import article as record

EXCERPT = 60
"""Characters of a block's text that name its box to those who hear the page."""


class Box(NamedTuple):
    """A box on one page; ``item`` is the id of its text in the other pane."""

    item: str
    kind: str
    bbox: tuple[float, float, float, float]
    said: str
    part: int
    """0 for the first box of a thing, which is the one reached by Tab."""


def boxes_by_page(article: record.Article) -> dict[int, list[Box]]:
    """Return the boxes of each page, larger things first so that smaller ones can be clicked."""
    boxes: dict[int, list[Box]] = defaultdict(list)
    for item, kind, said, regions in _things(article):
        for part, region in enumerate(regions):
            boxes[region.page].append(Box(item, kind, region.bbox, said, part))
    return boxes


def _things(article: record.Article) -> Iterator[tuple[str, str, str, tuple[record.RegionRecord, ...]]]:
    for number, furniture in enumerate(article.furniture):
        region = record.RegionRecord(page=furniture.page, bbox=furniture.bbox)
        yield f"furniture-{number}", "furniture", furniture.text, (region,)
    floats = [block for block in article.blocks if block.kind in ("table", "figure")]
    rest = [block for block in article.blocks if block.kind not in ("table", "figure")]
    for block in (*floats, *rest):
        yield block.id, block.kind, block.text or "", block.regions
    for note in article.footnotes:
        yield note.id, "footnote", note.text, note.regions
    for reference in article.references:
        yield reference.id, "reference", reference.text, reference.regions


def sheets(article: record.Article, images: Mapping[int, str]) -> Iterator[Html]:
    """Yield each page with its picture; ``images`` gives the address of each, relative to the article's page."""
    boxes = boxes_by_page(article)
    for page in article.source.pages:
        yield _sheet(page, images.get(page.number), boxes.get(page.number, []))


def _sheet(page: record.PageRecord, image: str | None, boxes: list[Box]) -> Html:
    picture = markup.join(())
    if image is not None:
        picture = void(
            "img",
            src=image,
            alt=f"Page {page.number}",
            width=round(page.width),
            height=round(page.height),
            loading="eager" if page.number == 1 else "lazy",
            decoding="async",
        )
    drawn = [_box(box, page) for box in boxes]
    ratio = f"aspect-ratio:{max(page.width, 1):.2f}/{max(page.height, 1):.2f}"
    facts = [count(page.columns, "column")] if page.columns else []
    facts += [] if page.text_layer == "native" else [f"text layer: {page.text_layer}"]
    caption = tag("figcaption", " · ".join((f"Page {page.number}", *facts)))
    sheet = tag("div", html=[picture, *drawn], class_="sheet", style=ratio)
    return tag("figure", html=[caption, sheet], class_="page", id=f"p{page.number}", data_page=page.number)


def _box(box: Box, page: record.PageRecord) -> Html:
    x0, top, x1, bottom = box.bbox
    width, height = max(page.width, 1), max(page.height, 1)
    style = (
        f"left:{100 * x0 / width:.3f}%;top:{100 * top / height:.3f}%;"
        f"width:{100 * (x1 - x0) / width:.3f}%;height:{100 * (bottom - top) / height:.3f}%"
    )
    said = box.said if len(box.said) <= EXCERPT else box.said[:EXCERPT].rstrip() + "…"
    name = kind_name(box.kind)
    return tag(
        "a",
        class_=f"box g-{box_group(box.kind)}",
        href=f"#{box.item}",
        style=style,
        data_for=box.item,
        title=name,
        tabindex=None if box.part == 0 and box.kind != "furniture" else -1,
        aria_label=f"{name}: {said}" if said else name,
    )


def legend(article: record.Article) -> Html:
    """Return what the colours of the boxes mean, for those that the article has."""
    present = {box_group(kind) for _, kind, _, _ in _things(article)}
    items = [tag("li", name, class_=f"g-{group}") for group, name in GROUP_NAMES.items() if group in present]
    return tag("ul", html=items, class_="legend", aria_label="Colours of the boxes")
