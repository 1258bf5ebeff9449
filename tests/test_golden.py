"""Whole records of two samples, to show what a change does that no score shows. ``make golden`` rewrites them.

Not the truth, which is in ``samples/expected``: these say what naskah writes, right or wrong.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import process
from schemas import dumps

ROOT = Path(__file__).parents[1]
GOLDEN = Path(__file__).with_name("golden")
NAMES = ("jom-sosial-kota-kembar", "kesehatan-anemia")


@pytest.mark.parametrize("name", NAMES)
def test_the_record_is_as_it_was(name, request):
    record = dumps(process(ROOT / "samples" / "pdf" / f"{name}.pdf"))
    path = GOLDEN / f"{name}.json"
    if request.config.getoption("--regen"):
        path.write_bytes(record)
    assert path.exists(), "run: make golden"
    expected = path.read_text(encoding="utf-8").splitlines()
    assert record.decode().splitlines() == expected, "if the change is meant: make golden, and read the diff"


def test_nothing_else_lies_there():
    assert {path.name for path in GOLDEN.iterdir()} == {f"{name}.json" for name in NAMES}


def test_the_flag_that_rewrites_is_off(request):
    assert not request.config.getoption("--regen")
