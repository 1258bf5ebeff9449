"""Lines that look like section headers and are none: titles, list items, outlines printed in the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import quantiles

from pipeline.document import Document, Heading
from pipeline.layout.heading_levels import FRONT_TYPES, LATE_TYPES, Found, is_chapter, next_number
from pipeline.layout.heading_types import classify, is_listed, split_number
from pipeline.layout.sizes import is_same_size

SENTENCE_WORDS = 6
"""Words of a line with a full stop that is a sentence; entries of an outline end without one."""
GROUP_TYPE = "references_group"
PROSE_SHARE = 0.62
"""Share of the usual full line's length that a line of prose reaches; entries of an outline are shorter."""


def without_front(found: Sequence[Found], pages: Mapping[int, int]) -> list[Found]:
    """Return headers without titles and names above the first section: only abstract and keywords stand there.

    ``pages`` gives the page of each header's first line.
    """
    start = next((k for k, item in enumerate(found) if _opens_body(item)), None)
    if start is None:
        start = next((k for k, item in enumerate(found) if item.number), None)
    if start is None or found[start].type in LATE_TYPES:
        start = _first_of_usual_style(found, pages, start)
    if start is None:
        return [item for item in found if item.type is not None]
    body = [item for item in found[start:] if not _is_foreign_chapter(item, found[start:])]
    return [item for item in found[:start] if item.type in FRONT_TYPES] + body


def without_late_misprints(found: Sequence[Found]) -> list[Found]:
    """Return headers, with those in the body no abstracts that only look like a misprint of one.

    ``Ikhtikar`` (hoarding, in a book on Islamic economics) is one letter away from ``Ikhtisar``.
    """
    start = next((k for k, item in enumerate(found) if _opens_body(item)), len(found))
    return [
        item._replace(type=None) if k > start and item.type in FRONT_TYPES and not is_listed(item.text) else item
        for k, item in enumerate(found)
    ]


def _first_of_usual_style(found: Sequence[Found], pages: Mapping[int, int], otherwise: int | None) -> int | None:
    """Return the first header set as others on later pages are: topic headers, of which no words are known.

    Names and titles over an abstract may be set so too.
    """
    abstract = next((k for k, item in enumerate(found) if item.type in FRONT_TYPES), 0)
    start = abstract if abstract and pages[found[0].spans[0].line] == pages[found[abstract].spans[0].line] else 0
    for k, item in enumerate(found[start:], start):
        alike = {pages[other.spans[0].line] for other in found if _style(other) == _style(item)}
        if len(alike) >= 2 and item.type not in FRONT_TYPES:
            return k
    return otherwise


def _style(item: Found) -> tuple[float, bool, bool, bool]:
    return item.size, item.bold, item.italic, item.capitals


def _is_foreign_chapter(item: Found, body: Sequence[Found]) -> bool:
    """Return whether a ``BAB`` stands in an article numbered otherwise: it tells of another work's chapters."""
    if not is_chapter(item.number):
        return False
    return not is_chapter(next((other.number for other in body if other.number), None))


def _opens_body(item: Found) -> bool:
    """Return whether a header's words name a main section, exactly."""
    kind = classify(item.text)
    return kind is not None and kind.exact and kind.top and kind.type not in FRONT_TYPES


def keep_chained(found: Sequence[Found]) -> list[Found]:
    """Drop numbered lines set like the body that are no chain: list items or sentences.

    ``chained`` ones that stand off from the text count on their own neighbours in the chain; those that do not are
    kept where they fill a hole in such a chain. A number of several parts is kept under its parent's header.
    """
    weak = [item for item in found if item.chained]
    sure: set[int] = set()
    for k, item in enumerate(weak):
        if item.white and any(_is_next(a, b) for a, b in ((weak[k - 1 : k], [item]), ([item], weak[k + 1 : k + 2]))):
            sure.add(k)
    for k in [*range(len(weak)), *reversed(range(len(weak)))]:
        if (k - 1 in sure and _is_next([weak[k - 1]], [weak[k]])) or (
            k + 1 in sure and _is_next([weak[k]], [weak[k + 1]])
        ):
            sure.add(k)
    known = {(item.number or "").strip(".") for item in found if not item.chained} - {""}
    for k, item in enumerate(weak):
        number = (item.number or "").strip(".")
        if k in sure or number.rpartition(".")[0] in known:
            sure.add(k)
            known.add(number)
    kept = {id(weak[k]) for k in sorted(sure)}
    return _without_headless([item for item in found if not item.chained or id(item) in kept])


