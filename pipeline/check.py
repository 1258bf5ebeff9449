"""Whether records keep what the contract promises: balance, offsets inside text, links that lead somewhere.

Independent of how records are made: reads nothing but the record, the manifest and, for its hash, the source.
"""

from __future__ import annotations

import hashlib
import tempfile
import unicodedata
from collections.abc import Container, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from pipeline.errors import FileAccessError
from pipeline.runs.inputs import RUN_FOLDER, hash_file
from pipeline.runs.manifest import MANIFEST_NAME, Entry, read_entries
from schemas import article as record
from schemas import loads

SLACK = 0.02
"""Points by which a rounded box may stick out of its rounded page."""


class Problem(NamedTuple):
    """What is wrong and where: ``record`` is the file below the folder, ``place`` a path inside the record."""

    record: str
    place: str
    message: str


def check_url(url: str) -> Iterator[Problem]:
    """Yield what is wrong with the records below a URL; copies them to this machine first."""
    from pipeline.runs.remote import copy_below

    with tempfile.TemporaryDirectory(prefix="naskah-") as folder:
        copy_below(url, Path(folder), suffixes=(".json", MANIFEST_NAME))
        yield from check_folder(Path(folder))


def check_folder(out: Path) -> Iterator[Problem]:
    """Yield what is wrong with the records of an output folder, record by record."""
    if not out.is_dir():
        raise FileAccessError(f"There is no folder {out}.")
    entries = {entry.record: entry for entry in read_entries(out / RUN_FOLDER / MANIFEST_NAME) if entry.record}
    found = {path.relative_to(out).as_posix(): path for path in out.rglob("*.json")}
    for name in sorted({*entries, *(name for name in found if not name.startswith(f"{RUN_FOLDER}/"))}):
        if name not in found:
            yield Problem(name, "", "is missing, though a run wrote it")
            continue
        for place, message in check_file(found[name], entries.get(name), out):
            yield Problem(name, place, message)


def check_file(path: Path, entry: Entry | None, out: Path) -> Iterator[tuple[str, str]]:
    """Yield place and message for what is wrong with one record; ``entry`` is its line in the manifest."""
    data = path.read_bytes()
    try:
        article = loads(data)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            yield ".".join(map(str, detail["loc"])), f"breaks the schema: {detail['msg']}"
        return
    yield from check_article(article)
    if entry is None:
        return
    if entry.record_sha256 != hashlib.sha256(data).hexdigest():
        yield "", "is not as the run wrote it"
    source = out / entry.input
    if source.is_file() and hash_file(source).sha256 != article.source.sha256:
        yield "source.sha256", "is not that of the source, which has changed since"


def check_article(article: record.Article) -> Iterator[tuple[str, str]]:
    """Yield place and message for what is wrong inside a record that keeps its schema."""
    names = _Names(article)
    yield from names.doubles
    if article.id != article.source.sha256[:16]:
        yield "id", "is not the start of the file's sha256"
    yield from _accounting(article.accounting)
    yield from _front_matter(article.front_matter, names)
    yield from _sections(article, names)
    for block in article.blocks:
        yield from _block(block, names)
    for note in article.footnotes:
        yield from _footnote(note, names)
    for reference in article.references:
        yield from _text(f"references.{reference.id}", reference.text)
        yield from names.regions(f"references.{reference.id}", reference.regions)
    for table in article.tables:
        yield from names.known(f"tables.{table.id}", [table.caption_block], names.blocks)
        yield from names.regions(f"tables.{table.id}", table.regions)
    for figure in article.figures:
        yield from names.known(f"figures.{figure.id}", [figure.caption_block], names.blocks)
        yield from names.regions(f"figures.{figure.id}", figure.regions)
    for index, furniture in enumerate(article.furniture):
        region = record.RegionRecord(page=furniture.page, bbox=furniture.bbox)
        yield from names.regions(f"furniture.{index}", [region])
    for index, repair in enumerate(article.repairs):
        yield from _repair(f"repairs.{index}", repair.where, names)


class _Names:
    """What there is to point at: the length of each block, note and reference, and the pages."""

    def __init__(self, article: record.Article) -> None:
        self.blocks = {block.id: len(block.text or "") for block in article.blocks}
        self.notes = {note.id: len(note.text) for note in article.footnotes}
        self.references = {reference.id: len(reference.text) for reference in article.references}
        self.sections = {section.id: section for section in article.sections}
        self.affiliations = {affiliation.id: 0 for affiliation in article.front_matter.affiliations}
        self.section_of = {block.id: block.section for block in article.blocks}
        self.calls = {(block.id, call.offset, call.note) for block in article.blocks for call in block.anchors}
        self._pages = {page.number: page for page in article.source.pages}
        counts = (
            ("blocks", self.blocks, article.blocks),
            ("footnotes", self.notes, article.footnotes),
            ("references", self.references, article.references),
            ("sections", self.sections, article.sections),
        )
        self.doubles = [(name, "has an id twice") for name, known, all_of in counts if len(known) != len(all_of)]

    def known(self, place: str, ids: Iterable[str | None], among: Container[str]) -> Iterator[tuple[str, str]]:
        """Yield the ids that lead nowhere; null leads nowhere on purpose."""
        for name in ids:
            if name is not None and name not in among:
                yield place, f"points to {name}, which is not there"

    def regions(self, place: str, regions: Iterable[record.RegionRecord]) -> Iterator[tuple[str, str]]:
        """Yield the regions that are on no page of the file or stick out of it."""
        for region in regions:
            page = self._pages.get(region.page)
            if page is None:
                yield place, f"stands on page {region.page}, which is not there"
                continue
            x0, top, x1, bottom = region.bbox
            if not (-SLACK <= x0 <= x1 <= page.width + SLACK and -SLACK <= top <= bottom <= page.height + SLACK):
                yield place, f"has a region outside of page {region.page}"


