"""Watch over the fast engine: find the pages that it reads badly, and have them read again.

Its known failings: pages that it refuses; turned text, of which it knows neither width nor, under a mirrored
coordinate system, the direction; fonts whose glyphs map to nothing, which it leaves out; text rise, which it ignores;
fonts of form objects, which it confuses with the page's of the same name. Asking pdfium about every page would double
the time, so it is asked about pages with next to no glyphs, about pages with form objects, and of the others about the
one with the fewest glyphs, where a loss would show; where that one is short of glyphs, about all.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from pipeline.chars import Chars
from pipeline.document import Diagnostic, Page, PdfInfo
from pipeline.engines import read_pages_with
from pipeline.engines.engine import EngineError, EngineResult, PasswordNeededError
from pipeline.engines.fonts import FontTable
from pipeline.engines.pdfium import read_turned
from pipeline.engines.pdfium_file import survey

STAGE = "read"
SUBSTITUTES = ("pdfium", "plumber")
"""Engines that read a page again, the second where the first cannot load it."""
FEW_GLYPHS = 200
"""Glyphs; a page with fewer is looked at twice: a page of text has 1,500 to 6,000."""
SHARE = 0.9
"""Share of pdfium's glyphs below which the fast engine has lost some."""
SLACK = 3
"""Glyphs by which the two may differ on a page with next to none."""
OTHER_GLYPHS = 3
"""Glyphs by which a page may differ from what pdfium finds: signs that the two map otherwise."""
FLAT_SIZE = 0.8
"""A digit of at most this share of the size of the glyph before it is too small to stand on the same baseline: it was
raised with text rise. There is none on 330 pages of 30 journals."""
_NOTE_SIGN = re.compile(r"[\d*†‡]")
_LETTER = re.compile(r"[^\s\d]")


class Watched(NamedTuple):
    """Pages after the second look, and what was noticed."""

    result: EngineResult
    diagnostics: tuple[Diagnostic, ...]


def watch(result: EngineResult, data: bytes, password: str | None) -> Watched:
    """Return the fast engine's pages with bad ones replaced, and the file's own data, which only pdfium tells."""
    reasons = {page.number: "raised digits lie on the baseline" for page in result.pages if _has_flat_digits(page)}
    try:
        info, lost = _compare(result, data, password)
    except PasswordNeededError:
        if not any(page.chars for page in result.pages):  # the fast engine opens it all the same, and finds nothing
            raise
        info, lost = result.info, {}
    except EngineError:  # pdfium cannot open it: nothing to compare with
        info, lost = result.info, {}
    reasons |= lost
    reasons |= dict(result.wrong) | dict(result.failed)
    result = _place_turned(result._replace(info=info), reasons, data, password)
    return _read_again(result, reasons, data, password) if reasons else Watched(result, ())


def _place_turned(result: EngineResult, reasons: dict[int, str], data: bytes, password: str | None) -> EngineResult:
    """Return the result with turned glyphs as pdfium places them; a page where it finds others goes to ``reasons``."""
    asked = [page for page in result.pages if page.number in result.turned and page.number not in reasons]
    if not asked:
        return result
    inks = {page.number: _ink(page.chars.turned()) for page in asked}
    fonts = FontTable(result.fonts)
    try:
        second = read_turned(data, password, {number: ink.total() for number, ink in inks.items()})
    except EngineError:
        return result
    turned = {page.number: page.chars for page in _renumbered(second, fonts)}
    pages = []
    for page in result.pages:
        if page.number in inks:
            if inks[page.number] == _ink(turned.get(page.number, Chars())):
                page = replace(page, chars=page.chars.upright().followed_by(turned.get(page.number, Chars())))
            else:
                reasons[page.number] = "turned text"
        pages.append(page)
    return result._replace(fonts=tuple(fonts.fonts), pages=tuple(pages))


def _ink(chars: Chars) -> Counter[str]:
    return Counter(text for text in chars.texts if not text.isspace())


def _renumbered(result: EngineResult, fonts: FontTable) -> list[Page]:
    """Return the pages that another engine could read, their fonts numbered by the table of the document."""
    failed = dict(result.failed)
    numbers = [fonts.number(font) for font in result.fonts]
    return [replace(page, chars=page.chars.with_fonts(numbers)) for page in result.pages if page.number not in failed]


