"""Text that is HTML is made in one place, and marks never change the text under them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.view.marked_text import Marks, Repaired, marked
from pipeline.view.markup import doi_link, tag, void, web_link
from schemas import article as record
from tests.view.articles import HOSTILE
from tests.view.parsed import Parsed


def test_texts_and_attributes_are_escaped_and_elements_are_not():
    made = tag("p", HOSTILE, html=[void("img", alt=HOSTILE)], title=HOSTILE, id="x")
    parsed = Parsed(made)
    assert [name for name, _ in parsed.tags] == ["p", "img"]
    assert parsed.texts == {"x": HOSTILE}
    assert parsed.tags[0][1]["title"] == parsed.tags[1][1]["alt"] == HOSTILE


def test_attributes_that_say_nothing_are_left_out():
    assert tag("a", "x", href=None, hidden=False) == "<a>x</a>"
    assert tag("a", class_="k", aria_label="l", hidden=True) == '<a class="k" aria-label="l" hidden></a>'


def test_control_characters_become_the_sign_for_a_lost_one():
    assert tag("p", "a\x00b\tc\n") == "<p>a\ufffdb\tc\n</p>"


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x.y", "http://[", ""],
)
def test_only_addresses_of_the_web_become_links(url):
    assert "href" not in web_link(url)
    assert 'href="https://a.b/c?d=1&amp;e"' in web_link("https://a.b/c?d=1&e")


def test_a_doi_cannot_leave_its_address():
    assert 'href="https://doi.org/10.1/a%22%3E%3Cb"' in doi_link('10.1/a"><b')


def make_repair(text: str, offset: int) -> record.RepairRecord:
    where = record.PlaceRecord(block="b1", note=None, reference=None, offset=offset)
    after = text[offset : offset + 2] or "z"
    return record.RepairRecord(kind="encoding", where=where, page=1, before="x", after=after, rule="r", confidence=1)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, Marks]:
    text = draw(st.text(st.sampled_from('ab <&"é🙂'), min_size=1, max_size=30))

    def spans() -> list[tuple[int, int]]:
        ends = sorted(draw(st.lists(st.integers(0, len(text) + 3), max_size=8)))
        return list(zip(ends[::2], ends[1::2], strict=False))

    segments = [
        record.SegmentRecord(start=s, end=e, lang=draw(st.sampled_from(["id", "en"])), score=1) for s, e in spans()
    ]
    citations = [
        record.CitationRecord(start=s, end=e, references=draw(st.sampled_from([(), ("r1",)]))) for s, e in spans()
    ]
    anchors = [record.AnchorRecord(offset=s, note=draw(st.sampled_from([None, "n1"])), marker="#") for s, _ in spans()]
    repairs = [Repaired(number, make_repair(text, start)) for number, (start, _) in enumerate(spans())]
    sentences = [record.SentenceRecord(start=s, end=e) for s, e in spans()]
    return text, Marks("id", segments, sentences, citations, anchors, repairs)


@given(marked_texts())
def test_marks_that_cross_leave_the_text_as_it_is(case):
    text, marks = case
    html = tag("p", html=[marked(text, marks)], id="all")
    bare = re.sub(r'<sup class="call.*?</sup>|<span class="repair"[^>]*>‸</span>', "", html)
    assert Parsed(bare).texts.get("all", "") == text
    Parsed(html)
    inside = {anchor.offset for anchor in marks.anchors if anchor.offset <= len(text)}
    assert html.count('<sup class="call') == sum(anchor.offset in inside for anchor in marks.anchors)
