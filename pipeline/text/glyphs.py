"""What was meant by glyphs that no keyboard types: ligatures, mathematical letters, Symbol and Wingdings, Arabic.

A word goes in as its glyphs stand on the page, from left to right, and comes out as its author wrote it; what was
printed stays beside it (``Word.printed``), so that every change can be undone. Spelling is never touched, nor are the
letters of transliteration (ā, ḥ, ṣ); soft hyphens are left to the stage that joins lines.

Sources: Unicode 15 compatibility decompositions; Adobe's Symbol encoding (ISO 32000-1, annex D.5) and glyph list.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LIGATURE, ENCODING, QUOTE = "ligature", "encoding", "quote_mapped"
"""Kinds of repair, as in the record."""

_LIGATURE = re.compile("[\ufb00-\ufb06]")
_MATHS_LETTER = re.compile("[\U0001d400-\U0001d7ff\u210e]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_ARABIC = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_ARABIC_CLUSTER = re.compile(
    r"""
    [0-9\u0660-\u0669\u06f0-\u06f9]+(?:[.,:/\u066b\u066c][0-9\u0660-\u0669\u06f0-\u06f9]+)*  # numbers run from the left
    | .[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]*
    """,
    re.VERBOSE | re.DOTALL,
)
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_LONE_ACCENT = re.compile("[\u00a8\u00af\u00b8\u02c6\u02c7\u02d8-\u02dd]")
_ACCENTS = dict(
    zip("\u00a8\u00af\u00b8\u02c6\u02c7\u02d8\u02d9\u02da\u02db\u02dc\u02dd",
        "\u0308\u0304\u0327\u0302\u030c\u0306\u0307\u030a\u0328\u0303\u030b", strict=True)
)  # fmt: skip
"""Spacing accents and the combining ones they stand for. Not ´ and `: these journals type them as apostrophes."""

_SYMBOL_LOW = "!∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
"""Symbol font, codes 0x21 to 0x7E."""
_SYMBOL_HIGH = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊⟨®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\ufffd⟩∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
"""Symbol font, codes 0xA0 to 0xFE; 0xF0 is a trademark without a code point."""
_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x9F: "•", 0xA1: "○", 0xA7: "▪",
    0xA8: "◻", 0xD8: "➢", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFE: "☑",
}  # fmt: skip
"""The bullets and ticks that Word offers."""
_BULLETS_OF_UNKNOWN_FONT = frozenset({0x76, 0xA7, 0xD8, 0xFC})
"""Codes that are bullets in Wingdings, and in Symbol signs that no one writes as a word of their own."""


def restore(text: str, font: str = "") -> tuple[str, str]:
    """Return the repaired text of a word and the kind of the repair, ``""`` where nothing was changed.

    ``text`` is a word's glyphs from left to right; ``font`` is the font's name, which tells Wingdings from Symbol.
    """
    if text.isascii():
        return text, ""
    return _restore(text, "ding" in font.lower())


@lru_cache(maxsize=4096)
def _restore(text: str, dingbats: bool) -> tuple[str, str]:
    repaired = _LIGATURE.sub(lambda hit: unicodedata.normalize("NFKC", hit[0]), text)
    kind = LIGATURE if repaired != text else ""
    decoded = _MATHS_LETTER.sub(lambda hit: unicodedata.normalize("NFKC", hit[0]), repaired)
    if _PRIVATE.search(decoded):
        alone = len(decoded) == 1
        decoded = _PRIVATE.sub(lambda hit: _private(hit[0], dingbats, alone), decoded)
    if _LONE_ACCENT.search(decoded):
        decoded = _compose_accents(decoded)
    if _ARABIC.search(decoded):
        decoded = _from_right(decoded)
    decoded = unicodedata.normalize("NFC", decoded)
    return decoded, ENCODING if decoded != repaired else kind


def _private(char: str, dingbats: bool, alone: bool) -> str:
    """Return what a private-use character of common fonts stands for, itself where that is not known."""
    code = ord(char)
    if 0xF730 <= code <= 0xF739 or 0xF761 <= code <= 0xF77A:  # Adobe: old-style digits, small capitals
        return chr(code - 0xF700).upper()
    if code in (0xF001, 0xF002):
        return ("fi", "fl")[code - 0xF001]
    if 0xF8E5 <= code <= 0xF8FE:  # Adobe: pieces of big brackets
        return "‾⏐⎯®©™⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪⎮⎞⎟⎠⎤⎥⎦⎫⎬⎭"[code - 0xF8E5]
    low = code - 0xF000
    if not 0x21 <= low <= 0xFF:
        return char
    if low in _WINGDINGS and (dingbats or (alone and low in _BULLETS_OF_UNKNOWN_FONT)):
        return _WINGDINGS[low]
    if dingbats:
        return char
    if 0x21 <= low <= 0x7E:
        return _SYMBOL_LOW[low - 0x21]
    return _SYMBOL_HIGH[low - 0xA0] if 0xA0 <= low <= 0xFE and low != 0xF0 else char


def _compose_accents(text: str) -> str:
    """Return the text with each accent of its own put on the letter before it, else on the one after it."""
    out: list[str] = []
    waiting = ""
    for char in text:
        accent = _ACCENTS.get(char)
        if accent is None:
            both = unicodedata.normalize("NFC", char + waiting) if waiting else char
            if waiting and len(both) > 1:  # it fits neither neighbour: left as printed
                out.append(next(key for key, value in _ACCENTS.items() if value == waiting))
                both = char
            out.append(both)
            waiting = ""
            continue
        both = unicodedata.normalize("NFC", out[-1] + accent) if out else ""
        if len(both) == 1:
            out[-1] = both
        else:
            waiting = accent
    if waiting:
        out.append(next(key for key, value in _ACCENTS.items() if value == waiting))
    return "".join(out)


def _from_right(text: str) -> str:
    """Return Arabic or Hebrew glyphs that stand from left to right in the order in which they are read.

    Letters with their marks change places, numbers stay whole, brackets are mirrored; presentation forms become
    letters after that, as a ligature (lam-alef) is one glyph of two letters in reading order.
    """
    clusters = [match[0] for match in _ARABIC_CLUSTER.finditer(text)]
    letters = "".join(reversed(clusters)).translate(_MIRRORED)
    return re.sub("[\ufb1d-\ufdff\ufe70-\ufeff]", lambda hit: unicodedata.normalize("NFKC", hit[0]), letters)


def has_arabic(text: str) -> bool:
    """Return whether there is a letter that is read from the right."""
    return _ARABIC.search(text) is not None


def to_logical_order(words: list[str]) -> list[int]:
    """Return the indices of a line's words in reading order; ``words`` stand from left to right on the page.

    Stretches from an Arabic word to an Arabic word, with nothing but numbers and signs between, are read from the
    right; words in Latin letters keep their places around them.
    """
    order: list[int] = []
    stretch: list[int] = []
    for i, word in enumerate(words):
        if has_arabic(word) or (stretch and not any(char.isalpha() for char in word)):
            stretch.append(i)
            continue
        order.extend(_turned(stretch, words))
        stretch = []
        order.append(i)
    return order + _turned(stretch, words)


def _turned(stretch: list[int], words: list[str]) -> list[int]:
    """Return a stretch turned round; what follows its last Arabic word does not belong to it."""
    end = len(stretch)
    while end and not has_arabic(words[stretch[end - 1]]):
        end -= 1
    return stretch[:end][::-1] + stretch[end:]


def has_low_single_quotes(text: str) -> bool:
    """Return whether a document prints „ and ‟ (U+201E, U+201F) for single quotes and apostrophes.

    No script closes with U+201F what U+201E opens but a Word file whose ‘ ’ were mapped so (``Qur‟an``, ``„kata‟``);
    German closes with “ or ”. ``text`` is all of the document.
    """
    return "\u201f" in text and text.count("\u201f") >= text.count("\u201c") / 2


def map_low_quotes(text: str) -> tuple[str, str]:
    """Return the text with „ and ‟ as ‘ and ’, and the kind of the repair; for documents where that is so."""
    mapped = text.replace("\u201e", "\u2018").replace("\u201f", "\u2019")
    return mapped, QUOTE if mapped != text else ""
