"""The documents say what there is: every stage, command, option, target, exit code and file of the run."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipeline import STAGES, ExitCode, PipelineError, __version__, process
from pipeline.cli import COMMANDS
from pipeline.runs.report import _kinds
from schemas import dumps

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")


def test_the_stage_table_is_the_tuple():
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \| ([^|]+) \|$", README, re.MULTILINE)
    assert [(name, adds) for name, _, adds in rows] == [
        (stage.name, ", ".join(f"`{layer}`" for layer in sorted(stage.adds))) for stage in STAGES
    ]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command):
    assert f"naskah {command}" in README


def test_every_exit_code_is_in_the_readme():
    rows = {int(number) for number in re.findall(r"^\| (\d+) \| `[\w`, ]+` \|", README, re.MULTILINE)}
    assert rows == {int(code) for code in ExitCode}
    for kind in _kinds(PipelineError)[1:]:
        assert f"`{kind.code}`" in README


def test_every_target_is_explained_and_mentioned():
    phony = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)
    assert phony is not None
    for target in phony.group(1).split():
        assert re.search(rf"^{target}:.*  ## \w", MAKEFILE, re.MULTILINE), target
    for target in ("run", "test"):
        assert f"make {target}" in README


def test_targets_and_files_named_in_the_documents_exist():
    targets = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
    for name in DOCUMENTS:
        text = (ROOT / name).read_text(encoding="utf-8")
        for command in re.findall(r"`make ((?:[a-z]+ ?)+)", text):
            assert set(command.split()) <= targets, f"{name}: make {command}"
        for path in re.findall(r"`((?:pipeline|schemas|tests|samples|docs|benchmarks|accuracy)/[\w/.]*\w/?)`", text):
            assert (ROOT / path).exists(), f"{name}: {path}"
        for path in re.findall(r"\]\((?!http|#)([^)#]+)", text):
            assert (ROOT / path).exists(), f"{name}: {path}"


def test_every_error_tree_line_names_a_class_with_its_code():
    import pipeline.errors

    tree = re.findall(r"(\w+Error)\s+(\d+)", pipeline.errors.__doc__ or "")
    kinds = {kind.__name__: int(kind.exit_code) for kind in _kinds(PipelineError)[1:]}
    assert {name: int(code) for name, code in tree} == {
        name: code for name, code in kinds.items() if name != "NoTextLayerError" or (name, str(code)) in tree
    }


def test_the_version_is_named_once():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "version" in project["project"]["dynamic"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", __version__)


def test_every_package_is_listed_for_the_wheel():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    listed = set(project["tool"]["setuptools"]["packages"])
    found = {
        ".".join(path.parent.relative_to(ROOT).parts)
        for top in ("pipeline", "schemas")
        for path in (ROOT / top).rglob("__init__.py")
    }
    assert listed == found


def test_no_committed_document_names_a_place_of_one_machine():
    for name in DOCUMENTS:
        assert not re.search(r"/(root|home|work|tmp)/", (ROOT / name).read_text(encoding="utf-8")), name


BLOCK_KEYS = ("id", "kind", "section", "text", "lang", "segments", "anchors", "regions")
NOTE_KEYS = ("id", "marker", "text", "anchor")
SHOWN_SEGMENTS = 2


def excerpt(record: dict[str, Any]) -> dict[str, Any]:
    """Return what the README shows of a record: a paragraph over two columns that calls a note, and the note."""
    block = next(b for b in record["blocks"] if b["kind"] == "paragraph" and len(b["regions"]) == 2 and b["anchors"])
    note = next(n for n in record["footnotes"] if n["id"] == block["anchors"][0]["note"])
    shown = {key: block[key] for key in BLOCK_KEYS}
    shown["segments"] = shown["segments"][:SHOWN_SEGMENTS]
    return {"blocks": [shown], "footnotes": [{key: note[key] for key in NOTE_KEYS}]}


def test_the_excerpt_is_from_a_real_record(request):
    sample = re.search(r"\]\((samples/pdf/[\w-]+\.pdf)\)", README)
    shown = re.search(r"(?<=```json\n)(.*?)(?=\n```)", README, re.DOTALL)
    assert sample is not None and shown is not None
    expected = excerpt(json.loads(dumps(process(ROOT / sample.group(1)))))
    if request.config.getoption("--regen"):
        text = json.dumps(expected, indent=2, ensure_ascii=False)
        text = re.sub(r"\{\s+([^{}]{1,90}?)\s+\}", lambda found: "{" + re.sub(r"\s+", " ", found[1]) + "}", text)
        text = re.sub(r"\[\s+([\d.,\s]+?)\s+\]", lambda found: "[" + re.sub(r"\s+", " ", found[1]) + "]", text)
        text = re.sub(r"\{\s+([^{}]{1,90}?)\s+\}", lambda found: "{" + re.sub(r"\s+", " ", found[1]) + "}", text)
        (ROOT / "README.md").write_text(README.replace(shown[0], text), encoding="utf-8")
        shown = re.match(r"(.*)", text, re.DOTALL)
    assert shown is not None and json.loads(shown[1]) == expected, "run: make golden"
