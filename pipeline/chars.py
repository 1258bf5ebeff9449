"""The glyphs of a page, column by column; a ``Char`` is made when somebody asks for one.

A page has 3,000 glyphs of 80 runs, a run being glyphs of one style on one baseline. The stages read columns of texts
and places, or runs; an object for each glyph cost a tenth of the way to a record.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import partial
from itertools import compress, groupby, repeat
from operator import attrgetter, eq, itemgetter
from typing import NamedTuple, overload


class Char(NamedTuple):
    """One glyph of the text layer.

    ``text`` is what the file maps the glyph to: usually one code point, several for a ligature, U+FFFD where
    the file gives none. The box runs from ``baseline - 0.78 * size`` to ``baseline + 0.22 * size`` in every
    engine, so that records do not depend on how an engine guesses a font's ascent. ``font`` indexes
    ``Document.fonts``; ``color`` is 0xRRGGBB; ``rotation`` is the direction of writing in degrees clockwise
    as seen on the page (0 for ordinary text).
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    size: float
    font: int
    color: int = 0
    rotation: int = 0


class Run(NamedTuple):
    """Glyphs ``[start, end)`` of a page that follow each other in one style at one height."""

    start: int
    end: int
    top: float
    bottom: float
    baseline: float
    size: float
    font: int
    rotation: int = 0


_MAKE = partial(tuple.__new__, Char)
"""``Char._make`` without the call of a Python function."""
_STYLE = itemgetter(2, 4, 5, 6, 7, 9)
_START = attrgetter("start")


class Chars(Sequence[Char]):
    """An immutable sequence of ``Char``, equal to any other with the same glyphs.

    ``texts``, ``lefts``, ``rights`` and ``colors`` have an entry a glyph; ``runs`` cover all of them in order.
    """

    __slots__ = ("_text", "colors", "lefts", "rights", "runs", "texts")

    def __init__(
        self,
        runs: Sequence[Run] = (),
        texts: Sequence[str] = (),
        lefts: Sequence[float] = (),
        rights: Sequence[float] = (),
        colors: Sequence[int] = (),
    ) -> None:
        self.runs, self.texts, self.lefts, self.rights, self.colors = runs, texts, lefts, rights, colors
        self._text: str | None = None

    @classmethod
    def of(cls, chars: Iterable[Char]) -> Chars:
        """Return glyphs in columns; the same object where they stand so already."""
        if isinstance(chars, Chars):
            return chars
        listed = list(chars)
        if not listed:
            return cls()
        runs: list[Run] = []
        start = 0
        for style, group in groupby(map(_STYLE, listed)):
            end = start + len(list(group))
            runs.append(Run(start, end, *style))
            start = end
        texts, lefts, _, rights, _, _, _, _, colors, _ = map(list, zip(*listed, strict=True))
        return cls(runs, texts, lefts, rights, colors)

    @property
    def text(self) -> str:
        """The characters of all glyphs in order; put together once, as the reader and three stages ask for them."""
        if self._text is None:
            self._text = "".join(self.texts)
        return self._text

    @property
    def ink(self) -> int:
        """The number of glyphs that are no white space."""
        text = self.text
        if len(text) == len(self.texts):  # a glyph a character
            return len(text) - text.count(" ") if text.isprintable() else sum(map(len, text.split()))
        return len(self.texts) - sum(map(str.isspace, self.texts))

    def without(self, indices: Container[int]) -> Chars:
        """Return the glyphs but those named."""
        kept = [i not in indices for i in range(len(self))]
        return Chars.of(compress(self, kept))

    def upright(self) -> Chars:
        """Return the glyphs of ordinary text."""
        count = self._upright_runs()
        if count is None:
            return Chars.of(char for char in self if not char.rotation)
        return self if count == len(self.runs) else self._runs_between(0, count)

    def turned(self) -> Chars:
        """Return the glyphs that ``upright`` leaves out."""
        count = self._upright_runs()
        if count is None:
            return Chars.of(char for char in self if char.rotation)
        return NO_CHARS if count == len(self.runs) else self._runs_between(count, len(self.runs))

    def _upright_runs(self) -> int | None:
        """Return how many runs come before the first turned one, None where upright ones follow it."""
        count = next((k for k, run in enumerate(self.runs) if run.rotation), len(self.runs))
        return count if all(run.rotation for run in self.runs[count:]) else None

    def _runs_between(self, first: int, end: int) -> Chars:
        """Return the glyphs of the runs ``[first, end)``."""
        if first == end:
            return NO_CHARS
        start, stop = self.runs[first].start, self.runs[end - 1].end
        runs = [run._replace(start=run.start - start, end=run.end - start) for run in self.runs[first:end]]
        return Chars(
            runs, self.texts[start:stop], self.lefts[start:stop], self.rights[start:stop], self.colors[start:stop]
        )

    def followed_by(self, others: Chars) -> Chars:
        """Return these glyphs and then ``others``."""
        shift = len(self)
        more = [run._replace(start=run.start + shift, end=run.end + shift) for run in others.runs]
        return Chars(
            [*self.runs, *more],
            [*self.texts, *others.texts],
            [*self.lefts, *others.lefts],
            [*self.rights, *others.rights],
            [*self.colors, *others.colors],
        )

    def with_fonts(self, numbers: Sequence[int]) -> Chars:
        """Return the glyphs with font ``f`` numbered ``numbers[f]``."""
        runs = [run._replace(font=numbers[run.font]) for run in self.runs]
        return Chars(runs, self.texts, self.lefts, self.rights, self.colors)

    def __len__(self) -> int:
        return len(self.texts)

    def __iter__(self) -> Iterator[Char]:
        for run in self.runs:
            yield from self._of_run(run, run.start, run.end)

    @overload
    def __getitem__(self, index: int) -> Char: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Char]: ...
    def __getitem__(self, index: int | slice) -> Char | Sequence[Char]:
        if isinstance(index, slice):
            return self._between(*index.indices(len(self)))
        at = range(len(self))[index]
        return next(self._of_run(self.runs[bisect_right(self.runs, at, key=_START) - 1], at, at + 1))

    def _between(self, start: int, end: int, step: int) -> Sequence[Char]:
        if step != 1:
            return tuple(self)[slice(start, end, step)]
        out: list[Char] = []
        first = max(0, bisect_right(self.runs, start, key=_START) - 1)
        for run in self.runs[first : bisect_right(self.runs, end - 1, key=_START)]:
            out += self._of_run(run, max(start, run.start), min(end, run.end))
        return tuple(out)

    def _of_run(self, run: Run, start: int, end: int) -> Iterator[Char]:
        _, _, top, bottom, baseline, size, font, rotation = run
        glyphs = zip(
            self.texts[start:end], self.lefts[start:end], repeat(top), self.rights[start:end], repeat(bottom),
            repeat(baseline), repeat(size), repeat(font), self.colors[start:end], repeat(rotation),
        )  # fmt: skip
        return map(_MAKE, glyphs)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Chars | tuple | list):
            return len(self) == len(other) and all(map(eq, self, other))
        return NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Chars.of({list(self)!r})"


NO_CHARS = Chars()
