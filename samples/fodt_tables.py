"""Tables of a flat OpenDocument text: those of the paper, and boxes side by side."""

from __future__ import annotations

from samples.fodt_text import TextWriter
from samples.layout import look_of
from samples.markup import Block, Reader

LINE = "0.5pt solid #000000"
THICK = "1pt solid #000000"
EDGES = {
    "none": "", "box": f'fo:border="{LINE}"', "lines": f'fo:border-top="{THICK}" fo:border-bottom="{THICK}"',
}  # fmt: skip


def columns(text: TextWriter, width: float, shares: list[float]) -> str:
    """Return the columns of a table ``width`` cm wide."""
    out = ""
    for share in shares:
        size = f'<style:table-column-properties style:column-width="{width * share / sum(shares):.2f}cm"/>'
        out += f'<table:table-column table:style-name="{text.styles.name("table-column", size)}"/>'
    return out


def opening(text: TextWriter, width: str, align: str) -> str:
    """Return the start tag of a table."""
    style = f'<style:table-properties style:width="{width}cm" table:align="{align}"/>'
    return f'<table:table table:style-name="{text.styles.name("table", style)}">'


def cell_style(text: TextWriter, edge: str, padding: float, more: str = "") -> str:
    """Return the name of a cell style."""
    return text.styles.name("table-cell", f'<style:table-cell-properties {edge} fo:padding="{padding}cm"{more}/>')


def data_table(text: TextWriter, block: Block, width: float) -> str:
    """Return a table of the paper: ruled, with three lines, or with none."""
    shares = [float(x) for x in block.attrs.get("shares", " ".join(["1"] * len(block.data[0]))).split()]
    style, head = block.attrs.get("style", "ruled"), int(block.attrs.get("head", "1"))
    start = opening(text, f"{width:.2f}", "center") + columns(text, width, shares)
    heads, rows = "", ""
    for index, row in enumerate(block.data):
        name = cell_style(text, _edge(style, index, len(block.data), head), 0.06)
        look = look_of(text.paper, "cell") | ({"bold": True} if index < head else {})
        cells = [text.paragraph(Reader().inline(cell), look) for cell in row]
        tags = [f'<table:table-cell table:style-name="{name}">{cell}</table:table-cell>' for cell in cells]
        line = f"<table:table-row>{''.join(tags)}</table:table-row>"
        heads, rows = (heads + line, rows) if index < head and block.attrs.get("repeat") else (heads, rows + line)
    if heads:
        heads = f"<table:table-header-rows>{heads}</table:table-header-rows>"
    return f"{start}{heads}{rows}</table:table>"


def _edge(style: str, index: int, count: int, head: int) -> str:
    if style != "three":
        return {"ruled": f'fo:border="{LINE}"', "none": ""}[style]
    above = f'fo:border-top="{THICK}" ' * (index == 0)
    return above + f'fo:border-bottom="{LINE}"' * (index + 1 in (head, count))
