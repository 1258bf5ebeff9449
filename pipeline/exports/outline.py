"""The record as exports need it: nested sections, texts cut at their calls and citations, floats with captions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from schemas import article as record

FRONT_KINDS = frozenset({"title", "author", "affiliation", "abstract_heading", "abstract", "keywords"})
"""Blocks whose content stands in ``front_matter``."""

T = TypeVar("T", record.TitleRecord, record.AbstractRecord)


class Run(NamedTuple):
    """A stretch of text; with ``references`` a citation; with ``marker`` a raised call, of a note or of references."""

    text: str
    references: tuple[str, ...] = ()
    note: str | None = None
    marker: str | None = None


class Branch(NamedTuple):
    """A section with what it holds itself and the sections below it; the root has no section."""

    section: record.SectionRecord | None
    blocks: tuple[record.BlockRecord, ...]
    branches: tuple[Branch, ...]


class Outline:
    """A record with its links followed once."""

    def __init__(self, article: record.Article) -> None:
        self.article = article
        self.blocks = {block.id: block for block in article.blocks}
        self.headings = {section.heading_block: section for section in article.sections}
        self.notes = {note.id: note for note in article.footnotes}
        self.references = {reference.id: reference for reference in article.references}
        self.tables = dict(zip(_ids(article, "table"), article.tables, strict=False))
        self.figures = dict(zip(_ids(article, "figure"), article.figures, strict=False))
        claimed = [table.caption_block for table in self.tables.values()]
        claimed += [figure.caption_block for figure in self.figures.values()]
        self.captions = frozenset(name for name in claimed if name in self.blocks)
        lists = [section for section in article.sections if section.type == "references"]
        self.reference_section = lists[0] if lists else None

    def is_leftover(self, block: record.BlockRecord) -> bool:
        """Return whether the block is print of the first page that no field took (mastheads, stamps, remarks)."""
        return block.kind == "other" and block.section is None and bool(self.article.sections)

    def body(self) -> Iterator[record.BlockRecord]:
        """Yield the blocks of the body in reading order, headings and captions among them."""
        for block in self.article.blocks:
            if block.kind not in FRONT_KINDS and not self.is_leftover(block):
                yield block

    def leftovers(self) -> Iterator[record.BlockRecord]:
        """Yield the blocks that belong neither to the front matter nor to the body."""
        return (block for block in self.article.blocks if self.is_leftover(block))

    def tree(self) -> Branch:
        """Return the body as nested sections; headings are in the sections, captions with their floats."""
        held: dict[str | None, list[record.BlockRecord]] = {}
        for block in self.body():
            if block.id not in self.headings and block.id not in self.captions:
                held.setdefault(block.section, []).append(block)
        below: dict[str | None, list[record.SectionRecord]] = {}
        for section in self.article.sections:
            below.setdefault(section.parent, []).append(section)

        def branch(section: record.SectionRecord | None) -> Branch:
            name = section.id if section else None
            return Branch(section, tuple(held.get(name, ())), tuple(branch(child) for child in below.get(name, ())))

        return branch(None)

    def path(self, section: str | None) -> tuple[str, ...]:
        """Return the headings from the top down to the section."""
        known = {item.id: item for item in self.article.sections}
        names: list[str] = []
        while section is not None:
            names.insert(0, known[section].heading)
            section = known[section].parent
        return tuple(names)

    def heading_runs(self, section: record.SectionRecord) -> tuple[Run, ...]:
        """Return the heading without its number, with the calls in it."""
        block = self.blocks.get(section.heading_block)
        if block is None or not block.text:
            return (Run(section.heading),)
        start = block.text.find(section.heading)
        if start < 0:
            calls = tuple(run for run in self.runs(block) if run.marker)
            return (Run(section.heading), *calls)
        return self.runs(block, start)

    def caption_runs(self, label: str | None, caption: str | None) -> tuple[Run, ...]:
        """Return a float's caption without its label, with the calls in it."""
        block = self.blocks.get(caption or "")
        if block is None or not block.text:
            return ()
        start = len(label) if label and block.text.startswith(label) else 0
        while start and start < len(block.text) and block.text[start] in " .:-–—":
            start += 1
        return self.runs(block, start)

    def runs(self, block: record.BlockRecord, start: int = 0) -> tuple[Run, ...]:
        """Return the block's text from ``start`` on, cut at calls and citations; nothing of it is lost."""
        text = block.text or ""
        runs: list[Run] = []
        spots = self._spots(block)
        for first, last, references in _stretches(len(text), block.citations):
            known = tuple(name for name in references if name in self.references)
            at = max(first, start)
            while spots and (spots[0][0] < last or last == len(text)):
                offset, call = spots.pop(0)
                if offset > at:
                    runs.append(Run(text[at:offset], known))
                    at = offset
                runs.append(call)
            if last > at:
                runs.append(Run(text[at:last], known))
        return tuple(runs)

    def _spots(self, block: record.BlockRecord) -> list[tuple[int, Run]]:
        """Return calls by their offsets; a raised number of the reference list is a citation without width there."""
        raised = {item.start: item.references for item in block.citations if item.start == item.end}
        spots = []
        for anchor in block.anchors:
            note = anchor.note if anchor.note in self.notes else None
            references = raised.pop(anchor.offset, ()) if note is None else ()
            known = tuple(name for name in references if name in self.references)
            spots.append((anchor.offset, Run("", known, note, anchor.marker)))
        return sorted(spots, key=lambda spot: spot[0])


def _ids(article: record.Article, kind: str) -> Iterator[str]:
    """Yield the ids of the blocks that mark the places of tables or figures, which are as many and in their order."""
    return (block.id for block in article.blocks if block.kind == kind)


def _stretches(length: int, citations: Iterable[record.CitationRecord]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield start, end and references of stretches that cover the text; of two that overlap the first counts."""
    at = 0
    for citation in sorted(citations, key=lambda citation: (citation.start, citation.end)):
        if citation.start < at or citation.end > length or not citation.references:
            continue
        if citation.start > at:
            yield at, citation.start, ()
        yield citation.start, citation.end, citation.references
        at = citation.end
    if at < length or not length:
        yield at, length, ()


def main_first(records: Sequence[T], language: str) -> list[T]:
    """Return the one in the article's language first, the others as printed."""
    return sorted(records, key=lambda item: item.lang != language)


def issue_of(journal: record.JournalRecord) -> str | None:
    """Return the issue; journals that print an edition (*Edisi II*) mean the issue by it."""
    return journal.issue or journal.edition


def split_pages(pages: str) -> tuple[str, str | None]:
    """Return first and last page of a printed range."""
    first, dash, last = pages.replace("—", "-").replace("–", "-").partition("-")
    return first.strip(), last.strip() or None if dash else None


def group_lists(blocks: Iterable[record.BlockRecord]) -> Iterator[tuple[record.BlockRecord, ...]]:
    """Yield list items that follow each other together, all else alone."""
    items: list[record.BlockRecord] = []
    for block in blocks:
        if block.kind == "list_item":
            items.append(block)
            continue
        if items:
            yield tuple(items)
            items = []
        yield (block,)
    if items:
        yield tuple(items)
