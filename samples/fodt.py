"""Write a sample as a flat OpenDocument text, for LibreOffice to print."""

from __future__ import annotations

import base64
from dataclasses import replace

from samples import fodt_tables as tables
from samples.bibliography import entries
from samples.fodt_pages import RULE, column_width, master, page_layout, text_width
from samples.fodt_text import RAISED, TextWriter
from samples.layout import look_of, picture, printed
from samples.markup import Block, Paper, Reader, Run

NAMESPACES = {
    name: f"urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"
    for name, path in {
        "office": "office", "style": "style", "text": "text", "table": "table", "draw": "drawing",
        "fo": "xsl-fo-compatible", "svg": "svg-compatible",
    }.items()
} | {"xlink": "http://www.w3.org/1999/xlink"}  # fmt: skip


def words(block: Block) -> str:
    """Return the text of a layout directive."""
    return "".join(run.text for run in block.runs if isinstance(run, Run))


class Writer:
    """Builds one document: ``do_<kind>`` writes a kind of block, the rest are paragraphs in the look of their kind."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.head = paper.head
        self.text = TextWriter(paper)
        self.styles = self.text.styles
        self.sections = 0
        self.cells: list[str] = []
        self.entries_done = 0

    def block(self, block: Block) -> str:
        """Return one block."""
        self.text.lang = block.lang or self.head["lang"]
        handler = getattr(self, f"do_{block.kind}", None)
        if handler:
            return str(handler(block))
        return self.text.paragraph(printed(self.paper, block), look_of(self.paper, block.kind, block))

    def do_heading(self, block: Block) -> str:
        """Return a heading, with its paragraph where it is run in."""
        look = look_of(self.paper, f"heading{block.level}", block)
        runs = printed(self.paper, block)
        if not block.tail:
            return self.text.paragraph(runs, look)
        style = {"bold": bool(look.get("bold")), "italic": bool(look.get("italic"))}
        heading = tuple(replace(run, **style) if isinstance(run, Run) else run for run in runs)
        return self.text.paragraph(
            (*heading, Run(" "), *block.tail), look_of(self.paper, "paragraph", None) | {"indent": 0}
        )

    def do_list_item(self, block: Block) -> str:
        """Return a list item: label, tab, text."""
        look = look_of(self.paper, "list_item", block)
        look = look | {"left": look["left"] * block.level + look.get("offset", 0)}
        return self.text.paragraph((Run(f"{block.number}\t"), *block.runs), look)

    def do_pagebreak(self, block: Block) -> str:
        """Start a new page with the next block."""
        self.styles.break_before = "page"
        return ""

    def do_rule(self, block: Block) -> str:
        """Draw a line across."""
        look = look_of(self.paper, "rule", block) | {"size": 3, "line": 100, "borderbottom": RULE, "after": 4}
        return self.text.paragraph((), look)

    def do_box(self, block: Block) -> str:
        """Open a framed side box."""
        name = tables.cell_style(self.text, tables.EDGES["box"], 0.15)
        start = tables.opening(self.text, f"{column_width(self.head['page']):.2f}", "center")
        return f'{start}<table:table-column/><table:table-row><table:table-cell table:style-name="{name}">'

    def do_endbox(self, block: Block) -> str:
        """Close the side box."""
        return "</table:table-cell></table:table-row></table:table>" + self.gap(5)

    def do_columns(self, block: Block) -> str:
        """Go on in that many columns."""
        out = "</text:section>" if self.sections else ""
        count = int(words(block))
        self.sections += 1
        line = '<style:column-sep style:width="0.02cm" style:color="#000000" style:height="100%"/>'
        gap = self.head["page"].get("gap", 0.8)
        columns = f'<style:columns fo:column-count="{count}" fo:column-gap="{gap}cm">'
        columns += f"{line if block.attrs.get('line') else ''}</style:columns>"
        body = f"<style:section-properties>{columns if count > 1 else ''}</style:section-properties>"
        name = self.styles.name("section", body)
        return f'{out}<text:section text:style-name="{name}" text:name="s{self.sections}">'

    def do_cells(self, block: Block) -> str:
        """Open a row of boxes side by side; the text gives their widths in per cent."""
        width = text_width(self.head["page"])
        shares = [float(part) for part in words(block).split()]
        start = tables.opening(self.text, str(width), "margins") + tables.columns(self.text, width, shares)
        edge = tables.EDGES[block.attrs.get("border", "none")]
        self.cells.append(tables.cell_style(self.text, edge, 0.12, ' fo:vertical-align="top"'))
        return f'{start}<table:table-row><table:table-cell table:style-name="{self.cells[-1]}">'

    def do_cell(self, block: Block) -> str:
        """Go on in the next box."""
        return f'</table:table-cell><table:table-cell table:style-name="{self.cells[-1]}">'

    def do_endcells(self, block: Block) -> str:
        """Close the row of boxes."""
        self.cells.pop()
        return "</table:table-cell></table:table-row></table:table>" + self.gap(4)

    def gap(self, points: float) -> str:
        """Return an empty line of that size."""
        return self.text.paragraph((), {"size": points, "line": 100})

    def do_table(self, block: Block) -> str:
        """Return a table with its caption above and its source below."""
        width = float(block.attrs.get("width", column_width(self.head["page"])))
        caption = self.caption(block, "table") if block.number else ""
        tail = self.text.paragraph(block.tail, look_of(self.paper, "source")) if block.tail else ""
        return caption + tables.data_table(self.text, block, width) + (tail or self.gap(5))

    def caption(self, block: Block, kind: str) -> str:
        """Return a caption."""
        look = look_of(self.paper, f"caption_{kind}")
        label = Run(f"{block.number}{block.attrs.get('sep', '.')} ", bold=bool(look.get("label", False)))
        return self.text.paragraph((label, *block.runs), look)

    def do_figure(self, block: Block) -> str:
        """Return a drawing with its caption below."""
        svg, width, height = picture(block)
        data = base64.b64encode(svg.encode()).decode()
        name = self.styles.name("graphic", '<style:graphic-properties style:wrap="none" fo:border="none"/>')
        style = self.styles.paragraph(look_of(self.paper, "figure"))
        frame = (
            f'<draw:frame draw:style-name="{name}" text:anchor-type="as-char" svg:width="{width}pt" '
            f'svg:height="{height}pt"><draw:image draw:mime-type="image/svg+xml">'
            f"<office:binary-data>{data}</office:binary-data></draw:image></draw:frame>"
        )
        tail = self.text.paragraph(block.tail, look_of(self.paper, "source")) if block.tail else ""
        caption = self.caption(block, "figure") if block.number else ""
        return f'<text:p text:style-name="{style}">{frame}</text:p>{caption}{tail}'

    def do_refs(self, block: Block) -> str:
        """Return the entries of a reference list."""
        style = block.attrs.get("style") or self.head["references"]
        look = look_of(self.paper, "reference")
        found = entries(block.data, style, self.head["lang"], self.entries_done + 1)
        self.entries_done += len(found)
        out = ""
        for entry in found:
            lead = (Run(f"{entry.marker}\t"),) if entry.marker else ()
            out += self.text.paragraph((*lead, *Reader().inline(entry.markup)), look)
        return out

    def document(self) -> str:
        """Return the whole document."""
        page = self.head["page"]
        start = f'<text:p text:style-name="{self.styles.paragraph({"size": 1, "line": 100}, first=True)}"/>'
        content = start + "".join(self.block(block) for block in self.paper.blocks)
        content += "</text:section>" if self.sections else ""
        masters = master(self.text, "First", ("first", "odd")) + master(self.text, "Rest", ("odd",))
        layouts = page_layout(self.head, "First", page.get("first_columns", page.get("columns", 1)))
        layouts += page_layout(self.head, "Rest", page.get("columns", 1))
        spaces = " ".join(f'xmlns:{name}="{uri}"' for name, uri in NAMESPACES.items())
        return (
            f'<?xml version="1.0" encoding="UTF-8"?><office:document {spaces} office:version="1.3" '
            f'office:mimetype="application/vnd.oasis.opendocument.text"><office:styles>{self.common_styles()}'
            f"</office:styles><office:automatic-styles>{self.styles.xml()}{layouts}</office:automatic-styles>"
            f"<office:master-styles>{masters}</office:master-styles>"
            f"<office:body><office:text>{content}</office:text></office:body></office:document>"
        )

    def common_styles(self) -> str:
        """Return the styles of note markers and how notes are numbered."""
        notes = self.head.get("notes", {})
        plain = "<style:text-properties/>"
        called = plain if notes.get("full_size") else RAISED
        listed = RAISED if notes.get("list_marker", "raised") == "raised" else plain
        return (
            f'<style:style style:name="Fa" style:family="text">{called}</style:style>'
            f'<style:style style:name="Fs" style:family="text">{listed}</style:style>'
            '<style:style style:name="Graphics" style:family="graphic"/>'
            '<text:notes-configuration text:note-class="footnote" style:num-format="1" text:start-value="0" '
            'text:footnotes-position="page" text:start-numbering-at="document" '
            'text:citation-style-name="Fs" text:citation-body-style-name="Fa"/>'
        )


def write_fodt(paper: Paper) -> str:
    """Return a paper as flat OpenDocument XML."""
    return Writer(paper).document()
