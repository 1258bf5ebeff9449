"""Glyphs in columns: parts of a page are what the same glyphs one by one would be."""

from __future__ import annotations

import pytest

from pipeline.chars import Char, Chars


def glyph(text: str, x0: float, rotation: int = 0) -> Char:
    return Char(text, x0, 92.2, x0 + 5, 102.2, 100, 10, 0, 0, rotation)


@pytest.mark.parametrize(
    "turns", [(0, 0, 0), (0, 0, 90), (90, 90, 90), (90, 0, 0), (0, 90, 0)], ids=lambda turns: "-".join(map(str, turns))
)
def test_the_upright_glyphs_are_those_without_a_turn_wherever_they_stand(turns: tuple[int, ...]):
    chars = [glyph(text, 5.0 * k, turn) for k, (text, turn) in enumerate(zip("abc", turns, strict=True))]
    upright = Chars.of(chars).upright()
    assert upright == [char for char in chars if not char.rotation]
    turned = Chars.of(chars).turned()
    assert turned == [char for char in chars if char.rotation]
    joined = upright.followed_by(turned)
    assert joined == [*upright, *turned]
    for part in (upright, turned, joined):
        assert [char for run in part.runs for char in part[run.start : run.end]] == list(part)


@pytest.mark.parametrize(
    ("texts", "ink"),
    [
        (["a", " ", "b"], 2),
        ([" ", "\u00a0", "\u2003"], 0),
        (["ffi", " ", "a"], 2),
        (["", "a"], 2),
        (["  ", "a"], 1),
        ([], 0),
    ],
)
def test_ink_is_what_is_no_white_space(texts: list[str], ink: int):
    assert Chars.of(glyph(text, 5.0 * k) for k, text in enumerate(texts)).ink == ink
