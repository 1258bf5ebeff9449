"""Pages of a flat OpenDocument text: sizes, columns, running heads and feet, the note zone."""

from __future__ import annotations

from typing import Any

from samples.fodt_text import TextWriter
from samples.layout import look_of
from samples.markup import Reader

RULE = "0.75pt solid #000000"
BAND_GAP = 0.4
"""Centimetres between a running line and the text."""


def text_width(page: dict[str, Any]) -> float:
    """Return the width of the text area in cm."""
    return float(page["width"] - page["left"] - page["right"])


def column_width(page: dict[str, Any]) -> float:
    """Return the width of one column of running text in cm."""
    count = page.get("text_columns", page.get("columns", 1))
    return float((text_width(page) - page.get("gap", 0.8) * (count - 1)) / count)


def running(text: TextWriter, place: str, line: str) -> str:
    """Return a running head or foot; bars divide left, middle and right."""
    head = text.paper.head
    width = text_width(head["page"])
    bars = max(part.count("|") for part in line.split("⏎"))
    look = look_of(text.paper, place)
    look = look | {"tabs": [[], [(width, "right")], [(width / 2, "center"), (width, "right")]][bars]}
    if head[place].get("rule") and place == "header":
        look |= {"borderbottom": RULE}
    if head[place].get("align"):
        look |= {"align": head[place]["align"]}
    xml = text.inline(Reader().inline(line.replace("|", "\t")), look)
    xml = xml.replace("{page}", '<text:page-number text:select-page="current">1</text:page-number>')
    return f'<text:p text:style-name="{text.styles.paragraph(look)}">{xml}</text:p>'


def master(text: TextWriter, name: str, keys: tuple[str, ...]) -> str:
    """Return a master page with the running lines named by the first of ``keys`` that there is."""
    out = ""
    for place in ("header", "footer"):
        spec = text.paper.head.get(place, {})
        key = next((k for k in keys if k in spec), None)
        if key is None:
            continue
        out += f"<style:{place}>{running(text, place, spec[key])}</style:{place}>"
        if name == "Rest" and "even" in spec:
            out += f"<style:{place}-left>{running(text, place, spec['even'])}</style:{place}-left>"
    following = ' style:next-style-name="Rest"' if name == "First" else ""
    opening = f'<style:master-page style:name="{name}" style:page-layout-name="L{name}"{following}>'
    return f"{opening}{out}</style:master-page>"


def page_layout(head: dict[str, Any], name: str, columns: int) -> str:
    """Return a page layout; the paper's margins reach to the text, running lines stand inside of them."""
    page = head["page"]
    edge, bands = {}, ""
    for place, side in (("header", "top"), ("footer", "bottom")):
        spec = head.get(place)
        keys = ("first", "odd") if name == "First" else ("odd",)
        if spec and any(key in spec for key in keys):
            edge[side] = spec.get("at", 1.25)
            bands += _band(place, page[side] - edge[side] - 0.01)
        else:
            edge[side] = page[side]
    gap = page.get("gap", 0.8)
    cols = f'<style:columns fo:column-count="{columns}" fo:column-gap="{gap}cm"/>' if columns > 1 else ""
    return (
        f'<style:page-layout style:name="L{name}"><style:page-layout-properties fo:page-width="{page["width"]}cm" '
        f'fo:page-height="{page["height"]}cm" fo:margin-top="{edge["top"]}cm" fo:margin-bottom="{edge["bottom"]}cm" '
        f'fo:margin-left="{page["left"]}cm" fo:margin-right="{page["right"]}cm" style:footnote-max-height="0cm">'
        f"{cols}{_note_rule(head.get('notes', {}))}</style:page-layout-properties>{bands}</style:page-layout>"
    )


def _band(place: str, height: float) -> str:
    inner = "bottom" if place == "header" else "top"
    return (
        f'<style:{place}-style><style:header-footer-properties fo:min-height="{height:.2f}cm" '
        f'fo:margin-{inner}="{BAND_GAP}cm" style:dynamic-spacing="false"/></style:{place}-style>'
    )


def _note_rule(notes: dict[str, Any]) -> str:
    return (
        f'<style:footnote-sep style:width="{notes.get("rule", 0.018)}cm" style:distance-before-sep="0.15cm" '
        f'style:distance-after-sep="0.1cm" style:line-style="solid" style:adjustment="left" '
        f'style:rel-width="{notes.get("rule_width", 35)}%" style:color="#000000"/>'
    )
