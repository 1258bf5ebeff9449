"""Pages without a usable text layer: which need recognition, and what was recognised as glyphs of the page.

Recognised words become glyphs like any others, so that the same stages run over them; they follow the page's own
glyphs in ``Page.chars``, in the font ``ocr``, and those that they replace are listed in ``Document.dropped``. Tesseract
tells neither bold nor italic.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipeline.document import OCR_FONT, Diagnostic, Document, Font, Page
from pipeline.engines.hocr import HocrPage
from pipeline.engines.ocr import INSTALL, LANGUAGES, Recognised, Tesseract, find_tesseract, recognise_pages
from pipeline.errors import MissingDependencyError, NoTextLayerError
from pipeline.ocr.pages import Filled, Sheet, fill_page, settle_sizes
from pipeline.ocr.words import clean_words
from pipeline.text.layer import maps_to_nothing

STAGE = "ocr"
LOW_CONFIDENCE = 80.0
"""Mean of Tesseract's confidence below which a page should be looked at; clean scans have 93 to 96."""
AGREEMENT = 0.5
"""Share of the recognised words that stand in the text layer, from which that is right after all: a language whose
letter pairs are others (Polish, Czech) looks like shifted text. Shifted text shares none."""
WORD_LETTERS = 4
"""Letters of a word that counts as evidence for that."""
FEW_WORDS = 10
"""Recognised words that are too few to judge a text layer by."""
INSTALL_HINT = f"install Tesseract with its models (Debian, Ubuntu: apt-get install {INSTALL})"


def recognise(doc: Document, data: bytes, password: str | None) -> Document:
    """Return the document with the pages recognised that need it under its settings; with ``never`` as it is.

    Raises:
        MissingDependencyError: Tesseract is needed and is not there, and most pages are unreadable without it.
    """
    force = doc.settings.ocr == "force"
    if doc.settings.ocr == "never":
        return doc
    wanted = [page.number for page in doc.pages if force or page.text_layer in ("none", "garbled")]
    if not wanted:
        return doc
    program = find_tesseract()
    if program is None:
        if force or _is_mostly_unreadable(doc):
            raise MissingDependencyError(f"{doc.source.filename}: needs text recognition; {INSTALL_HINT}")
        message = f"{len(wanted)} pages need text recognition; {INSTALL_HINT}"
        return _with_diagnostics(doc, [Diagnostic(STAGE, "ocr_missing", "warning", None, message)])
    scans = frozenset(page.number for page in doc.pages if page.text_layer == "none")
    return _merge(doc, program, recognise_pages(program, data, password, wanted, scans=scans))


def require_text(doc: Document) -> None:
    """Raise NoTextLayerError where pages hold something, but none of them text that can be read."""
    if _is_readable(doc):
        return
    name = doc.source.filename
    if doc.settings.ocr == "never":
        raise NoTextLayerError(
            f"{name}: its pages are pictures or their glyphs map to nothing; have them recognised with --ocr auto. "
            f"If need be, {INSTALL_HINT}"
        )
    raise NoTextLayerError(f"{name}: its pages hold no text, and none was recognised on them")


def _is_mostly_unreadable(doc: Document) -> bool:
    """Return whether what can be read is at best a cover or a stamp: such a record would pass for the article."""
    return not _is_readable(doc) or 2 * sum(_unreadable(doc)) > len(doc.pages)


def _unreadable(doc: Document) -> list[bool]:
    return [page.text_layer == "none" or maps_to_nothing(page) for page in doc.pages]


def _is_readable(doc: Document) -> bool:
    """Return whether a page has text; a file of empty pages is not the business of text recognition.

    Text that merely looks like none (``garbled`` by its letters) counts: it may be in a language not known here.
    """
    unreadable = _unreadable(doc)
    if not any(unreadable):
        return True
    return any(
        page.text_layer == "ocr" or (not bad and page.chars.ink)
        for page, bad in zip(doc.pages, unreadable, strict=True)
    )