def _accounting(accounting: record.AccountingRecord) -> Iterator[tuple[str, str]]:
    counts = accounting.model_dump()
    if counts.pop("chars") != sum(counts.values()) or accounting.unaccounted:
        yield "accounting", "does not balance"


def _front_matter(front: record.FrontMatterRecord, names: _Names) -> Iterator[tuple[str, str]]:
    for title in front.titles:
        yield from names.known("front_matter.titles", title.blocks, names.blocks)
    for abstract in front.abstracts:
        yield from names.known("front_matter.abstracts", abstract.blocks, names.blocks)
    for author in front.authors:
        yield from names.known(f"front_matter.authors.{author.name}", author.affiliations, names.affiliations)


def _sections(article: record.Article, names: _Names) -> Iterator[tuple[str, str]]:
    """Yield sections that hang in the air, or that a block knows nothing of."""
    seen: dict[str, int] = {}
    for section in article.sections:
        place = f"sections.{section.id}"
        yield from names.known(place, [section.heading_block, *section.blocks], names.blocks)
        if section.parent is not None and seen.get(section.parent, section.level) >= section.level:
            yield place, f"has {section.parent} as its parent, which is no earlier section of a higher level"
        for block in section.blocks:
            if names.section_of.get(block) != section.id:
                yield place, f"holds {block}, which says that it is elsewhere"
        seen[section.id] = section.level


def _block(block: record.BlockRecord, names: _Names) -> Iterator[tuple[str, str]]:
    place, length = f"blocks.{block.id}", len(block.text or "")
    yield from _text(place, block.text)
    yield from _segments(place, block.segments, length)
    yield from _ordered(f"{place}.sentences", [(s.start, s.end) for s in block.sentences], length)
    yield from _ordered(f"{place}.citations", [(c.start, c.end) for c in block.citations], length, points=True)
    yield from names.known(place, [block.section], names.sections)
    yield from names.known(place, [call.note for call in block.anchors], names.notes)
    for citation in block.citations:
        yield from names.known(place, citation.references, names.references)
    if any(call.offset > length for call in block.anchors):
        yield place, "has an anchor outside of its text"
    yield from names.regions(place, block.regions)


def _footnote(note: record.FootnoteRecord, names: _Names) -> Iterator[tuple[str, str]]:
    place = f"footnotes.{note.id}"
    yield from _text(place, note.text)
    yield from _segments(place, note.segments, len(note.text))
    if note.anchor is not None and (note.anchor.block, note.anchor.offset, note.id) not in names.calls:
        yield place, f"is not called at its anchor in {note.anchor.block}"
    if note.refers_to is not None:
        yield from names.known(place, [note.refers_to.note], names.notes)
        yield from names.known(place, [note.refers_to.reference], names.references)
    yield from names.regions(place, note.regions)


def _text(place: str, text: str | None) -> Iterator[tuple[str, str]]:
    if text is not None and text != unicodedata.normalize("NFC", text):
        yield place, "has text that is not in Unicode's form NFC"
    if text is not None and " ".join(text.split()) != text:
        yield place, "has text with other white space than single spaces"


def _segments(place: str, segments: Sequence[record.SegmentRecord], length: int) -> Iterator[tuple[str, str]]:
    """Yield gaps and overlaps: where there are segments, they cover the text."""
    if segments:
        ends = [0, *(segment.end for segment in segments)]
        starts = [*(segment.start for segment in segments), length]
        if starts != ends:
            yield f"{place}.segments", "does not cover the text without gap or overlap"


def _ordered(
    place: str, ranges: Sequence[tuple[int, int]], length: int, *, points: bool = False
) -> Iterator[tuple[str, str]]:
    """Yield ranges that are empty, out of the text, or begin before the one before has ended.

    With ``points`` a range may be empty: a citation by a raised number, which was taken out of the text, has no length.
    """
    end_before = 0
    for start, end in ranges:
        if not end_before <= start <= end <= length or (start == end and not points):
            yield place, f"has {start}..{end}, which is empty, out of order or outside of the text"
        end_before = max(end_before, end)


def _repair(place: str, where: record.PlaceRecord, names: _Names) -> Iterator[tuple[str, str]]:
    targets = [
        (name, known)
        for name, known in (
            (where.block, names.blocks), (where.note, names.notes), (where.reference, names.references)
        )
        if name is not None
    ]  # fmt: skip
    if len(targets) != 1:
        yield place, "is in more than one place, or in none"
        return
    name, known = targets[0]
    if where.offset > known.get(name, -1):
        yield place, f"is outside of the text of {name}"
