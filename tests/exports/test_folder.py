"""Folders of records: what is written where, what is refused, and that the bytes are always the same."""

from __future__ import annotations

import subprocess
import sys

import pytest

from pipeline import BadArgumentsError, ExitCode, FileAccessError
from pipeline.cli import run_cli
from pipeline.exports import FORMATS, export_records
from schemas import dump, dumps
from tests.exports.records import ROOT, bare, hostile


@pytest.fixture
def records(tmp_path):
    folder = tmp_path / "records"
    (folder / "sub").mkdir(parents=True)
    (folder / "_run").mkdir()
    (folder / "_run" / "run.json").write_text("{}")
    dump(hostile(), folder / "sub" / "a.b.json")
    dump(bare(), folder / "c.json")
    return folder


def files(folder) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_the_same_bytes_twice(name, records, tmp_path):
    for out in ("one", "two"):
        results = list(export_records(records, FORMATS[name], tmp_path / out))
        assert [(result.record, result.problem) for result in results] == [("c", None), ("sub/a.b", None)]
    first = files(tmp_path / "one")
    assert first == files(tmp_path / "two")
    suffixes = [suffix for suffix, _ in FORMATS[name].files]
    wanted = {f"{record}{suffix}" for record in ("c", "sub/a.b") for suffix in suffixes}
    assert set(first) == (wanted or {"articles.parquet", "paragraphs.parquet"})


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "parquet"])
def test_hash_order_changes_nothing(name, records, tmp_path):
    suffix, write = FORMATS[name].files[0]
    code = (
        "import sys; from schemas import load; from pipeline.exports import FORMATS;"
        f"sys.stdout.buffer.write(FORMATS[{name!r}].files[0][1](load(sys.argv[1])))"
    )
    path = records / "sub" / "a.b.json"
    command = [sys.executable, "-c", code, str(path)]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, env={"PYTHONHASHSEED": "7"}, check=True)
    assert done.stdout == write(hostile()), suffix


def test_one_record_alone(records, tmp_path):
    (result,) = export_records(records / "sub" / "a.b.json", FORMATS["jats"], tmp_path / "out")
    assert [path.name for path in result.files] == ["a.b.jats.xml"]


@pytest.mark.parametrize("name", ["text", "parquet"])
def test_a_bad_record_stops_no_other(name, records, tmp_path):
    (records / "bad.json").write_text('{"id": 3}')
    results = {result.record: result for result in export_records(records, FORMATS[name], tmp_path / "out")}
    assert results["bad"].problem is not None and results["bad"].problem.startswith("is no record: ")
    assert results["c"].files and results["sub/a.b"].files and not results["bad"].files


def test_files_stay_out_of_the_records(records):
    with pytest.raises(BadArgumentsError, match="inside"):
        list(export_records(records, FORMATS["csl-json"], records / "csl"))


def test_nothing_to_read(tmp_path):
    with pytest.raises(FileAccessError, match="There is no"):
        list(export_records(tmp_path / "none", FORMATS["text"], tmp_path / "out"))
    (tmp_path / "empty").mkdir()
    with pytest.raises(FileAccessError, match="no records"):
        list(export_records(tmp_path / "empty", FORMATS["text"], tmp_path / "out"))


def test_nowhere_to_write(records, tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(FileAccessError, match="Cannot write"):
        list(export_records(records, FORMATS["text"], tmp_path / "file"))


def test_the_command(records, tmp_path, capsys):
    out = tmp_path / "out"
    code = run_cli(["export", str(records), "--to", "jats", "--to", "text", "--out", str(out)])
    assert code == ExitCode.OK
    assert set(files(out)) == {"c.jats.xml", "c.txt", "sub/a.b.jats.xml", "sub/a.b.txt"}
    assert "jats: 2 files" in capsys.readouterr().err


def test_the_command_says_what_is_wrong(records, tmp_path, capsys):
    assert run_cli(["export", str(records), "--to", "docx", "--out", str(tmp_path / "o")]) == ExitCode.BAD_ARGUMENTS
    assert "choose jats, tei" in capsys.readouterr().err
    (records / "bad.json").write_text("[")
    assert run_cli(["export", str(records), "--to", "text", "--out", str(tmp_path / "o")]) == ExitCode.INPUT_FILE
    assert "bad is no record" in capsys.readouterr().err


def test_exports_need_nothing_of_the_pdf_stack():
    heavy = {"pdfplumber", "pdfminer", "pypdfium2", "pdf_oxide", "spacy", "pyarrow", "wordfreq"}
    code = f"import sys, pipeline.exports; print({{n.split('.')[0] for n in sys.modules}} & {heavy})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "set()"


def test_exporting_changes_no_record():
    before = dumps(hostile())
    for form in FORMATS.values():
        for _, write in form.files:
            write(hostile())
    assert dumps(hostile()) == before


def test_every_format_and_file_is_in_the_documents():
    text = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
    help_text = (ROOT / "pipeline" / "commands" / "export.py").read_text(encoding="utf-8")
    for name, form in FORMATS.items():
        assert f"| `{name}` |" in text
        assert name in help_text.split('help="jats')[1].split(";")[0] or name == "jats"
        for suffix, _ in form.files:
            assert f"`NAME{suffix}`" in text
