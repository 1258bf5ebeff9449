"""What every engine returns."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.document import Font, Page, PdfInfo


class EngineResult(NamedTuple):
    """The pages that were asked for, in order.

    ``failed`` holds ``(page number, reason)`` of those left empty, ``wrong`` of those that hold something that the
    engine knows that it gets wrong; ``turned`` the numbers of those on which turned glyphs are not placed surely;
    ``doubtful`` of those that another engine had better confirm.
    """

    fonts: tuple[Font, ...]
    pages: tuple[Page, ...]
    info: PdfInfo
    failed: tuple[tuple[int, str], ...] = ()
    wrong: tuple[tuple[int, str], ...] = ()
    turned: tuple[int, ...] = ()
    doubtful: tuple[int, ...] = ()


class EngineError(Exception):
    """The engine cannot open the file at all; the message is the library's, in short."""


class PasswordNeededError(EngineError):
    """The file opens only with a password that was not given, or the one given is wrong."""


def short_reason(error: BaseException) -> str:
    """Return what a library says of a failure in one line of at most 200 characters."""
    text = " ".join(f"{type(error).__name__}: {error}".split())
    return text[:200]
