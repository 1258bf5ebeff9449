"""The pages in ``docs`` say what there is, and nothing that there is not; the commands and code that they show run."""

from __future__ import annotations

import ast
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from docs.generate import FIELDS, PAGES, list_parameters, sample_scores
from pipeline import STAGES, ExitCode, PipelineError
from pipeline.cli import COMMANDS
from pipeline.runs.report import _kinds

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
TEXTS = {path.name: path.read_text(encoding="utf-8") for path in sorted(DOCS.glob("*.md"))}
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
NAVIGATION = re.findall(r"^\s+- (?:[^:\n]+: )?([\w-]+\.md)$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.M)
OWN_OPTIONS = {"--help", "--version", "--install-completion", "--show-completion"}
"""Options that Typer adds to every command, or to the program."""

RUN_PAGES = ("tutorial.md", "recipes.md")
"""Pages whose commands and code a reader runs from top to bottom in a clone."""


# Generated pages


@pytest.mark.parametrize("name", PAGES)
def test_generated_pages_are_current(name):
    assert TEXTS[name] == PAGES[name]() + "\n", "run: make docs"


def test_every_stage_command_and_target_has_its_place():
    for number, stage in enumerate(STAGES, 1):
        assert f"\n## {number}. {stage.name}\n" in TEXTS["stages.md"]
    for command in COMMANDS:
        assert f"\n## naskah {command}\n" in TEXTS["commands.md"]
    for target in TARGETS:
        assert f"| `make {target}` |" in TEXTS["commands.md"]


def test_the_scores_shown_are_not_better_than_those_pinned():
    rows = re.findall(r"^\| `(\w+)` \| .* \| ([\d.]+) \| ([\d.]+) \| \d+ \|$", TEXTS["accuracy.md"], re.MULTILINE)
    assert [name for name, _, _ in rows] == list(FIELDS)
    scores = sample_scores()
    for name, mean, lowest in rows:
        assert float(mean) <= sum(scores[name]) / len(scores[name]), f"{name}: run make docs"
        assert float(lowest) <= min(scores[name]), f"{name}: run make docs"


# The site


def test_the_navigation_names_every_page_once():
    assert sorted(NAVIGATION) == sorted(TEXTS)


@pytest.mark.parametrize("name", TEXTS)
def test_links_lead_to_pages_and_headings(name):
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#\s]*)(?:#([^)]*))?\)", TEXTS[name]):
        page = target or name
        assert (DOCS / page).is_file(), f"{name}: {target}"
        if anchor:
            assert anchor in set(_anchors(TEXTS[page])), f"{name}: {target}#{anchor}"


def _anchors(text: str) -> Iterator[str]:
    for heading in re.findall(r"^#+ (.*)$", re.sub(r"```.*?```", "", text, flags=re.DOTALL), re.MULTILINE):
        yield re.sub(r"[\s]+", "-", re.sub(r"[^\w\s-]", "", heading).strip().lower())


@pytest.mark.skipif(find_spec("mkdocs") is None, reason="the site's builder is an extra: make docs")
def test_the_site_builds(tmp_path):
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "site")]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("name", TEXTS)
def test_no_page_names_a_place_of_one_machine(name):
    assert not re.search(r"/(root|home|work|tmp)/", TEXTS[name])


@pytest.mark.parametrize("name", TEXTS)
def test_files_named_in_the_pages_exist(name):
    for path in re.findall(
        r"`((?:pipeline|schemas|tests|samples|docs|benchmarks|accuracy)/[\w/.-]*\w/?)`", TEXTS[name]
    ):
        assert (ROOT / path).exists(), path


# Commands shown


