"""What holds for every document, tried on many that no one would write by hand."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from pipeline import STAGES, OutputInvalidError, run, to_article
from pipeline.check import check_article
from pipeline.document import BBox, Document, Font, Furniture, Passage, Rule, Span, Text
from pipeline.geometry import contains, overlap, union
from pipeline.record.accounting import count_glyphs
from pipeline.record.regions import to_box
from pipeline.runs.inputs import find_tasks, readable
from schemas import dumps, loads
from schemas.json_schema import SCHEMA_FILE
from tests.builders import PAGE_HEIGHT, PAGE_WIDTH, make_line, make_page, make_source

VALIDATOR = Draft202012Validator(json.loads(SCHEMA_FILE.read_text(encoding="utf-8")))
SETTINGS = settings(deadline=None, max_examples=40, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
"""The same examples every time: a suite that fails by chance is not read. ``make fuzz`` is for the chance."""

numbers = st.floats(-2000, 2000, allow_nan=False)
boxes = st.builds(
    lambda x0, top, width, height: BBox(x0, top, x0 + width, top + height),
    numbers, numbers, st.floats(0, 900), st.floats(0, 900),
)  # fmt: skip
printed = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")) | st.sampled_from("abcdeABC123.,-()"),
    min_size=1,
    max_size=12,
)
KINDS = ("paragraph", "heading", "title", "quote", "list_item", "reference", "other")


@given(st.lists(boxes, min_size=1, max_size=8))
def test_union_holds_its_parts_and_no_more(parts):
    whole = union(parts)
    assert all(contains(whole, part) for part in parts)
    assert whole.x0 in [part.x0 for part in parts] and whole.bottom in [part.bottom for part in parts]


@given(numbers, st.floats(0, 900), numbers, st.floats(0, 900))
def test_overlap_is_the_same_both_ways(a, length, b, other):
    assert overlap(a, a + length, b, b + other) == overlap(b, b + other, a, a + length)


@given(boxes)
def test_a_box_of_the_record_lies_on_its_page(box):
    x0, top, x1, bottom = to_box(make_page(), box)
    assert 0 <= x0 <= x1 <= PAGE_WIDTH and 0 <= top <= bottom <= PAGE_HEIGHT


@st.composite
def claimed_documents(draw: st.DrawFn) -> Document:
    """Lines whose words are dealt out to furniture and passages of any kind, each word once."""
    lines, passages, furniture = [], [], []
    for index in range(draw(st.integers(0, 8))):
        words = draw(st.lists(printed, min_size=1, max_size=5))
        line = make_line(" ".join(words), baseline=80 + 14 * index)
        lines.append(line)
        count = len(line.words)
        if draw(st.booleans()):
            cut = draw(st.integers(0, count))
            spans = [Span(index, 0, cut), Span(index, cut, count)]
            passages += [Passage(draw(st.sampled_from(KINDS)), (span,)) for span in spans if span.start < span.end]
        else:
            furniture.append(Furniture("other", 1, (index,)))
    texts = tuple(
        Text(
            passage.kind,
            " ".join(word.text for span in passage.spans for word in lines[span.line].words[span.start : span.end]),
            index,
        )
        for index, passage in enumerate(passages)
    )
    return Document(
        source=make_source(),
        engine="hand",
        fonts=(Font("Serif", bold=False, italic=False),),
        pages=(make_page(lines),),
        lines=tuple(lines),
        furniture=tuple(furniture),
        passages=tuple(passages),
        texts=texts,
    )


@SETTINGS
@given(claimed_documents())
def test_what_is_claimed_once_balances_and_makes_a_record_that_reads_back(doc):
    article = to_article(doc)
    data = dumps(article)
    assert loads(data) == article
    assert not list(VALIDATOR.iter_errors(json.loads(data)))
    assert [problem for problem in check_article(article) if "NFC" not in problem[1]] == []
    assert article.accounting.chars == sum(line.text.count("") - 1 - line.text.count(" ") for line in doc.lines)


@SETTINGS
@given(claimed_documents(), st.data())
def test_a_claim_taken_away_or_doubled_is_always_seen(doc, data):
    if not doc.passages:
        return
    index = data.draw(st.integers(0, len(doc.passages) - 1))
    kept = doc.passages[:index] + doc.passages[index + 1 :]
    doubled = (*doc.passages, doc.passages[index])
    for passages in (kept, doubled):
        with pytest.raises(OutputInvalidError):
            count_glyphs(replace(doc, passages=passages))


@st.composite
def unread_documents(draw: st.DrawFn) -> Document:
    """Pages strewn with words in any place, size and style, as an engine might hand over a broken file."""
    words = st.sampled_from(
        ["Pendahuluan", "1.", "2", "kata", "Tabel 1.", "Abstrak", "Daftar Pustaka", "a@b.id", "non-", "(2013)", "Ibid.",
         "Gambar 2", "*", "\ufffd", "ﬁ", "—", "العربية", "http://a.id/x-", "ISSN 1234-5678", "Vol. 3", "\u200b"]
    ) | printed  # fmt: skip
    pages = []
    for number in range(1, 1 + draw(st.integers(1, 3))):
        lines = [
            make_line(
                " ".join(draw(st.lists(words, min_size=1, max_size=6))),
                page=number,
                x0=draw(st.sampled_from([40.0, 72.0, 90.0, 310.0, 500.0]) | st.floats(0, 590)),
                baseline=draw(st.sampled_from([60.0, 72.0, 86.0, 100.0, 114.0, 780.0]) | st.floats(5, 840)),
                size=draw(st.sampled_from([10.0, 12.0, 7.0]) | st.floats(1, 60)),
            )
            for _ in range(draw(st.integers(0, 12)))
        ]
        rules = draw(
            st.lists(st.builds(lambda x, y, w: Rule(x, y, x + w, y + 0.5), *[st.floats(0, 500)] * 3), max_size=4)
        )
        pages.append(make_page(lines, number, rules=tuple(rules)))
    fonts = (Font("Serif", bold=False, italic=False),)
    return Document(source=make_source(), engine="hand", fonts=fonts, pages=tuple(pages))


@SETTINGS
@given(unread_documents())
def test_no_stage_loses_a_glyph_or_breaks_a_promise_whatever_the_page(doc):
    article = to_article(run(doc))
    assert article.accounting.unaccounted == 0
    assert list(check_article(article)) == []
    assert not list(VALIDATOR.iter_errors(json.loads(dumps(article))))


@SETTINGS
@given(unread_documents())
def test_the_same_document_gives_the_same_bytes(doc):
    assert dumps(to_article(run(doc))) == dumps(to_article(run(doc)))


@SETTINGS
@given(unread_documents())
def test_reading_order_is_a_permutation_of_the_lines_that_are_no_furniture(doc):
    names = [stage.name for stage in STAGES]
    doc = run(doc, STAGES[: names.index("columns") + 1])
    furniture = [index for item in doc.furniture for index in item.lines]
    order = [index for column in doc.columns for index in column.lines]
    assert sorted(furniture + order) == list(range(len(doc.lines)))


@given(st.binary(min_size=1, max_size=80).filter(lambda name: b"/" not in name and b"\0" not in name))
def test_no_file_name_leads_out_of_the_output_folder(name):
    (task,) = find_tasks_of(Path(os.fsdecode(name)))
    out = Path("/out")
    assert Path(os.path.normpath(out / f"{task.name}.json")).is_relative_to(out)
    line = readable(task.source)
    assert line.isprintable() and "\n" not in line
    line.encode()


def find_tasks_of(path: Path):
    from pipeline.runs.inputs import _task

    return [_task(Path("/in") / path.name, Path(path.name))] if path.name else [_task(Path("/in/x"), Path("x"))]


def test_find_tasks_takes_relative_paths_with_parents(tmp_path, monkeypatch):
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "a.pdf").touch()
    monkeypatch.chdir(tmp_path / "in" / "deep")
    assert [task.name for task in find_tasks([Path("..")], Path("out"))] == ["a"]
    assert [task.name for task in find_tasks([Path("../a.pdf")], Path("out"))] == ["a"]