def _merge(doc: Document, program: Tesseract, results: Iterable[Recognised]) -> Document:
    """Return the document with recognised pages in place of those read."""
    pages = {page.number: page for page in doc.pages}
    sheets: list[Sheet] = []
    diagnostics: list[Diagnostic] = []
    for result in results:
        page = pages[result.number]
        if result.page is None:
            message = f"this page could not be recognised: {result.reason}"
            diagnostics.append(Diagnostic(STAGE, "ocr_failed", "error", page.number, message))
            continue
        found = clean_words(result.page)
        if doc.settings.ocr == "auto" and _agrees(page, found):
            message = "recognition finds the words that the glyphs say; the text layer is kept"
            diagnostics.append(Diagnostic(STAGE, "ocr_agrees", "info", page.number, message))
            pages[page.number] = replace(page, text_layer="native")
        elif found.lines:
            sheets.append(Sheet(page, found, (page.width / result.width, page.height / result.height)))
            diagnostics += _verdict(page.number, found)
        else:
            message = "no text was recognised on this page"
            diagnostics.append(Diagnostic(STAGE, "ocr_nothing", "warning", page.number, message))
    if sheets:
        message = f"{len(sheets)} pages recognised by Tesseract {program.version} ({'+'.join(LANGUAGES)})"
        diagnostics.insert(0, Diagnostic(STAGE, "ocr", "info", None, message))
    doc = replace(doc, pages=tuple(pages[page.number] for page in doc.pages))
    return _with_diagnostics(_fill(doc, sheets), diagnostics)


def _fill(doc: Document, sheets: Iterable[Sheet]) -> Document:
    """Return the document with recognised glyphs on its pages, and the glyphs listed that they replace."""
    sheets = list(sheets)
    sizes = settle_sizes(sheets)
    filled = {sheet.page.number: fill_page(sheet, sizes, len(doc.fonts)) for sheet in sheets}
    pages = tuple(filled[page.number].page if page.number in filled else page for page in doc.pages)
    dropped = tuple((number, i) for number, page in sorted(filled.items()) for i in page.dropped)
    fonts = (*doc.fonts, Font(OCR_FONT, False, False)) if filled else doc.fonts
    doc = replace(doc, pages=pages, fonts=fonts, dropped=(*doc.dropped, *dropped))
    return _with_diagnostics(doc, [_replacement(number, page) for number, page in filled.items() if page.dropped])


def _replacement(number: int, filled: Filled) -> Diagnostic:
    message = f"{len(filled.dropped)} glyphs of the text layer left out for those recognised in the picture"
    return Diagnostic(STAGE, "ocr_replaced", "info", number, message)


def _with_diagnostics(doc: Document, diagnostics: Iterable[Diagnostic]) -> Document:
    return replace(doc, diagnostics=(*doc.diagnostics, *diagnostics))


def _verdict(number: int, found: HocrPage) -> list[Diagnostic]:
    """Return the diagnostic of a page whose words are doubtful: the mean of their confidence, by length."""
    words = [word for line in found.lines for word in line.words]
    letters = sum(len(word.text) for word in words)
    mean = sum(word.confidence * len(word.text) for word in words) / letters
    if mean >= LOW_CONFIDENCE:
        return []
    message = f"recognised with a mean confidence of only {mean:.0f} %: check its text"
    return [Diagnostic(STAGE, "ocr_low_confidence", "warning", number, message)]


def _agrees(page: Page, found: HocrPage) -> bool:
    """Return whether the text layer of a garbled page says what was recognised, whatever it looks like."""
    if page.text_layer != "garbled" or maps_to_nothing(page):
        return False
    native = "".join(page.chars.texts).casefold()
    words = [word.text.casefold() for line in found.lines for word in line.words]
    telling = [word for word in words if len(word) >= WORD_LETTERS and word.isalpha()]
    return len(telling) >= FEW_WORDS and sum(word in native for word in telling) >= AGREEMENT * len(telling)