def _shown_commands(text: str) -> Iterator[str]:
    """Yield the commands in blocks of shell and in inline code."""
    for block in re.findall(r"^```(?:sh|bash|console)\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
        for line in block.replace("\\\n", " ").split("\n"):
            yield re.sub(r"\s+#\s.*", "", line.removeprefix("$ ")).strip()
    yield from re.findall(r"`((?:naskah|make) [^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))


def _words(command: str) -> list[str]:
    return [word.removeprefix(".venv/bin/") for word in shlex.split(command, comments=True)]


@pytest.mark.parametrize("name", TEXTS)
def test_shown_commands_exist_with_their_options(name):
    for command in _shown_commands(TEXTS[name]):
        words = _words(command)
        if words[:1] == ["naskah"] or words[:3] == ["python", "-m", "pipeline"]:
            _check_naskah(command, words[1:] if words[0] == "naskah" else words[3:])
        elif words[:1] == ["make"]:
            named = {word for word in words[1:] if re.fullmatch("[a-z]+", word)}
            assert named <= TARGETS, command
        elif words[:2] == ["python", "-m"]:
            assert find_spec(words[2]) is not None, command


def _check_naskah(command: str, words: list[str]) -> None:
    name = next((word for word in words if not word.startswith("-")), None)
    options = {re.split("=", word)[0] for word in words if re.match(r"--?[a-z]", word)}
    if name is not None and name != "COMMAND":
        assert name in COMMANDS, command
        known = {option for parameter in list_parameters(name) for option in parameter.names}
        assert options <= known | OWN_OPTIONS, command
    else:
        assert options <= OWN_OPTIONS, command


def test_the_check_of_commands_can_fail():
    with pytest.raises(AssertionError):
        _check_naskah("", ["run", "papers", "--outt", "records"])
    with pytest.raises(AssertionError):
        _check_naskah("", ["walk", "papers"])
    assert list(_shown_commands("a `make tea` b\n```sh\nnaskah walk \\\n  x # y\n```\n")) == [
        "naskah walk    x",
        "",
        "make tea",
    ]


# Commands and code run


def _steps(text: str) -> Iterator[tuple[str, str]]:
    """Yield the blocks of shell and Python of a page, in order."""
    yield from re.findall(r"^```(sh|python)\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


SAMPLES = sorted(set(re.findall(r"samples/pdf/([\w-]+)\.pdf", "".join(TEXTS[page] for page in RUN_PAGES))))
"""The samples that the pages name: the others take time and show the same."""


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """Return a folder that looks like a clone that make has set up: samples, Makefile, and an environment."""
    folder = tmp_path_factory.mktemp("clone")
    for name in ("Makefile", "pyproject.toml"):
        (folder / name).symlink_to(ROOT / name)
    for kind, suffix in (("pdf", ".pdf"), ("expected", ".json")):
        (folder / "samples" / kind).mkdir(parents=True)
        for name in SAMPLES:
            (folder / "samples" / kind / (name + suffix)).symlink_to(ROOT / "samples" / kind / (name + suffix))
    programs = folder / ".venv" / "bin"
    programs.mkdir(parents=True)
    for name, arguments in (("python", ""), ("naskah", "-m pipeline")):
        (programs / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {arguments} "$@"\n', encoding="utf-8")
        (programs / name).chmod(0o755)
    (folder / ".venv" / ".installed").touch()
    return folder


@pytest.mark.timeout(300)
@pytest.mark.parametrize("page", RUN_PAGES)
def test_what_a_page_shows_runs(page, clone):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for kind, block in _steps(TEXTS[page]):
        missing = _missing_packages(block) if kind == "python" else _missing_for_export(block)
        if not missing:
            command = [sys.executable, "-c", block] if kind == "python" else ["bash", "-euo", "pipefail", "-c", block]
            result = subprocess.run(command, cwd=clone, env=environment, capture_output=True, text=True, check=False)
            assert result.returncode == 0, f"{block}\n{result.stdout}\n{result.stderr}"


PACKAGES = {"parquet": "pyarrow", "spacy": "spacy"}
"""What an export needs that may not be installed."""


def _missing_for_export(block: str) -> set[str]:
    return {package for form, package in PACKAGES.items() if f"--to {form}" in block and find_spec(package) is None}


def _missing_packages(code: str) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").split(".")[0])
    return {name for name in names if find_spec(name) is None}


# Errors and diagnostics


def _rows(section: str) -> list[list[str]]:
    """Return the cells of the table below a heading of the page of errors."""
    text = re.split(rf"^## {section}$", TEXTS["errors.md"], flags=re.MULTILINE)[1].split("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.split("\n") if line.startswith("| ")]
    return rows[1:]


def test_every_exit_code_and_failure_is_explained():
    rows = {int(row[0]): set(re.findall(r"`(\w+)`", row[1])) for row in _rows("Exit codes")}
    assert set(rows) == {int(code) for code in ExitCode}
    for kind in _kinds(PipelineError):
        assert kind.code in rows[int(kind.exit_code)], kind


class _Codes(ast.NodeVisitor):
    """Finds the codes that a module gives to ``Diagnostic``, and functions that pass one on."""

    def __init__(self) -> None:
        self.functions: list[ast.FunctionDef] = []
        self.codes: set[str] = set()
        self.patterns: set[str] = set()
        self.passed_on: set[tuple[str, int]] = set()
        self.calls: list[tuple[str, ast.Call]] = []

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self.functions.append(node)
        self.generic_visit(node)
        self.functions.pop()

    def visit_Call(self, node: ast.Call) -> None:
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        self.calls.append((name, node))
        if name == "Diagnostic" and len(node.args) > 1:
            self._take(node.args[1])
        self.generic_visit(node)

    def _take(self, code: ast.expr) -> None:
        function = self.functions[-1]
        parameters = [argument.arg for argument in function.args.args]
        if isinstance(code, ast.Constant):
            self.codes.add(str(code.value))
        elif isinstance(code, ast.JoinedStr):
            parts = [str(part.value) if isinstance(part, ast.Constant) else r"\w+" for part in code.values]
            self.patterns.add("".join(parts))
        elif isinstance(code, ast.Name) and code.id in parameters:
            self.passed_on.add((function.name, parameters.index(code.id)))
        elif isinstance(code, ast.Name) and (looped := set(_looped_over(function, code.id))):
            self.codes |= looped
        else:
            raise AssertionError(f"cannot tell the code of line {code.lineno} in {function.name}")


def _looped_over(function: ast.FunctionDef, name: str) -> Iterator[str]:
    """Yield the constants that a loop over a tuple written out gives to a name."""
    for loop in ast.walk(function):
        if not isinstance(loop, ast.For) or not isinstance(loop.iter, ast.Tuple | ast.List):
            continue
        targets = loop.target.elts if isinstance(loop.target, ast.Tuple) else [loop.target]
        for position, target in enumerate(targets):
            if isinstance(target, ast.Name) and target.id == name:
                for item in loop.iter.elts:
                    value = item.elts[position] if isinstance(item, ast.Tuple) else item
                    if isinstance(value, ast.Constant):
                        yield str(value.value)


def _find_codes(sources: list[str]) -> tuple[set[str], set[str]]:
    """Return the codes of diagnostics in the sources, and patterns of those put together at run time."""
    found = [_Codes() for _ in sources]
    for visitor, source in zip(found, sources, strict=True):
        visitor.visit(ast.parse(source))
    codes = {code for visitor in found for code in visitor.codes}
    passed_on = {item for visitor in found for item in visitor.passed_on}
    for name, node in (call for visitor in found for call in visitor.calls):
        for function, position in passed_on:
            if name == function and len(node.args) > position and isinstance(node.args[position], ast.Constant):
                codes.add(str(node.args[position].value))
    return codes, {pattern for visitor in found for pattern in visitor.patterns}


def test_every_diagnostic_is_explained():
    codes, patterns = _find_codes([path.read_text("utf-8") for path in sorted((ROOT / "pipeline").rglob("*.py"))])
    documented = {code for row in _rows("Diagnostics") for code in re.findall(r"`(\w+)`", row[0])}
    assert codes - documented == set()
    left = documented - codes
    for pattern in patterns:
        matching = {code for code in left if re.fullmatch(pattern, code)}
        assert matching, f"no code like {pattern}"
        left -= matching
    assert left == set(), "these codes are no longer in the source"


def test_the_search_for_diagnostics_finds_all_ways_of_naming_one():
    source = """
def a(doc):
    return [Diagnostic("s", "plain_code", "info", 1, ""), Diagnostic("s", f"no_{doc}", "info", 1, "")]
def b(code):
    return Diagnostic("s", code, "info", 1, "")
def c():
    b("passed_on")
    for code, hidden in (("loops", a), ("in_loop", b)):
        yield Diagnostic("s", code, "info", 1, "")
"""
    assert _find_codes([source]) == ({"plain_code", "passed_on", "loops", "in_loop"}, {r"no_\w+"})
