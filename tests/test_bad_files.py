"""Bad files end in a sound record or in a failure with a type, within their limits, and do nothing else."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest

from pipeline.check import check_folder
from pipeline.runs.batch import Options, run_batch
from pipeline.runs.pool import Limits
from tests.bad_files import SOUND, bad_files
from tests.fuzz import DEFECTS, MUTATIONS, fuzz, mutate
from tests.pdf_files import article_pdf, assemble

SHARED = Path(__file__).parents[2] / "shared" / "bad-pdfs"
LIMITS = Limits(timeout=4.0, memory=1024)
EXPECTED = {
    "empty": "input_file",
    "jpeg": "input_file",
    "html": "input_file",
    "zip": "input_file",
    "noise": "input_file",
    "header-only": "input_file",
    "encrypt-user-password": "encrypted",
    "encrypt-owner-only": None,
    "junk-before-header": None,
    "junk-after-end": None,
    "truncated-99": None,
    "xref-missing": None,
    "startxref-past-end": None,
    "xref-prev-is-itself": None,
    "length-short": None,
    "length-long": None,
    "form-in-itself": None,
    "forms-in-a-ring": None,
    "font-missing": None,
    "rotate-minus-90": None,
    "text-none": None,
    "action-javascript": None,
    "info-broken": None,
}
"""How some of them must end: None is a record."""


def run_and_check(papers: Path, out: Path) -> dict[str, str | None]:
    """Run the folder and return the code of each file; checks what holds for all of them."""
    report = run_batch([papers], out, Options(jobs=2, limits=LIMITS))
    codes = {result.name: result.code for result in report.results}
    wrong = [f"{result.name}: {result.code}: {result.message}" for result in report.failures if result.code in DEFECTS]
    assert wrong == []
    assert list(check_folder(out)) == []
    for name, code in codes.items():
        if code is None:
            record = json.loads((out / f"{name}.json").read_bytes())
            assert record["accounting"]["chars"] or record["diagnostics"], f"{name}: no text, and nothing is said of it"
    return codes


@pytest.mark.timeout(300)
def test_every_generated_bad_file_ends_in_order(tmp_path):
    papers = tmp_path / "papers"
    papers.mkdir()
    names = []
    for name, data in bad_files():
        (papers / f"{name}.pdf").write_bytes(data)
        names.append(name)
    codes = run_and_check(papers, tmp_path / "out")
    assert len(names) >= 150 and sorted(names) == sorted(codes)
    assert {name: codes[name] for name in EXPECTED} == EXPECTED
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "papers"]


@pytest.mark.timeout(300)
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared bad PDFs are not here")
def test_every_shared_bad_file_ends_in_order(tmp_path):
    run_and_check(SHARED, tmp_path / "out")


def test_nothing_in_a_file_is_fetched(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/".encode()
        action = b"<< /S /URI /URI (%s) /Next << /S /JavaScript /JS (app.launchURL\\('%s'\\)) >> >>" % (
            address,
            address,
        )
        catalog = b"<< /Type /Catalog /Pages 2 0 R /OpenAction %s /AA << /O %s >> >>" % (action, action)
        (tmp_path / "a.pdf").write_bytes(assemble({**SOUND, 1: catalog}))
        report = run_batch([tmp_path / "a.pdf"], tmp_path / "out", Options(limits=LIMITS))
        assert report.count("written") == 1
        with pytest.raises(TimeoutError):
            server.accept()


def test_mutations_change_the_file_and_are_the_same_every_time():
    seeds = [article_pdf()]
    made = [mutate(seeds, number, 1) for number in range(40)]
    assert made == [mutate(seeds, number, 1) for number in range(40)]
    assert sum(data != seeds[0] for data in made) > 35
    assert len({mutation.__name__ for mutation in MUTATIONS}) == 6


@pytest.mark.timeout(300)
def test_a_few_damaged_samples_end_in_order():
    ends, faults = fuzz(50, seconds=120, seed=2)
    assert faults == []
    assert ends["record"] > 10
