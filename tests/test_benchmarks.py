"""The benchmark program itself: turns, ratios, tables, repeated pages; its figures are nobody's business here."""

from __future__ import annotations

import pytest

from benchmarks import report, scale
from benchmarks.clock import Contender, Series, ratio, time_in_turns
from benchmarks.contenders import BASE
from benchmarks.stage_times import time_stages
from pipeline.read import read_pdf_bytes
from pipeline.stages import STAGES
from tests.pdf_files import article_pdf


def test_contenders_take_turns_on_each_file():
    calls: list[tuple[str, bytes]] = []
    field = [Contender(name, lambda data, name=name: calls.append((name, data))) for name in "ab"]
    series = time_in_turns(field, [(b"1", 2), (b"2", 3)], rounds=2)
    once = [("a", b"1"), ("b", b"1"), ("a", b"2"), ("b", b"2")]
    assert calls == once * 3  # the first round warms up
    assert [item.name for item in series] == ["a", "b"]
    assert all(len(item.rounds) == 2 for item in series)


def test_ratios_are_taken_round_by_round():
    assert ratio(Series("a", (1.0, 4.0, 3.0)), Series("b", (2.0, 4.0, 3.0))) == (1.0, 0.5, 1.0)


def test_the_table_of_contenders_compares_with_the_base():
    text = report.contender_table([Series(BASE, (100.0, 100.0)), Series("fast", (5.0, 6.0))])
    assert text.splitlines()[-1] == "| fast | 5.5 | 0.055 (0.050 to 0.060) |"


def test_every_stage_is_timed():
    times = time_stages([(article_pdf(), 2)], rounds=1)
    assert [item.name for item in times] == ["read", *(stage.name for stage in STAGES), "export", "write"]
    assert all(item.milliseconds >= 0 for item in times)


@pytest.mark.parametrize("count", [1, 5])
def test_pages_are_repeated(count: int) -> None:
    doc = read_pdf_bytes(scale.repeat_pages(article_pdf(), count), "a.pdf")
    assert len(doc.pages) == count
    assert all(page.chars for page in doc.pages)


def test_growth_is_measured_against_ten_pages():
    rows = [scale.Growth(1, 30.0, 90.0), scale.Growth(10, 20.0, 95.0), scale.Growth(400, 22.0, 120.0)]
    assert report.growth_table(rows).splitlines()[-1] == "| 400 | 22.0 | 1.10 | 120 |"
