"""The documents say what there is: every stage, command, option, target, exit code and file of the run."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from pipeline import STAGES, ExitCode, PipelineError, __version__
from pipeline.cli import COMMANDS
from pipeline.report import _kinds

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


def test_the_excerpt_is_from_a_real_record():
    """Whatever the README shows of a block or note stands so in the record of the sample; lists may be cut short."""
    import json

    from pipeline import process
    from schemas import dumps

    shown = re.search(r"```json\n(.*?)\n```", README, re.DOTALL)
    sample = re.search(r"\]\((samples/pdf/[\w-]+\.pdf)\)", README)
    assert shown is not None and sample is not None
    record = json.loads(dumps(process(ROOT / sample.group(1))))
    for layer, things in json.loads(shown.group(1)).items():
        real = {thing["id"]: thing for thing in record[layer]}
        for thing in things:
            for key, value in thing.items():
                found = real[thing["id"]][key]
                assert (found[: len(value)] if isinstance(value, list) else found) == value, (thing["id"], key)
