"""Fonts by name: the style of a font is read from its name, as the file's flags are wrong too often.

Of the 100 fonts of 30 journal PDFs, flags and stem widths called plain Times bold in four files, while every name
told the truth. Flags decide only where a name says nothing (``F1``, ``CIDFont+F2``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.document import Font

_SUBSET_PREFIX = re.compile(r"^[A-Z]{6}\+")
"""ISO 32000-1, 9.6.4: six capitals and a plus sign, without meaning."""
_ENCODING_SUFFIX = re.compile(r"-(?:Identity|UniJIS|UniGB|UniCNS|UniKS|WinAnsi|MacRoman)[-\w]*$")
_BOLD = re.compile(
    r"""
    bold | black | heavy | demi(?!talic) | semibold
    | (?:^|[-, ])(?:bd|blk|hv)(?:it|obl|i)?(?:$|[-, ]) | [-_]medi(?:ital|obl)?$    # NimbusRomNo9L-Medi is bold
    | bdmt | boldmt | mtbol$
    | ^(?:cm|ec|sf|lm|pl)[a-z]{0,3}bx | ^cmb(?:sy|mi)?\d  # Computer Modern: bold extended
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ITALIC = re.compile(
    r"""
    italic | (?-i:Ital) | obliq | slanted | kursiv | inclined
    | (?:^|[-, ])(?:it|obl|i|bi|bdit)(?:mt)?$ | (?<=[a-z])It$ | (?<=[a-z])Obl$
    | ^(?:cm|ec|sf|lm)(?:ti|sl|mi|bxti|bxsl|sti|ssi|itt)\d  # Computer Modern: text italic, slanted, maths italic
    """,
    re.VERBOSE | re.IGNORECASE,
)
_TELLS_NOTHING = re.compile(r"^(?:CIDFont\+|Font)?[A-Z]{0,3}[\d._]*$|^(?:unknown|untitled|font)$", re.IGNORECASE)


def to_font(name: str, *, bold: bool = False, italic: bool = False) -> Font:
    """Return the font of a name in a PDF; ``bold`` and ``italic`` are what the file's flags say.

    The flag for italics is believed under every name, the one for bold only under a name that tells nothing.
    """
    plain = _ENCODING_SUFFIX.sub("", _SUBSET_PREFIX.sub("", name))
    heavy = bool(_BOLD.search(plain)) or (bold and _TELLS_NOTHING.match(plain) is not None)
    return Font(plain, heavy, italic or bool(_ITALIC.search(plain)))


class FontTable:
    """The fonts of one document by number, in the order in which they were first met."""

    __slots__ = ("_numbers", "fonts")

    def __init__(self, fonts: Iterable[Font] = ()) -> None:
        self.fonts: list[Font] = list(fonts)
        self._numbers = {font: i for i, font in enumerate(self.fonts)}

    def number(self, font: Font) -> int:
        """Return the index of a font, the same for the same name and style."""
        index = self._numbers.setdefault(font, len(self.fonts))
        if index == len(self.fonts):
            self.fonts.append(font)
        return index
