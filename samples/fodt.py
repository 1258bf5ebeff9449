"""Write a sample as a flat OpenDocument text, for LibreOffice to print."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from xml.sax.saxutils import escape, quoteattr

from samples.bibliography import entries
from samples.layout import Look, look_of, note_runs, picture, printed, soft_hyphens
from samples.markup import Block, Call, Inline, Paper, Reader, Run

NAMESPACES = {
    name: f"urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"
    for name, path in {
        "office": "office", "style": "style", "text": "text", "table": "table", "draw": "drawing",
        "fo": "xsl-fo-compatible", "svg": "svg-compatible",
    }.items()
} | {"xlink": "http://www.w3.org/1999/xlink"}  # fmt: skip
COUNTRY = {"id": "ID", "en": "US", "ar": "SA", "nl": "NL", "jv": "ID", "su": "ID", "de": "DE", "la": "VA"}


def xml_text(text: str) -> str:
    """Escape, with tabs and runs of spaces kept."""
    out = escape(text).replace("\t", "<text:tab/>").replace("⏎", "<text:line-break/>")
    return re.sub(r" {2,}", lambda match: f' <text:s text:c="{len(match[0]) - 1}"/>', out)


class Writer:
    """Builds one document; styles are named in the order in which they are first used."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.head = paper.head
        self.styles: dict[str, tuple[str, str]] = {}
        self.sections = 0
        self.open_section = False
        self.break_before: str | None = None
        self.started = False
        self.cells: list[str] = []
        self.lang = self.head["lang"]

    # styles
    def style(self, family: str, body: str, extra: str = "") -> str:
        """Return the name of an automatic style with that content."""
        key = f"{family}|{extra}|{body}"
        if key not in self.styles:
            name = f"{family[0].upper()}{len(self.styles) + 1}"
            self.styles[key] = (
                name,
                f'<style:style style:name="{name}" style:family="{family}"{extra}>{body}</style:style>',
            )
        return self.styles[key][0]

    def text_properties(self, look: Look) -> str:
        """Return the character properties of a paragraph look."""
        font = look.get("font", self.head["page"].get("font", "Liberation Serif"))
        size = look.get("size", self.head["page"].get("size", 11))
        parts = [f'fo:font-family="{font}" style:font-family-complex="DejaVu Sans"', f'fo:font-size="{size}pt"',
                 f'style:font-size-complex="{size}pt"']  # fmt: skip
        parts += ['fo:font-weight="bold"'] * bool(look.get("bold")) + ['fo:font-style="italic"'] * bool(
            look.get("italic")
        )
        if "color" in look:
            parts.append(f'fo:color="{look["color"]}"')
        if "tracking" in look:
            parts.append(f'fo:letter-spacing="{look["tracking"]}pt"')
        lang = self.head["lang"]
        parts.append(f'fo:language="{lang}" fo:country="{COUNTRY[lang]}"')
        return f"<style:text-properties {' '.join(parts)}/>"

    def paragraph_style(self, look: Look, first: bool = False) -> str:
        """Return the name of the paragraph style for a look."""
        align = {"right": "end", "left": "start"}.get(look.get("align", "left"), look.get("align", "start"))
        line = look.get("line", self.head["page"].get("line", 115))
        parts = [
            f'fo:text-align="{align}"', f'fo:text-indent="{look.get("indent", 0)}cm"', f'fo:line-height="{line}%"',
            f'fo:margin-left="{look.get("left", 0)}cm"', f'fo:margin-right="{look.get("right", 0)}cm"',
            f'fo:margin-top="{look.get("before", 0)}pt"', f'fo:margin-bottom="{look.get("after", 0)}pt"',
            'fo:orphans="2" fo:widows="2"' if self.head["page"].get("widows", True) else 'fo:orphans="0" fo:widows="0"',
        ]  # fmt: skip
        parts += ['fo:keep-with-next="always"'] * bool(look.get("keep"))
        if look.get("rtl"):
            parts.append('style:writing-mode="rl-tb"')
        if "border" in look:
            parts.append(f'fo:border="{look["border"]}" fo:padding="0.1cm"')
        if "borderbottom" in look:
            parts.append(f'fo:border-bottom="{look["borderbottom"]}" fo:padding-bottom="0.05cm"')
        if "background" in look:
            parts.append(f'fo:background-color="{look["background"]}"')
        if self.break_before:
            parts.append(f'fo:break-before="{self.break_before}"')
            self.break_before = None
        extra = ' style:master-page-name="First"' if first else ""
        if first:
            parts.append(f'style:page-number="{self.head.get("first_page", 1)}"')
        inner = ""
        if "drop" in look:
            inner = f'<style:drop-cap style:length="1" style:lines="{int(look["drop"])}" style:distance="0.05cm"/>'
        if "tabs" in look:
            stops = "".join(
                f'<style:tab-stop style:position="{at}cm" style:type="{kind}"/>' for at, kind in look["tabs"]
            )
            inner += f"<style:tab-stops>{stops}</style:tab-stops>"
        body = f"<style:paragraph-properties {' '.join(parts)}>{inner}</style:paragraph-properties>{self.text_properties(look)}"
        return self.style("paragraph", body, extra)

    def span_style(self, run: Run, look: Look) -> str | None:
        """Return the name of the character style of a run, if it differs from its paragraph."""
        parts = []
        bold, italic = run.bold != bool(look.get("bold")) and run.bold, run.italic
        if bold:
            parts.append('fo:font-weight="bold"')
        if italic:
            parts.append(f'fo:font-style="{"normal" if look.get("italic") else "italic"}"')
        if run.raised:
            parts.append(f'style:text-position="{"33%" if run.raised > 0 else "-20%"} 62%"')
        if run.href:
            parts.append(
                'fo:color="#0563c1" style:text-underline-style="solid"'
                if self.head.get("bluelinks", True)
                else 'fo:color="#000000"'
            )
        if run.lang == "ar":
            parts.append('style:language-complex="ar" style:country-complex="SA"')
        return self.style("text", f"<style:text-properties {' '.join(parts)}/>") if parts else None

    # inline
    def inline(self, runs: tuple[Inline, ...], look: Look) -> str:
        """Return the runs as XML."""
        return "".join(self.call(run) if isinstance(run, Call) else self.run(run, look) for run in runs)

    def run(self, run: Run, look: Look) -> str:
        """Return one run."""
        text = run.text
        if self.head.get("hyphenate") and (run.lang or self.lang) == "id" and not run.href:
            text = soft_hyphens(text)
        name = self.span_style(run, look)
        out = xml_text(text)
        if name:
            out = f'<text:span text:style-name="{name}">{out}</text:span>'
        if run.href:
            out = f'<text:a xlink:type="simple" xlink:href={quoteattr(run.href)}>{out}</text:a>'
        return out

    def call(self, call: Call) -> str:
        """Return a footnote at its call."""
        note = self.paper.notes[call.note]
        if note.merged:
            return self.run(Run(note.marker, raised=1), {})
        label = f' text:label="{escape(note.marker)}"' if note.explicit else ""
        look = look_of(self.paper, "note")
        gap = "<text:s/>" * len(self.head.get("notes", {}).get("gap", " "))
        body = gap + self.inline(note_runs(self.paper, call.note), look)
        style = self.paragraph_style(look)
        mixed = self.head.get("notes", {}).get("full_size")
        out = (
            f'<text:note text:id="ftn{note.number}" text:note-class="footnote"><text:note-citation{label}>{escape(note.marker)}'
            f'</text:note-citation><text:note-body><text:p text:style-name="{style}">{body}</text:p></text:note-body></text:note>'
        )
        if mixed and note.number not in mixed:
            name = self.style("text", '<style:text-properties style:text-position="33% 62%"/>')
            out = f'<text:span text:style-name="{name}">{out}</text:span>'
        return out

    # blocks
    def paragraph(self, runs: tuple[Inline, ...], look: Look, lead: str = "") -> str:
        """Return a paragraph."""
        style = self.paragraph_style(look)
        return f'<text:p text:style-name="{style}">{lead}{self.inline(runs, look)}</text:p>'

    def block(self, block: Block) -> str:
        """Return one block."""
        self.lang = block.lang or self.head["lang"]
        handler = getattr(self, f"do_{block.kind}", None)
        if handler:
            return str(handler(block))
        kind = f"heading{block.level}" if block.kind == "heading" else block.kind
        look = look_of(self.paper, kind, block)
        return self.paragraph(printed(self.paper, block), look)

    def do_heading(self, block: Block) -> str:
        """Return a heading, with its paragraph where it is run in."""
        look = look_of(self.paper, f"heading{block.level}", block)
        runs = printed(self.paper, block)
        if not block.tail:
            return self.paragraph(runs, look)
        bold = tuple(
            replace(run, bold=bool(look.get("bold")), italic=bool(look.get("italic"))) if isinstance(run, Run) else run
            for run in runs
        )
        return self.paragraph((*bold, Run(" "), *block.tail), look_of(self.paper, "paragraph", None) | {"indent": 0})

    def do_list_item(self, block: Block) -> str:
        """Return a list item: label, tab, text."""
        look = look_of(self.paper, "list_item", block)
        look = look | {"left": look["left"] * block.level + look.get("offset", 0)}
        return self.paragraph((Run(f"{block.number}\t"), *block.runs), look)

    def do_pagebreak(self, block: Block) -> str:
        """Start a new page with the next block."""
        self.break_before = "page"
        return ""

    def do_columnbreak(self, block: Block) -> str:
        """Start a new column with the next block."""
        self.break_before = "column"
        return ""

    def do_rule(self, block: Block) -> str:
        """Draw a line across."""
        return self.paragraph(
            (),
            look_of(self.paper, "rule", block)
            | {"size": 3, "line": 100, "borderbottom": "0.75pt solid #000000", "after": 4},
        )

    def do_columns(self, block: Block) -> str:
        """Go on in that many columns."""
        out = "</text:section>" if self.open_section else ""
        count = int("".join(run.text for run in block.runs if isinstance(run, Run)))
        self.sections += 1
        self.open_section = True
        gap = self.head["page"].get("gap", 0.8)
        line = (
            '<style:column-sep style:width="0.02cm" style:color="#000000" style:height="100%"/>'
            if block.attrs.get("line")
            else ""
        )
        columns = f'<style:columns fo:column-count="{count}" fo:column-gap="{gap}cm">{line}</style:columns>'
        balance = ' text:dont-balance-text-columns="true"' if block.attrs.get("balance") == "no" else ""
        name = self.style(
            "section", f"<style:section-properties{balance}>{columns if count > 1 else ''}</style:section-properties>"
        )
        return f'{out}<text:section text:style-name="{name}" text:name="s{self.sections}">'

    def do_span(self, block: Block) -> str:
        """Open a frame across all columns at the top of the page."""
        page = self.head["page"]
        width = page["width"] - page["left"] - page["right"]
        vertical = block.attrs.get("at", "top")
        name = self.style(
            "graphic",
            f'<style:graphic-properties style:wrap="none" style:vertical-pos="{vertical}" style:vertical-rel="page-content" '
            'style:horizontal-pos="center" style:horizontal-rel="page-content" fo:padding="0cm" fo:border="none" '
            'fo:margin-bottom="0.4cm" fo:margin-top="0.2cm"/>',
        )
        holder = self.paragraph_style({"size": 2, "line": 100})
        return (
            f'<text:p text:style-name="{holder}"><draw:frame draw:style-name="{name}" text:anchor-type="paragraph" '
            f'svg:width="{width:.2f}cm"><draw:text-box fo:min-height="1cm">'
        )

    def do_endspan(self, block: Block) -> str:
        """Close the frame."""
        return "</draw:text-box></draw:frame></text:p>"

    def do_cells(self, block: Block) -> str:
        """Open a row of boxes side by side; the text gives their widths in per cent."""
        shares = [float(part) for part in "".join(run.text for run in block.runs if isinstance(run, Run)).split()]
        page = self.head["page"]
        width = float(block.attrs.get("width", page["width"] - page["left"] - page["right"]))
        border = block.attrs.get("border", "none")
        edge = {
            "none": "",
            "box": 'fo:border="0.5pt solid #000000"',
            "lines": 'fo:border-top="1pt solid #000000" fo:border-bottom="1pt solid #000000"',
        }[border]
        name = self.style("table", f'<style:table-properties style:width="{width}cm" table:align="margins"/>')
        columns = "".join(
            f'<table:table-column table:style-name="{self.style("table-column", f"""<style:table-column-properties style:column-width="{width * share / 100:.2f}cm"/>""")}"/>'
            for share in shares
        )
        self.cells.append(
            self.style(
                "table-cell", f'<style:table-cell-properties {edge} fo:padding="0.12cm" fo:vertical-align="top"/>'
            )
        )
        return f'<table:table table:style-name="{name}">{columns}<table:table-row><table:table-cell table:style-name="{self.cells[-1]}">'

    def do_cell(self, block: Block) -> str:
        """Go on in the next box."""
        return f'</table:table-cell><table:table-cell table:style-name="{self.cells[-1]}">'

    def do_endcells(self, block: Block) -> str:
        """Close the row of boxes."""
        self.cells.pop()
        return "</table:table-cell></table:table-row></table:table>" + self.paragraph((), {"size": 4, "line": 100})

    def do_table(self, block: Block) -> str:
        """Return a table with its caption above and its source below."""
        out = self.caption(block, "table") if block.attrs.get("caption", "above") == "above" and block.number else ""
        style, head = block.attrs.get("style", "ruled"), int(block.attrs.get("head", "1"))
        width = float(block.attrs.get("width", self.column_width()))
        shares = [float(x) for x in block.attrs.get("shares", " ".join(["1"] * len(block.data[0]))).split()]
        name = self.style("table", f'<style:table-properties style:width="{width:.2f}cm" table:align="center"/>')
        columns = "".join(
            f'<table:table-column table:style-name="{self.style("table-column", f"""<style:table-column-properties style:column-width="{width * share / sum(shares):.2f}cm"/>""")}"/>'
            for share in shares
        )
        rows = "".join(self.row(row, i, len(block.data), style, head) for i, row in enumerate(block.data))
        out += f'<table:table table:style-name="{name}">{columns}{rows}</table:table>'
        if block.number and block.attrs.get("caption") == "below":
            out += self.caption(block, "table")
        tail = (
            self.paragraph(block.tail, look_of(self.paper, "source"))
            if block.tail
            else self.paragraph((), {"size": 5, "line": 100})
        )
        return out + tail

    def row(self, row: tuple[str, ...], index: int, count: int, style: str, head: int) -> str:
        """Return one row; three-line tables have lines above and below the head and at the end."""
        if style == "ruled":
            edge = 'fo:border="0.5pt solid #000000"'
        elif style == "none":
            edge = ""
        else:
            edge = 'fo:border-top="1pt solid #000000" ' * (index == 0) + 'fo:border-bottom="0.5pt solid #000000"' * (
                index + 1 in (head, count)
            )
        name = self.style("table-cell", f'<style:table-cell-properties {edge} fo:padding="0.06cm"/>')
        look = look_of(self.paper, "cell") | ({"bold": True} if index < head else {})
        cells = "".join(
            f'<table:table-cell table:style-name="{name}">{self.paragraph(Reader().inline(cell), look)}</table:table-cell>'
            for cell in row
        )
        return f"<table:table-row>{cells}</table:table-row>"

    def column_width(self) -> float:
        """Return the width of the text or, in a paper with columns, of one column, in cm."""
        page = self.head["page"]
        count = page.get("text_columns", page.get("columns", 1))
        return float((page["width"] - page["left"] - page["right"] - page.get("gap", 0.8) * (count - 1)) / count)

    def caption(self, block: Block, kind: str) -> str:
        """Return a caption."""
        look = look_of(self.paper, f"caption_{kind}")
        label = Run(f"{block.number}{block.attrs.get('sep', '.')} ", bold=bool(look.get("label", False)))
        return self.paragraph((label, *block.runs), look)

    def do_figure(self, block: Block) -> str:
        """Return a drawing with its caption below."""
        svg, width, height = picture(block)
        data = base64.b64encode(svg.encode()).decode()
        name = self.style("graphic", '<style:graphic-properties style:wrap="none" fo:border="none"/>')
        look = look_of(self.paper, "figure")
        style = self.paragraph_style(look)
        out = (
            f'<text:p text:style-name="{style}"><draw:frame draw:style-name="{name}" text:anchor-type="as-char" svg:width="{width}pt" '
            f'svg:height="{height}pt"><draw:image draw:mime-type="image/svg+xml"><office:binary-data>{data}</office:binary-data>'
            "</draw:image></draw:frame></text:p>"
        )
        tail = self.paragraph(block.tail, look_of(self.paper, "source")) if block.tail else ""
        return out + (self.caption(block, "figure") if block.number else "") + tail

    def do_equation(self, block: Block) -> str:
        """Return a displayed formula in italics, its number at the right edge."""
        width = self.column_width()
        look = look_of(self.paper, "equation") | {"tabs": [(width / 2, "center"), (width, "right")]}
        return self.paragraph((Run("\t"), Run(block.data[0], italic=True), Run(f"\t{block.number or ''}")), look)

    def do_refs(self, block: Block) -> str:
        """Return the entries of a reference list."""
        style = block.attrs.get("style") or self.head["references"]
        look = look_of(self.paper, "reference")
        first = getattr(self, "entries_done", 0) + 1
        found = entries(block.data, style, self.head["lang"], first)
        self.entries_done = first - 1 + len(found)
        lead = [f"{entry.marker}\t" if entry.marker else "" for entry in found]
        return "".join(
            self.paragraph((Run(mark), *Reader().inline(entry.markup)) if mark else Reader().inline(entry.markup), look)
            for mark, entry in zip(lead, found, strict=True)
        )

    # pages
    def running(self, place: str, text: str) -> str:
        """Return a running head or foot; bars divide left, middle and right."""
        page = self.head["page"]
        width = page["width"] - page["left"] - page["right"]
        count = max(line.count("|") for line in text.split("⏎"))
        stops = [[], [(width, "right")], [(width / 2, "center"), (width, "right")]][count]
        look = look_of(self.paper, place) | {"tabs": stops}
        if self.head[place].get("rule"):
            look |= {"border" + "bottom": "0.75pt solid #000000"} if place == "header" else {}
        if self.head[place].get("align"):
            look |= {"align": self.head[place]["align"]}
        xml = self.inline(Reader().inline(text.replace("|", "\t")), look)
        xml = xml.replace("{page}", '<text:page-number text:select-page="current">1</text:page-number>')
        return f'<text:p text:style-name="{self.paragraph_style(look)}">{xml}</text:p>'

    def master(self, name: str, keys: tuple[str, ...]) -> str:
        """Return a master page, and register its running lines."""
        out = ""
        for place in ("header", "footer"):
            spec = self.head.get(place, {})
            key = next((k for k in keys if k in spec), None)
            if key is None:
                continue
            out += f"<style:{place}>{self.running(place, spec[key])}</style:{place}>"
            if name == "Rest" and "even" in spec:
                out += f"<style:{place}-left>{self.running(place, spec['even'])}</style:{place}-left>"
        following = ' style:next-style-name="Rest"' if name == "First" else ""
        return f'<style:master-page style:name="{name}" style:page-layout-name="L{name}"{following}>{out}</style:master-page>'

    def page_layout(self, name: str, columns: int) -> str:
        """Return a page layout: margins measured to the text, running lines inside them."""
        page = self.head["page"]
        edge = {}
        bands = ""
        for place, side in (("header", "top"), ("footer", "bottom")):
            spec = self.head.get(place)
            keys = ("first", "odd") if name == "First" else ("odd",)
            if spec and any(key in spec for key in keys):
                at = spec.get("at", 1.25)
                edge[side] = at
                inner = "bottom" if place == "header" else "top"
                gap = 0.4
                bands += (
                    f'<style:{place}-style><style:header-footer-properties fo:min-height="{page[side] - at - 0.01:.2f}cm" '
                    f'fo:margin-{inner}="{gap}cm" style:dynamic-spacing="false"/></style:{place}-style>'
                )
            else:
                edge[side] = page[side]
        notes = self.head.get("notes", {})
        sep = (
            f'<style:footnote-sep style:width="{notes.get("rule", 0.018)}cm" style:distance-before-sep="0.15cm" '
            f'style:distance-after-sep="0.1cm" style:line-style="solid" style:adjustment="left" '
            f'style:rel-width="{notes.get("rule_width", 35)}%" style:color="#000000"/>'
        )
        cols = (
            f'<style:columns fo:column-count="{columns}" fo:column-gap="{page.get("gap", 0.8)}cm"/>'
            if columns > 1
            else ""
        )
        return (
            f'<style:page-layout style:name="L{name}"><style:page-layout-properties fo:page-width="{page["width"]}cm" '
            f'fo:page-height="{page["height"]}cm" fo:margin-top="{edge["top"]}cm" fo:margin-bottom="{edge["bottom"]}cm" '
            f'fo:margin-left="{page["left"]}cm" fo:margin-right="{page["right"]}cm" '
            f'style:footnote-max-height="{notes.get("max", 0)}cm">{cols}{sep}</style:page-layout-properties>'
            f"{bands}</style:page-layout>"
        )

    def document(self) -> str:
        """Return the whole document."""
        page = self.head["page"]
        first = f'<text:p text:style-name="{self.paragraph_style({"size": 1, "line": 100}, first=True)}"/>'
        content = first + "".join(self.block(block) for block in self.paper.blocks)
        content += "</text:section>" if self.open_section else ""
        masters = self.master("First", ("first", "odd")) + self.master("Rest", ("odd",))
        layouts = self.page_layout("First", page.get("first_columns", page.get("columns", 1))) + self.page_layout(
            "Rest", page.get("columns", 1)
        )
        notes = self.head.get("notes", {})
        raised = 'style:text-position="33% 62%"' if not notes.get("full_size") else ""
        listed = 'style:text-position="33% 62%"' if notes.get("list_marker", "raised") == "raised" else ""
        spaces = " ".join(f'xmlns:{name}="{uri}"' for name, uri in NAMESPACES.items())
        return (
            f'<?xml version="1.0" encoding="UTF-8"?><office:document {spaces} office:version="1.3" '
            'office:mimetype="application/vnd.oasis.opendocument.text"><office:styles>'
            f'<style:style style:name="Fa" style:family="text"><style:text-properties {raised}/></style:style>'
            f'<style:style style:name="Fs" style:family="text"><style:text-properties {listed}/></style:style>'
            '<style:style style:name="Graphics" style:family="graphic"/>'
            '<text:notes-configuration text:note-class="footnote" style:num-format="1" text:start-value="0" '
            f'text:footnotes-position="page" text:start-numbering-at="{notes.get("restart", "document")}" '
            'text:citation-style-name="Fs" text:citation-body-style-name="Fa"/></office:styles>'
            f"<office:automatic-styles>{''.join(xml for _, xml in self.styles.values())}{layouts}</office:automatic-styles>"
            f"<office:master-styles>{masters}</office:master-styles>"
            f"<office:body><office:text>{content}</office:text></office:body></office:document>"
        )


def write_fodt(paper: Paper) -> str:
    """Return a paper as flat OpenDocument XML."""
    return Writer(paper).document()
