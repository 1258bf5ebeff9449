"""Citations in the text and in footnotes, linked to the entries and notes that they mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.document import Diagnostic, Document, PassageKind, Text
from pipeline.fields import Citation, RefersTo
from pipeline.references.citation_names import NameIndex, find_named, index_names
from pipeline.references.citation_numbers import find_numbered, find_raised, find_round, number_references
from pipeline.references.note_citations import link_notes

CITING_KINDS: frozenset[PassageKind] = frozenset(
    {"paragraph", "quote", "list_item", "abstract", "caption", "footnote", "other"}
)
"""Passages that cite; entries of the list cite nothing, names and years above the abstract are the article's own."""

MAX_EXAMPLES = 5
"""Citations that a diagnostic quotes."""


def link_citations(doc: Document) -> Document:
    """Find citations and say which entries they mean; say what short footnotes refer to.

    By number where the list is numbered, by name and year everywhere. A citation that answers to no entry keeps
    its place with no references. A document without entries has none, but its footnotes still refer to each other.

    Needs: lines, texts, passages, references, notes.  Adds: citations (per text), refers (per note); diagnostics for
    what leads nowhere, one for all of a kind. Raises nothing.
    """
    citations = _find_citations(doc)
    refers, lost = _link_notes(doc)
    doubts = [*_unresolved(doc.texts, citations), *_lost_notes(doc, lost)]
    return replace(doc, citations=citations, refers=refers, diagnostics=doc.diagnostics + tuple(doubts))


def _find_citations(doc: Document) -> tuple[tuple[Citation, ...], ...]:
    if not doc.references:
        return ((),) * len(doc.texts)
    numbers = number_references(doc.references)
    names = index_names(doc.references)
    citing = [index for index, text in enumerate(doc.texts) if text.kind in CITING_KINDS]
    numbered = {index: find_numbered(doc.texts[index], numbers) for index in citing}
    if numbers and not any(numbered.values()):
        numbered = _find_other_numbers(doc.texts, citing, numbers)
    return tuple(
        _merged(text, numbered.get(index, ()), names) if text.kind in CITING_KINDS else ()
        for index, text in enumerate(doc.texts)
    )


def _find_other_numbers(
    texts: Sequence[Text], citing: Sequence[int], numbers: Mapping[int, int]
) -> dict[int, list[Citation]]:
    """Return citations by superscript, else by numbers in round brackets, in a document without square ones."""
    raised = {index: find_raised(texts[index], numbers) for index in citing}
    if any(raised.values()):
        return raised
    found = find_round([texts[index] for index in citing], numbers)
    return {citing[place]: citations for place, citations in found.items()}


def _merged(text: Text, numbered: Iterable[Citation], names: NameIndex) -> tuple[Citation, ...]:
    """Return both kinds in order; ``Pratama (2020) [1]`` is two, what overlaps is the first."""
    merged: list[Citation] = []
    found = [*numbered, *(find_named(text, names) if "(" in text.text else ())]
    for citation in sorted(found, key=lambda one: (one.start, one.end)):
        if not merged or citation.start >= merged[-1].end:
            merged.append(citation)
    return tuple(merged)


def _link_notes(doc: Document) -> tuple[tuple[RefersTo | None, ...], tuple[int, ...]]:
    """Return what each note refers to, and the short notes that lead nowhere."""
    if not doc.notes:
        return (), ()
    texts = [""] * len(doc.notes)
    for text in doc.texts:
        ref = doc.passages[text.passage].ref
        if text.kind == "footnote" and ref is not None and ref < len(texts):
            texts[ref] = text.text
    links = link_notes(texts, [note.marker for note in doc.notes], doc.references)
    return links.refers, links.unresolved


def _unresolved(texts: Sequence[Text], citations: Sequence[Sequence[Citation]]) -> list[Diagnostic]:
    quoted = [
        texts[index].text[citation.start : citation.end]
        for index, found in enumerate(citations)
        for citation in found
        if not citation.references
    ]
    if not quoted:
        return []
    pages = [
        text.regions[0].page
        for text, found in zip(texts, citations, strict=True)
        if text.regions and any(not citation.references for citation in found)
    ]
    examples = "; ".join(dict.fromkeys(quoted[:MAX_EXAMPLES]))
    message = f"{len(quoted)} citations answer to no entry of the reference list: {examples}"
    return [Diagnostic("citations", "citation_unresolved", "info", pages[0] if pages else None, message)]


def _lost_notes(doc: Document, lost: Sequence[int]) -> list[Diagnostic]:
    if not lost:
        return []
    first = doc.notes[lost[0]]
    page = doc.lines[first.spans[0].line].page if first.spans else None
    markers = ", ".join(doc.notes[index].marker for index in lost)
    return [
        Diagnostic("citations", "note_leads_nowhere", "warning", page, f"footnotes that refer to nothing: {markers}")
    ]