def _has_flat_digits(page: Page) -> bool:
    """Return whether a small digit or note sign follows a bigger letter on the very same baseline."""
    texts, lefts = page.chars.texts, page.chars.lefts
    for before, here in pairwise(page.chars.runs):
        if here.baseline == before.baseline and here.size <= FLAT_SIZE * before.size:
            at = here.start
            is_near = 0 <= lefts[at] - lefts[at - 1] < 2 * before.size
            if is_near and _NOTE_SIGN.fullmatch(texts[at]) and _LETTER.fullmatch(texts[at - 1]):
                return True
    return False


def _compare(result: EngineResult, data: bytes, password: str | None) -> tuple[PdfInfo, dict[int, str]]:
    """Return the file's own data and, by number, the pages on which pdfium finds more or other glyphs."""
    pages = {page.number: page for page in result.pages}
    few = {page.number for page in result.pages if len(page.chars) < 2 * FEW_GLYPHS and page.chars.ink < FEW_GLYPHS}
    full = sorted((len(page.chars), page.number) for page in result.pages if page.number not in few)
    poorest = {number for _, number in full[:1]}
    first = survey(data, password, sorted(few | poorest | set(result.doubtful)))
    found = dict(first.glyphs)
    if any(_is_short(pages[number].chars.ink, len(found[number])) for number in poorest & found.keys()):
        found |= survey(data, password, sorted(pages.keys() - found.keys())).glyphs
    lost = {number: reason for number in sorted(found) if (reason := _loss(pages[number], found[number]))}
    for number in sorted(set(result.doubtful) & found.keys()):
        missing = (Counter(found[number]) - _characters(pages[number])).total()
        if missing > OTHER_GLYPHS:
            lost.setdefault(number, f"{missing} glyphs are others than pdfium finds (fonts of form objects)")
    beyond = range(len(pages) + 1, min(first.pages, 2 * len(pages) + SLACK) + 1)
    return first.info, lost | dict.fromkeys(beyond, "the fast engine does not find the page")


def _loss(page: Page, found: str) -> str:
    """Return why a page is short of glyphs, nothing where it is not."""
    count, total = page.chars.ink, len(found)
    return f"{count} glyphs where pdfium finds {total}" if _is_short(count, total) else ""


def _characters(page: Page) -> Counter[str]:
    """Return how often each character stands on a page, ligatures in letters as well as whole."""
    text = page.chars.text
    return Counter(text) | Counter(unicodedata.normalize("NFKC", text))


def _is_short(count: int, found: int) -> bool:
    return count + SLACK < found and count < SHARE * found


def _read_again(result: EngineResult, reasons: Mapping[int, str], data: bytes, password: str | None) -> Watched:
    """Return the result with the pages ``reasons`` read by the first substitute that can, each with a diagnostic.

    Where the fast engine read the page at all, only the glyphs are replaced: of drawn lines it knows more.
    """
    fonts = FontTable(result.fonts)
    pages = {page.number: page for page in result.pages}
    open_pages = set(reasons)
    empty = dict(result.failed)
    diagnostics: list[Diagnostic] = []
    for name in SUBSTITUTES:
        for page in _substitutes(name, open_pages, data, password, fonts):
            known = page.number in pages and page.number not in empty
            pages[page.number] = replace(pages[page.number], chars=page.chars) if known else page
            open_pages.discard(page.number)
            message = f"read by {name}: {reasons[page.number]}"
            diagnostics.append(Diagnostic(STAGE, "engine_fallback", "info", page.number, message))
    left = sorted(open_pages & pages.keys())  # a page that no engine finds is a wrong page count
    for number in left:
        if number in empty:
            message = f"no engine can read this page: {reasons[number]}"
            diagnostics.append(Diagnostic(STAGE, "page_unreadable", "error", number, message))
        else:
            message = f"read by the fast engine although it has doubts: {reasons[number]}"
            diagnostics.append(Diagnostic(STAGE, "engine_doubt", "warning", number, message))
    ordered = tuple(pages[number] for number in sorted(pages))
    failed = tuple((number, empty[number]) for number in left if number in empty)
    diagnostics.sort(key=lambda diagnostic: diagnostic.page or 0)
    return Watched(EngineResult(tuple(fonts.fonts), ordered, result.info, failed), tuple(diagnostics))


def _substitutes(name: str, numbers: set[int], data: bytes, password: str | None, fonts: FontTable) -> Iterable[Page]:
    """Return the pages ``numbers`` as far as engine ``name`` can read them."""
    if not numbers:
        return []
    try:
        result = read_pages_with(name)(data, password, only=frozenset(numbers))
    except EngineError:
        return []
    return _renumbered(result, fonts)
