"""Automatic styles of a flat OpenDocument text, named in the order in which they are first used."""

from __future__ import annotations

from samples.layout import Look
from samples.markup import Paper, Run

COUNTRY = {"id": "ID", "en": "US", "ar": "SA", "nl": "NL", "jv": "ID", "su": "ID", "de": "DE", "la": "VA"}
ALIGNMENT = {"right": "end", "left": "start"}


class Styles:
    """The styles of one document. ``break_before`` is taken by the next paragraph style asked for."""

    def __init__(self, paper: Paper) -> None:
        self.head = paper.head
        self.named: dict[str, tuple[str, str]] = {}
        self.break_before: str | None = None

    def xml(self) -> str:
        """Return all styles asked for so far."""
        return "".join(xml for _, xml in self.named.values())

    def name(self, family: str, body: str, extra: str = "") -> str:
        """Return the name of an automatic style with that content."""
        key = f"{family}|{extra}|{body}"
        if key not in self.named:
            name = f"{family[0].upper()}{len(self.named) + 1}"
            xml = f'<style:style style:name="{name}" style:family="{family}"{extra}>{body}</style:style>'
            self.named[key] = (name, xml)
        return self.named[key][0]

    def characters(self, look: Look) -> str:
        """Return the character properties of a paragraph look."""
        page, lang = self.head["page"], self.head["lang"]
        font, size = look.get("font", page.get("font", "Liberation Serif")), look.get("size", page.get("size", 11))
        parts = [
            f'fo:font-family="{font}" style:font-family-complex="DejaVu Sans"', f'fo:font-size="{size}pt"',
            f'style:font-size-complex="{size}pt"',
        ]  # fmt: skip
        parts += ['fo:font-weight="bold"'] * bool(look.get("bold"))
        parts += ['fo:font-style="italic"'] * bool(look.get("italic"))
        if "color" in look:
            parts.append(f'fo:color="{look["color"]}"')
        if "tracking" in look:
            parts.append(f'fo:letter-spacing="{look["tracking"]}pt"')
        parts.append(f'fo:language="{lang}" fo:country="{COUNTRY[lang]}"')
        return f"<style:text-properties {' '.join(parts)}/>"

    def paragraph(self, look: Look, *, first: bool = False) -> str:
        """Return the name of the paragraph style for a look; the ``first`` one starts the page numbers."""
        parts = self._measures(look)
        if self.break_before:
            parts.append(f'fo:break-before="{self.break_before}"')
            self.break_before = None
        if first:
            parts.append(f'style:page-number="{self.head.get("first_page", 1)}"')
        properties = f"<style:paragraph-properties {' '.join(parts)}>{_inside(look)}</style:paragraph-properties>"
        extra = ' style:master-page-name="First"' if first else ""
        return self.name("paragraph", properties + self.characters(look), extra)

    def _measures(self, look: Look) -> list[str]:
        page = self.head["page"]
        align = look.get("align", "left")
        loose = 'fo:orphans="2" fo:widows="2"' if page.get("widows", True) else 'fo:orphans="0" fo:widows="0"'
        parts = [
            f'fo:text-align="{ALIGNMENT.get(align, align)}"', f'fo:text-indent="{look.get("indent", 0)}cm"',
            f'fo:line-height="{look.get("line", page.get("line", 115))}%"',
            f'fo:margin-left="{look.get("left", 0)}cm"', f'fo:margin-right="{look.get("right", 0)}cm"',
            f'fo:margin-top="{look.get("before", 0)}pt"', f'fo:margin-bottom="{look.get("after", 0)}pt"', loose,
        ]  # fmt: skip
        parts += ['fo:keep-with-next="always"'] * bool(look.get("keep"))
        parts += ['style:writing-mode="rl-tb"'] * bool(look.get("rtl"))
        if "borderbottom" in look:
            parts.append(f'fo:border-bottom="{look["borderbottom"]}" fo:padding-bottom="0.05cm"')
        return parts

    def span(self, run: Run, look: Look) -> str | None:
        """Return the name of the character style of a run, None where it looks as its paragraph does."""
        parts = ['fo:font-weight="bold"'] * (run.bold and not look.get("bold"))
        if run.italic:
            parts.append(f'fo:font-style="{"normal" if look.get("italic") else "italic"}"')
        if run.raised:
            parts.append(f'style:text-position="{"33%" if run.raised > 0 else "-20%"} 62%"')
        if run.href and self.head.get("bluelinks", True):
            parts.append('fo:color="#0563c1" style:text-underline-style="solid"')
        elif run.href:
            parts.append('fo:color="#000000"')
        if run.lang == "ar":
            parts.append('style:language-complex="ar" style:country-complex="SA"')
        return self.name("text", f"<style:text-properties {' '.join(parts)}/>") if parts else None


def _inside(look: Look) -> str:
    """Return the drop cap and tab stops of a look."""
    out = ""
    if "drop" in look:
        lines = int(look["drop"])
        out = f'<style:drop-cap style:length="1" style:lines="{lines}" style:distance="0.05cm"/>'
    if "tabs" in look:
        stops = [f'<style:tab-stop style:position="{at}cm" style:type="{kind}"/>' for at, kind in look["tabs"]]
        out += f"<style:tab-stops>{''.join(stops)}</style:tab-stops>"
    return out
