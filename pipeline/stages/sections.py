"""The section tree: headers with the text under them, parents by level, canonical types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import Document, Heading, Text
from pipeline.fields import Section
from pipeline.layout.heading_types import is_listed, split_number

FRONT_KINDS = frozenset({"title", "author", "affiliation", "abstract_heading", "abstract", "keywords"})
"""Kinds of text that are front matter wherever they stand."""
NO_SECTION = frozenset({"abstract", "keywords"})
"""Header types that open no section: abstracts are front matter."""
OUTCOMES = frozenset({"results", "discussion", "results_discussion"})
"""Types that no part of a method has: there ``Analysis`` is how it was done (sample english-mangrove)."""
READING = frozenset({"literature_review", "theory"})
"""Types of sections that tell of methods without being one."""
_TYPES = frozenset(
    {"introduction", "literature_review", "theory", "method", "results", "discussion", "results_discussion",
     "conclusion", "suggestion", "acknowledgement", "references", "appendix", "funding", "conflict_of_interest",
     "author_contribution", "biography"}
)  # fmt: skip


def build_sections(doc: Document) -> Document:
    """Build the section tree.

    Needs: headings, passages, texts.  Adds: sections, in reading order.  Texts before the first header belong to no
    section. A subsection inherits its parent's type unless its own words say otherwise.
    """
    sections: list[Section] = []
    stack: list[int] = []
    members: list[list[int]] = []
    for t, text in enumerate(doc.texts):
        heading = _heading_of(text, doc)
        if heading is not None:
            while stack and sections[stack[-1]].level >= heading.level:
                stack.pop()
            parent = stack[-1] if stack else None
            sections.append(_section(heading, t, text, parent, sections))
            members.append([])
            stack.append(len(sections) - 1)
        elif stack and text.kind not in FRONT_KINDS and text.kind not in ("footnote", "reference"):
            members[stack[-1]].append(t)
    finished = tuple(replace(s, texts=tuple(m)) for s, m in zip(sections, members, strict=True))
    return replace(doc, sections=finished)


def _heading_of(text: Text, doc: Document) -> Heading | None:
    """Return the header that a text prints, or None where it opens no section."""
    if text.kind not in ("heading", "reference_heading"):
        return None
    ref = doc.passages[text.passage].ref
    heading = doc.headings[ref] if ref is not None else None
    return None if heading is None or heading.type in NO_SECTION else heading


def _section(heading: Heading, t: int, text: Text, parent: int | None, sections: Sequence[Section]) -> Section:
    number, title = split_number(text.text) if heading.number else (None, text.text)
    own = heading.type if heading.type in _TYPES else None
    inherited = sections[parent].type if parent is not None else "other"
    if inherited == "method" and own in OUTCOMES:
        own = None
    if inherited in READING and own == "method" and not is_listed(title):
        own = None  # ``Metode Unsupervised Feature Selection`` in a review of the literature names a method
    return Section(number, title, heading.level, own or inherited, parent, t, ())
