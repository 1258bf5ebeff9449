"""Write a sample as a Typst source, with its drawings beside it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from samples.bibliography import entries
from samples.layout import Look, look_of, note_runs, picture, printed
from samples.markup import Block, Call, Inline, Paper, Reader, Run

WORD_LINE = 1.15
"""Height of a single-spaced line of Liberation Serif in a word processor, in ems."""
PUNCTUATION = re.compile(r"([\\#$*_`@<>\[\]~\-/=+'\":;(){}|.&!^%,?])")


def literal(text: str) -> str:
    """Return text that Typst prints as it is: no list, heading, smart quote or dash is read into it."""
    out = PUNCTUATION.sub(r"\\\1", text).replace("⏎", " #linebreak() ")
    return re.sub(r"  +", lambda match: "~" * len(match[0]), out)


def across(block: Block, default: str) -> str:
    """Return the call that places something across all columns."""
    return f'#place({block.attrs.get("at", default)}, scope: "parent", float: true, clearance: 1.2em)'


class Writer:
    """Builds one Typst source."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.head = paper.head
        self.files: dict[str, bytes] = {}
        self.entries_done = 0
        self.cells = 0

    # inline
    def inline(self, runs: tuple[Inline, ...], look: Look) -> str:
        """Return the runs as markup."""
        return "".join(self.call(run) if isinstance(run, Call) else self.run(run, look) for run in runs)

    def run(self, run: Run, look: Look) -> str:
        """Return one run."""
        out = literal(run.text)
        settings = []
        if run.bold:
            settings.append('weight: "bold"')
        if run.italic:
            settings.append(f'style: "{"normal" if look.get("italic") else "italic"}"')
        if run.lang:
            settings.append(f'lang: "{run.lang}"')
            if run.lang == "ar":
                settings.append('font: "DejaVu Sans", dir: rtl')
        if settings:
            out = f"#text({', '.join(settings)})[{out}]"
        if run.raised:
            out = f"#{'super' if run.raised > 0 else 'sub'}[{out}]"
        if run.href:
            out = f'#link("{run.href}")[{out}]'
        return out

    def call(self, call: Call) -> str:
        """Return a footnote at its call."""
        note = self.paper.notes[call.note]
        if note.merged:
            return f"#super[{note.marker}]"
        look = look_of(self.paper, "note")
        body = self.inline(note_runs(self.paper, call.note), look)
        if note.explicit:
            return f'#footnote(numbering: _ => "{note.marker}")[{body}]#counter(footnote).update(n => n - 1)'
        return f"#footnote[{body}]"

    # blocks
    def paragraph(self, runs: tuple[Inline, ...], look: Look, lead: str = "", label: str = "") -> str:
        """Return a paragraph; ``lead`` is ready markup before its text, ``label`` a hanging label."""
        size = look.get("size", self.head["page"].get("size", 10))
        leading = size * (WORD_LINE * look.get("line", self.head["page"].get("line", 100)) / 100 - 1)
        indent, left = look.get("indent", 0), look.get("left", 0)
        text = [f"size: {size}pt"]
        text += ['weight: "bold"'] * bool(look.get("bold")) + ['style: "italic"'] * bool(look.get("italic"))
        if look.get("align") != "justify":
            text.append("hyphenate: false")
        if "font" in look:
            text.append(f'font: "{look["font"]}"')
        if "tracking" in look:
            text.append(f"tracking: {look['tracking']}pt")
        if "color" in look:
            text.append(f'fill: rgb("{look["color"]}")')
        if "lang" in look:
            text.append(f'lang: "{look["lang"]}"')
        par = [f"leading: {leading:.2f}pt", f"justify: {'true' if look.get('align') == 'justify' else 'false'}"]
        if indent > 0:
            par.append(f"first-line-indent: (amount: {indent}cm, all: true)")
        if indent < 0:
            par.append(f"hanging-indent: {-indent}cm")
        body = self.inline(runs, look)
        if label:
            body = f"#box(width: {-indent}cm)[{literal(label)}]{body}"
        body = f"#set text({', '.join(text)}); #par({', '.join(par)})[{lead}{body}]"
        if look.get("align") in ("center", "right"):
            body = f"#align({look['align']})[{body}]"
        block = [
            f"above: {leading + look.get('before', 0):.2f}pt",
            f"below: {leading + look.get('after', 0):.2f}pt",
            "width: 100%",
        ]
        block.append(f"inset: (left: {left + min(indent, 0):.2f}cm, right: {look.get('right', 0)}cm)")
        if look.get("keep"):
            block.append("sticky: true")
        if "background" in look:
            block.append(f'fill: rgb("{look["background"]}"), outset: 2pt')
        return f"#block({', '.join(block)})[{body}]\n"

    def block(self, block: Block) -> str:
        """Return one block."""
        handler = getattr(self, f"do_{block.kind}", None)
        if handler:
            return str(handler(block))
        kind = f"heading{block.level}" if block.kind == "heading" else block.kind
        return self.paragraph(printed(self.paper, block), self.look(kind, block))

    def look(self, kind: str, block: Block | None = None) -> Look:
        """Return the look of a block, its language with it."""
        lang = {"lang": block.lang} if block is not None and block.lang else {}
        return look_of(self.paper, kind, block) | lang

    def do_heading(self, block: Block) -> str:
        """Return a heading, with its paragraph where it is run in."""
        look = self.look(f"heading{block.level}", block)
        runs = printed(self.paper, block)
        if not block.tail:
            return self.paragraph(runs, look)
        styled = tuple(
            replace(run, bold=bool(look.get("bold")), italic=bool(look.get("italic"))) if isinstance(run, Run) else run
            for run in runs
        )
        return self.paragraph((*styled, Run(" "), *block.tail), self.look("paragraph"))

    def do_list_item(self, block: Block) -> str:
        """Return a list item."""
        look = self.look("list_item", block)
        return self.paragraph(
            block.runs, look | {"left": look["left"] * block.level + look.get("offset", 0)}, label=block.number or ""
        )

    def do_pagebreak(self, block: Block) -> str:
        """Start a new page."""
        return "#pagebreak()\n"

    def do_columnbreak(self, block: Block) -> str:
        """Start a new column."""
        return "#colbreak()\n"

    def do_columns(self, block: Block) -> str:
        """Go on in that many columns, notes across the page below them; 1 ends them."""
        count = int("".join(run.text for run in block.runs if isinstance(run, Run)))
        if count == 1:
            return "]\n"
        return f"#columns({count}, gutter: {self.head['page'].get('gap', 0.8)}cm)[\n"

    def do_space(self, block: Block) -> str:
        """Leave room."""
        return f"#v({''.join(run.text for run in block.runs if isinstance(run, Run))}pt)\n"

    def do_rule(self, block: Block) -> str:
        """Draw a line across."""
        return "#block(above: 5pt, below: 6pt)[#line(length: 100%, stroke: 0.6pt)]\n"

    def do_span(self, block: Block) -> str:
        """Go across all columns, at the top or bottom of the page."""
        return f"{across(block, 'top')}[#block(width: 100%)[\n"

    def do_endspan(self, block: Block) -> str:
        """End what goes across all columns."""
        return "]]\n"

    def do_box(self, block: Block) -> str:
        """Open a framed side box."""
        return "#block(width: 100%, stroke: 0.6pt, inset: 6pt, above: 10pt, below: 10pt)[\n"

    def do_endbox(self, block: Block) -> str:
        """Close the side box."""
        return "]\n"

    def do_cells(self, block: Block) -> str:
        """Open boxes side by side; the text gives their widths in per cent."""
        shares = "".join(run.text for run in block.runs if isinstance(run, Run)).split()
        stroke = {"box": "0.5pt", "lines": "(top: 0.8pt, bottom: 0.8pt)"}.get(block.attrs.get("border", "none"), "none")
        return f"#grid(columns: ({', '.join(f'{share}%' for share in shares)}), inset: 4pt, stroke: {stroke}, [\n"

    def do_cell(self, block: Block) -> str:
        """Go on in the next box."""
        return "], [\n"

    def do_endcells(self, block: Block) -> str:
        """Close the row of boxes."""
        return "])\n"

    def wide(self, block: Block, body: str) -> str:
        """Place a float across the columns where its block says so."""
        if block.attrs.get("wide"):
            return f"{across(block, 'auto')}[#block(width: 100%)[{body}]]\n"
        return f"#block(breakable: false, width: 100%)[{body}]\n"

    def caption(self, block: Block, kind: str) -> str:
        """Return a caption."""
        look = look_of(self.paper, f"caption_{kind}")
        label = Run(f"{block.number}{block.attrs.get('sep', '.')} ", bold=bool(look.get("label", False)))
        return self.paragraph((label, *block.runs), look)

    def do_table(self, block: Block) -> str:
        """Return a table, its caption above unless told otherwise, its source below."""
        style, head = block.attrs.get("style", "ruled"), int(block.attrs.get("head", "1"))
        shares = block.attrs.get("shares", " ".join(["1"] * len(block.data[0]))).split()
        look = look_of(self.paper, "cell")
        cells = []
        for index, row in enumerate(block.data):
            if style == "three" and index in (0, head):
                cells.append("table.hline(stroke: 0.7pt)")
            for cell in row:
                runs = Reader().inline(cell)
                body = self.inline(runs, look)
                cells.append(f'[#text(weight: "bold")[{body}]]' if index < head else f"[{body}]")
        if style == "three":
            cells.append("table.hline(stroke: 0.7pt)")
        stroke = "0.5pt" if style == "ruled" else "none"
        table = (
            f"#block(above: 4pt, below: 4pt, width: 100%)[#set text(size: {look.get('size', 9)}pt); "
            "#set par(justify: false, leading: 0.35em)\n"
            f"#table(columns: ({', '.join(f'{share}fr' for share in shares)}), inset: 3.5pt, stroke: {stroke}, "
            f"{', '.join(cells)})]\n"
        )
        caption = self.caption(block, "table") if block.number else ""
        tail = self.paragraph(block.tail, look_of(self.paper, "source")) if block.tail else "#v(4pt)\n"
        return self.wide(block, (table + caption if block.attrs.get("caption") == "below" else caption + table) + tail)

    def do_figure(self, block: Block) -> str:
        """Return a drawing with its caption below."""
        drawing, width, _ = picture(block)
        name = f"{self.paper.name}-{len(self.files) + 1}.svg"
        self.files[name] = drawing.encode()
        body = f'#align(center)[#block(above: 8pt, below: 4pt)[#image("{name}", width: {width}pt)]]\n'
        tail = self.paragraph(block.tail, look_of(self.paper, "source")) if block.tail else ""
        return self.wide(block, body + (self.caption(block, "figure") if block.number else "") + tail)

    def do_equation(self, block: Block) -> str:
        """Return a displayed formula: the second line of the block is Typst mathematics."""
        formula = block.data[1] if len(block.data) > 1 else f'"{block.data[0]}"'
        numbering = f', numbering: _ => "{block.number}"' if block.number else ""
        return f"#block(above: 8pt, below: 8pt, width: 100%)[#math.equation(block: true{numbering}, $ {formula} $)]\n"

    def do_refs(self, block: Block) -> str:
        """Return the entries of a reference list."""
        style = block.attrs.get("style") or self.head["references"]
        look = look_of(self.paper, "reference")
        found = entries(block.data, style, self.head["lang"], self.entries_done + 1)
        self.entries_done += len(found)
        return "".join(self.paragraph(Reader().inline(entry.markup), look, label=entry.marker or "") for entry in found)

    def do_raw(self, block: Block) -> str:
        """Put Typst code in as it is."""
        return "\n".join(block.data) + "\n"

    # pages
    def running(self, place: str) -> str:
        """Return a running head or foot that knows its page."""
        spec = self.head.get(place)
        if not spec:
            return "none"
        look = look_of(self.paper, place)
        first = int(self.head.get("first_page", 1))
        even = spec.get("even", spec["odd"])
        parts = {
            key: self.running_line(text, look)
            for key, text in (("first", spec.get("first", spec["odd"])), ("even", even), ("odd", spec["odd"]))
        }
        rule = "#line(length: 100%, stroke: 0.6pt)" if spec.get("rule") else ""
        above, below = (rule, "") if place == "footer" else ("", rule)
        choice = (
            f"if here().page() == 1 [{parts['first']}] else if calc.even(n) [{parts['even']}] else [{parts['odd']}]"
        )
        size = look.get("size", 9)
        return (
            f"context {{ let n = here().page() + {first - 1}; set text(size: {size}pt); "
            f"set par(leading: 0.4em, justify: false); stack(spacing: 3pt, [{above}], {choice}, [{below}]) }}"
        )

    def running_line(self, text: str, look: Look) -> str:
        """Return the lines of a running head or foot, bars between left, middle and right."""
        return "".join(self.running_row(line, look) for line in text.split("⏎"))

    def running_row(self, text: str, look: Look) -> str:
        """Return one line of a running head or foot."""
        cells = [self.inline(Reader().inline(cell), look).replace("\\{page\\}", "#n") for cell in text.split("|")]
        aligned = {1: ["left"], 2: ["left", "right"], 3: ["left", "center", "right"]}[len(cells)]
        columns = {1: "1fr", 2: "auto, 1fr", 3: "auto, 1fr, auto"}[len(cells)]
        body = ", ".join(f"align({side})[{cell}]" for side, cell in zip(aligned, cells, strict=True))
        return f"#block(above: 3pt, below: 0pt, width: 100%)[#grid(columns: ({columns},), {body})]"

    def preamble(self) -> str:
        """Return page and text settings."""
        page = self.head["page"]
        notes = self.head.get("notes", {})
        look = look_of(self.paper, "note")
        size = page.get("size", 10)
        settings: list[Any] = [
            f"width: {page['width']}cm, height: {page['height']}cm",
            f"margin: ({', '.join(f'{side}: {page[side]}cm' for side in ('top', 'bottom', 'left', 'right'))})",
            f"columns: {page.get('columns', 1)}, header: {self.running('header')}, footer: {self.running('footer')}",
            f"header-ascent: {page.get('header_gap', 0.5)}cm, footer-descent: {page.get('footer_gap', 0.5)}cm",
        ]
        for key in ("background", "foreground"):
            if key in page:
                settings.append(f"{key}: {page[key]}")
        note_leading = look["size"] * (WORD_LINE - 1)
        return (
            "#set document(title: none, date: none)\n"
            f"#set page({', '.join(settings)})\n#set columns(gutter: {page.get('gap', 0.8)}cm)\n"
            f'#set text(font: "{page.get("font", "Liberation Serif")}", size: {size}pt, lang: "{self.head["lang"]}", '
            f"hyphenate: {'true' if self.head.get('hyphenate') else 'false'}, top-edge: 0.8em, bottom-edge: -0.2em)\n"
            f'#set par(linebreaks: "{page.get("linebreaks", "simple")}")\n#set smartquote(enabled: false)\n'
            "#set super(size: 0.62em, baseline: -0.38em, typographic: false)\n"
            "#set sub(size: 0.62em, typographic: false)\n"
            "#set footnote.entry(separator: pad(bottom: 3pt, "
            f"line(length: {notes.get('rule_width', 30)}%, stroke: 0.5pt)), "
            f"indent: {look.get('indent', 0.0)}cm, gap: {note_leading:.2f}pt)\n"
            f"#show footnote.entry: set text(size: {look['size']}pt)\n"
            f"#show footnote.entry: set par(leading: {note_leading:.2f}pt, justify: true)\n"
        )

    def document(self) -> dict[str, bytes]:
        """Return every file of the paper by name."""
        text = self.preamble() + "".join(self.block(block) for block in self.paper.blocks)
        return {f"{self.paper.name}.typ": text.encode(), **self.files}


def write_typst(paper: Paper) -> dict[str, bytes]:
    """Return a paper as Typst source and drawings, by file name."""
    return Writer(paper).document()