def _without_headless(found: Sequence[Found]) -> list[Found]:
    """Drop plain lines with small letters of which the first ones, from ``a``, are none: items of a list.

    One page of a list may be set in as a whole (idealis-2018: ``d.`` to ``f.``), and then stands at the edge.
    """
    kept: list[Found] = []
    is_open = False
    for item in found:
        letter = (item.number or "").strip("().")
        if letter.islower():
            is_open = is_open or letter in ("a", "i") or not item.chained
            if not is_open:
                continue
        elif letter:
            is_open = False
        kept.append(item)
    return kept


def keep_repeated(found: Sequence[Found]) -> list[Found]:
    """Drop headers of a faint kind that stands only once or twice: a stressed word, a term defined.

    Faint are run-in headers and short lines in italics of body size or in smaller bold; of these, known words need
    no second.
    """
    counts = {bold: sum(1 for item in found if item.run_in and item.bold == bold) for bold in (True, False)}
    faint = {bold: sum(1 for item in found if item.faint and item.bold == bold) for bold in (True, False)}
    kept = [item for item in found if not item.run_in or counts[item.bold] >= (2 if item.bold else 3)]
    return [item for item in kept if not item.faint or faint[item.bold] >= 2 or item.type]


def _is_next(first: Sequence[Found], second: Sequence[Found]) -> bool:
    return bool(first and second) and next_number(first[0].number or "") == second[0].number


def without_restarts(headings: Sequence[Heading]) -> list[Heading]:
    """Drop main headers that count from the start again: a list or an outline inside the article."""
    kept: list[Heading] = []
    last = ""
    for heading in headings:
        number = (heading.number or "").strip("().").upper()
        if heading.level == 1 and number in ("1", "A") and next_number(number) <= last and last.isalnum():
            continue
        if heading.level == 1 and number:
            last = number
        kept.append(heading)
    return kept


def without_group_heads(headings: Sequence[Heading]) -> list[Heading]:
    """Drop the group heads of a reference list (``Buku``, ``Jurnal``): they head no section."""
    kept: list[Heading] = []
    level = 0  # of the reference list that is being read
    for heading in headings:
        if level and (heading.type == GROUP_TYPE or (heading.type is None and heading.level > level)):
            continue
        level = heading.level if heading.type == "references" else 0
        kept.append(heading)
    return kept


def reading_places(doc: Document) -> dict[int, int]:
    """Return the place of each line in reading order."""
    return {i: k for k, i in enumerate(i for column in doc.columns for i in column.lines)}


def places_with_prose(doc: Document) -> list[int]:
    """Return the places in reading order of lines long enough to be prose, by the usual line of their kind."""
    order = [i for column in doc.columns for i in column.lines]
    sizes = {size for size in {line.size for line in doc.lines} if is_same_size(size, doc.body_size)}
    body = [len(doc.lines[i].text) for i in order if doc.lines[i].size in sizes]
    usual = quantiles(body, n=4)[1] if len(body) > 3 else 40.0
    return [k for k, i in enumerate(order) if _is_prose(doc.lines[i].text, usual)]


def _is_prose(text: str, usual: float) -> bool:
    """Return whether a line is long enough, ``usual`` characters being a full one, or a short sentence.

    Numbered lines and lines in capitals are entries of an outline unless they are full.
    """
    if len(text) >= usual or (text.endswith(".") and len(text.split()) >= SENTENCE_WORDS):
        return True
    return len(text) >= PROSE_SHARE * usual and not text.isupper() and split_number(text)[0] is None


def without_outlines(headings: Sequence[Heading], prose: Sequence[int], places: Mapping[int, int]) -> list[Heading]:
    """Drop headers with no text under them: an outline or table of contents printed in the article.

    A header may be followed at once by one below it, if that one has text; the last header of all (references set
    in short lines) stays.
    """
    lines = set(prose) - {places[span.line] for heading in headings for span in heading.spans}
    has_text: list[bool] = []
    for k, heading in enumerate(headings):
        start = places[heading.spans[-1].line] + 1
        end = next((places[h.spans[0].line] for h in headings[k + 1 :] if h.level <= heading.level), None)
        is_over = end is None or any(place in lines for place in range(start, end))
        has_text.append(is_over or heading.run_in)
    return [h for k, h in enumerate(headings) if has_text[k] or _heads_next(k, headings, has_text)]


def _heads_next(k: int, headings: Sequence[Heading], has_text: Sequence[bool]) -> bool:
    """Return whether a header without text stands alone over one with text: its subsections are set like it.

    A word in capitals with a full stop is rather the last line of a paragraph.
    """
    return not headings[k].text.endswith(".") and has_text[k + 1 : k + 2] == [True] and (not k or has_text[k - 1])
