"""Runs read at once come out as if they were walked through from glyph to glyph."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.chars import Chars, Run
from pipeline.document import Font, Word
from pipeline.layout import words as reading

SIZE = 10.0
FONTS = (Font("Serif", False, False), Font("Serif-Italic", False, True))

glyphs = st.lists(
    st.tuples(st.sampled_from("ab. é"), st.sampled_from([-0.5, 0.0, 0.2, 0.4, 1.5, 2.5, 4.0])), min_size=1
)
pages = st.lists(st.tuples(st.integers(0, 1), st.sampled_from([100.0, 100.2]), glyphs), min_size=1, max_size=4)


def page(runs: list[tuple[int, float, list[tuple[str, float]]]]) -> Chars:
    """Return runs of ``(font, baseline, glyphs)`` one after the other; a glyph has white before it, in points."""
    texts, lefts, found, x = [], [], [], 50.0
    for font, baseline, run in runs:
        start = len(texts)
        for text, white in run:
            texts.append(text)
            lefts.append(x + white)
            x += white + SIZE / 2
        found.append(Run(start, len(texts), baseline - 7.8, baseline + 2.2, baseline, SIZE, font))
    return Chars(found, texts, lefts, [left + SIZE / 2 for left in lefts], [0] * len(texts))


def words(chars: Chars) -> list[Word]:
    return [word for strip in reading.read_strips(chars, FONTS) for word in strip.words]


@settings(max_examples=300, deadline=None)
@given(pages)
def test_words_do_not_depend_on_how_a_run_is_read(runs):
    chars = page(runs)
    at_once = words(chars)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "_even_strip", lambda *_: None)
        assert words(chars) == at_once
    ink = [text for text in chars.texts if text != " "]
    assert "".join(word.printed or word.text for word in at_once) == "".join(ink)


@given(pages)
def test_a_plain_strip_has_white_between_its_words_and_says_how_much(runs):
    for strip in reading.read_strips(page(runs), FONTS):
        gaps = [b.x0 - a.x1 for a, b in zip(strip.words, strip.words[1:], strict=False)]
        assert (strip.left, strip.right) == (strip.words[0].x0, max(word.x1 for word in strip.words))
        assert strip.widest >= max(gaps, default=0.0)
        if strip.is_plain:
            assert min(gaps, default=SIZE) >= reading.GAP_WITH_SPACE * SIZE
            assert not any(word.joined for word in strip.words[1:])


def test_arabic_letters_that_are_drawn_out_to_fill_a_line_make_one_word() -> None:
    run = [(text, 0.0) for text in "a b c d "] + [("\u062f", 0.0), ("\u062c", 4.0), (" ", 0.0), ("\u0646", 0.0)]
    assert [word.text for word in words(page([(0, 100.0, run)]))][-2:] == ["\u062c\u062f", "\u0646"]
    run[-3] = ("\u062c", 12.0)
    assert [word.text for word in words(page([(0, 100.0, run)]))][-3:] == ["\u062f", "\u062c", "\u0646"]
