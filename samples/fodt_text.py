"""Runs, notes and paragraphs of a flat OpenDocument text."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from samples.fodt_styles import Styles
from samples.layout import Look, look_of, note_runs, soft_hyphens
from samples.markup import Call, Inline, Paper, Run

RAISED = '<style:text-properties style:text-position="33% 62%"/>'


def xml_text(text: str) -> str:
    """Escape, with tabs, line breaks and runs of spaces kept."""
    out = escape(text).replace("\t", "<text:tab/>").replace("⏎", "<text:line-break/>")
    return re.sub(r" {2,}", lambda match: f' <text:s text:c="{len(match[0]) - 1}"/>', out)


class TextWriter:
    """Writes what stands in a paragraph. ``lang`` is the language of the block being written."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.notes = paper.head.get("notes", {})
        self.styles = Styles(paper)
        self.lang = paper.head["lang"]

    def paragraph(self, runs: tuple[Inline, ...], look: Look) -> str:
        """Return a paragraph."""
        return f'<text:p text:style-name="{self.styles.paragraph(look)}">{self.inline(runs, look)}</text:p>'

    def inline(self, runs: tuple[Inline, ...], look: Look) -> str:
        """Return the runs as XML."""
        return "".join(self._call(run) if isinstance(run, Call) else self._run(run, look) for run in runs)

    def _run(self, run: Run, look: Look) -> str:
        text = run.text
        if self.paper.head.get("hyphenate") and (run.lang or self.lang) == "id" and not run.href:
            text = soft_hyphens(text)
        name = self.styles.span(run, look)
        out = xml_text(text)
        if name:
            out = f'<text:span text:style-name="{name}">{out}</text:span>'
        if run.href:
            out = f'<text:a xlink:type="simple" xlink:href={quoteattr(run.href)}>{out}</text:a>'
        return out

    def _call(self, call: Call) -> str:
        """Return a footnote at its call; a merged one has its text in the note before."""
        note = self.paper.notes[call.note]
        if note.merged:
            return self._run(Run(note.marker, raised=1), {})
        look = look_of(self.paper, "note")
        label = f' text:label="{escape(note.marker)}"' if note.explicit else ""
        gap = "<text:s/>" * len(self.notes.get("gap", " "))
        body = gap + self.inline(note_runs(self.paper, call.note), look)
        out = (
            f'<text:note text:id="ftn{note.number}" text:note-class="footnote">'
            f"<text:note-citation{label}>{escape(note.marker)}</text:note-citation><text:note-body>"
            f'<text:p text:style-name="{self.styles.paragraph(look)}">{body}</text:p></text:note-body></text:note>'
        )
        mixed = self.notes.get("full_size")
        if mixed and note.number not in mixed:
            out = f'<text:span text:style-name="{self.styles.name("text", RAISED)}">{out}</text:span>'
        return out
