"""Writes the pages that come from the code: ``python -m docs.generate``.

``stages.md`` from the stages, ``record.md`` from the record's schema, ``commands.md`` from the command line and the
Makefile, and the table of ``accuracy.md`` from the pinned scores of the samples. ``tests/test_site.py`` fails where a
page is not what the code gives, or promises more than the scores.
"""

from __future__ import annotations

import inspect
import json
import math
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple, get_args, get_type_hints

from pipeline import STAGES, Stage
from pipeline.cli import COMMANDS

HERE = Path(__file__).parent
ROOT = HERE.parent
SCHEMA = ROOT / "schemas" / "article.schema.json"
NOTICE = "<!-- Written by python -m docs.generate: change the code, not this page. -->"


# Stages


def stages_page() -> str:
    """Return the page of the stages: what each does, needs and adds, then which stage fills which layer."""
    head = """# Stages

A PDF is read into a `Document`: pages with glyphs, lines and pictures. Then the stages run, one after the other. Each
is a pure function from `Document` to `Document`: it reads the layers that it *needs*, fills the layers that it *adds*,
and may append to `diagnostics`. Nothing is ever taken away, so that after any stage you can look at what was known by
then: `naskah draw paper.pdf --out pictures --stage columns`. At the end `pipeline.to_article` turns the document into
[the record](record.md).

`naskah stages` prints the same list. [One stage replaced](recipes.md#one-stage-replaced) shows how to put your own in
its place."""
    return "\n\n".join([NOTICE, head, *(_stage(number, stage) for number, stage in enumerate(STAGES, 1)), _layers()])


def _stage(number: int, stage: Stage) -> str:
    module = inspect.getmodule(stage.run)
    about = _paragraphs(inspect.getdoc(module) or "")[0]
    paragraphs = [_without_needs(text) for text in _paragraphs(inspect.getdoc(stage.run) or "")]
    home = f"{stage.run.__module__}.{stage.run.__name__}"
    facts = [f"- needs: {_names(stage.needs)}", f"- adds: {_names(stage.adds)}", f"- function: `{home}`"]
    return "\n\n".join([f"## {number}. {stage.name}", about, *filter(None, paragraphs), "\n".join(facts)])


def _paragraphs(docstring: str) -> list[str]:
    """Return the paragraphs of a docstring in Markdown."""
    return [re.sub(r"\s*\n\s*", " ", text).replace("``", "`") for text in docstring.split("\n\n")] or [""]


def _without_needs(text: str) -> str:
    """Return the paragraph without the plain lists of layers, which the page takes from the stage itself."""
    text = re.sub(r"Needs: [\w, ]+\.\s*", "", text)
    text = re.sub(r"Adds: [\w, ]+\.\s*|\bRaises nothing[.;]\s*", "", text).strip()
    return text[:1].upper() + text[1:]


def _names(layers: frozenset[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(layers))


def _layers() -> str:
    rows = ["## Layers", "", "| Layer | Filled by | Read by |", "|---|---|---|"]
    filled = {layer: stage.name for stage in STAGES for layer in sorted(stage.adds)}
    known = sorted({layer for stage in STAGES for layer in stage.needs} - filled.keys())
    for layer in [*known, *filled]:
        readers = ", ".join(stage.name for stage in STAGES if layer in stage.needs)
        rows.append(f"| `{layer}` | {filled.get(layer, 'reading the PDF')} | {readers or 'the record'} |")
    return "\n".join(rows)


# Record


def record_page() -> str:
    """Return the page of the record: each model of the schema with all its fields."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    version = schema["properties"]["schema_version"]["const"]
    head = f"""# The record

One JSON object per PDF, UTF-8. This is schema version **{version}**; `naskah schema` prints it as JSON Schema (draft
2020-12). Every key is there in every record: what is absent is `null` or an empty list, never an empty text. The same
file, version and settings give the same bytes on every machine.

- **Boxes**: `[x0, top, x1, bottom]` in PDF points (1/72 inch), from the top left corner of the page as a reader sees
  it, y downwards. Pages count from 1.
- **Offsets** count the Unicode characters of `text` from 0; the end is the place after the last one, so that
  `text[start:end]` in Python is the stretch.
- **Languages** are BCP-47 codes (`id`, `en`, `ar`, `jv`, `nl`), `und` where the evidence is thin.
- **Ids** count from `b1`, `s1`, `n1`, `r1`, `t1`, `f1`, `a1` in reading order and are good inside one record. Together
  with the record's own `id` they name a place for good, as long as file, version and settings stay the same.
- **Versions**: a field that is new raises the second number, a field that changes its meaning or goes raises the first.

In Python `schemas.load("record.json")` gives these models, checked; it needs pydantic and nothing else of naskah."""
    models = [_model(name, model) for name, model in _models(schema)]
    return "\n\n".join([NOTICE, head, *models])


def _models(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the models, each after the first one that holds it."""
    names = ["Article"]
    models = {"Article": schema, **schema["$defs"]}
    for name in names:
        yield name, models[name]
        names += [found for found in _references(models[name]["properties"]) if found not in names]


def _references(value: Any) -> list[str]:
    found = re.findall(r'"#/\$defs/(\w+)"', json.dumps(value))
    return list(dict.fromkeys(found))


def _model(name: str, model: dict[str, Any]) -> str:
    rows = [
        f"## {_short(name)}",
        "",
        _to_markdown(model["description"]),
        "",
        "| Field | Type | What it holds |",
        "|---|---|---|",
    ]
    for field, value in model["properties"].items():
        rows.append(f"| `{field}` | {_type(value)} | {_to_markdown(value['description'])} |")
    return "\n".join(rows)


def _short(name: str) -> str:
    return name.removesuffix("Record")


def _to_markdown(text: str) -> str:
    return " ".join(text.split()).replace("``", "`").replace("|", "\\|")


def _type(value: dict[str, Any]) -> str:
    """Return a type in words, models linked."""
    if "$ref" in value:
        name = _short(value["$ref"].rsplit("/", 1)[-1])
        return f"[{name}](#{name.lower()})"
    if "anyOf" in value:
        kinds = list(dict.fromkeys(_type(option) for option in value["anyOf"]))
        return " or ".join(kinds)
    if "const" in value:
        return f"`{value['const']}`"
    if "enum" in value:
        return ", ".join(f"`{option}`" for option in value["enum"])
    if "prefixItems" in value:
        return f"{len(value['prefixItems'])} numbers"
    if value["type"] == "array":
        return f"list of {_type(value['items'])}"
    if value["type"] == "object":
        return "object"
    return {"string": "text", "boolean": "true or false", "null": "null", "integer": "whole number"}.get(
        value["type"], value["type"]
    )


# Commands


def commands_page() -> str:
    """Return the page of the command line and of the targets of make."""
    head = """# Commands

`naskah COMMAND --help` says the same at hand, and `naskah --version` which one it is. `naskah --install-completion`
sets up completion in your shell. In a clone the command is `.venv/bin/naskah`, or `naskah` once the environment is
switched on; in Python, `python -m pipeline`. [Exit codes](errors.md#exit-codes) are the same for all commands."""
    return "\n\n".join([NOTICE, head, *map(_command, COMMANDS), _targets()])


class Parameter(NamedTuple):
    """An argument or option: ``names`` is empty for an argument, ``choices`` where any value goes."""

    metavar: str
    names: tuple[str, ...]
    help: str
    default: object
    choices: tuple[str, ...]


def list_parameters(command: str) -> list[Parameter]:
    """Return the parameters of a command, read from its function and so the same with every version of Typer."""
    function = import_module(f"pipeline.commands.{command}").command
    hints = get_type_hints(function, include_extras=True)
    return [_parameter(item, hints[name]) for name, item in inspect.signature(function).parameters.items()]


def _parameter(item: inspect.Parameter, hint: Any) -> Parameter:
    kind, info = get_args(hint)[:2]
    given = (info.default, *(info.param_decls or ()))  # inside of Annotated the first name stands in for the default
    names = tuple(name for name in given if isinstance(name, str) and name.startswith("-"))
    is_option = type(info).__name__ == "OptionInfo"
    if is_option and not any(name.startswith("--") for name in names):
        names = (f"--{item.name.replace('_', '-')}", *names)
    options = [option.value for option in kind] if isinstance(kind, type) and issubclass(kind, Enum) else ()
    default = None if item.default is inspect.Parameter.empty else getattr(item.default, "value", item.default)
    return Parameter(info.metavar or item.name.upper(), names, info.help or "", default, tuple(map(str, options)))


def _command(name: str) -> str:
    function = import_module(f"pipeline.commands.{name}").command
    parts = [f"## naskah {name}", _help_to_markdown(function.__doc__ or "")]
    parameters = list_parameters(name)
    if parameters:
        rows = ["| Argument or option | What it does |", "|---|---|", *map(_row, parameters)]
        parts.append("\n".join(rows))
    return "\n\n".join(parts)


def _row(parameter: Parameter) -> str:
    names = ", ".join(f"`{name}`" for name in parameter.names) or f"`{parameter.metavar}`"
    choices = f": {', '.join(f'`{choice}`' for choice in parameter.choices)}" if parameter.choices else ""
    shown = parameter.default is not None and not isinstance(parameter.default, bool)
    default = f" Default: {parameter.default}." if shown else ""
    return f"| {names}{choices} | {_to_markdown(parameter.help)}{default} |"


def _help_to_markdown(text: str) -> str:
    """Return the help of a command; its examples, marked by a backspace, become a block of code."""
    parts = []
    for paragraph in re.split(r"\n\s*\n", inspect.cleandoc(text)):
        if paragraph.startswith("\b"):
            lines = [line.strip() for line in paragraph.strip("\b\n").split("\n")]
            parts.append("\n".join(["```sh", *lines[1:], "```"]))
        else:
            parts.append(" ".join(paragraph.split()).replace("<", "&lt;"))
    return "\n\n".join(parts)


def _targets() -> str:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    rows = [
        f"| `make {name}` | {text} |" for name, text in re.findall(r"^([a-z]+):.*  ## (.*)$", makefile, re.MULTILINE)
    ]
    head = """## make

In a clone, `make` does everything from one place; each target sets up `.venv` by itself, so that Python 3.11 to 3.13
and make are enough to begin with. `make run` takes `IN` (a folder, may hold spaces), `OUT`, `JOBS` (0: one a processor)
and `ARGS` for any other option of `naskah run`:

```sh
make run IN=samples/pdf OUT=out JOBS=2 ARGS="--verbose"
```"""
    return "\n\n".join([head, "\n".join(["| Target | What it does |", "|---|---|", *rows])])


# Accuracy

FIELDS = {
    "body_words": "words of the body, in order",
    "paragraph_exact": "paragraphs that are right to the letter",
    "paragraph_f1": "paragraphs found",
    "paragraph_kinds": "paragraph, quote, list item",
    "hyphens": "words with a hyphen, or broken at a line end",
    "language": "language of paragraphs",
    "foreign_phrases": "phrases in other languages",
    "furniture": "running heads and page numbers kept out",
    "headings": "headings found, no others",
    "heading_numbers": "their numbers",
    "heading_levels": "their levels",
    "section_types": "their types",
    "notes_exact": "footnotes right to the letter",
    "notes_f1": "footnotes found",
    "anchors": "the place in the text that calls them",
    "refers_to": "*ibid.* and the like: the note that is meant",
    "captions": "captions",
    "float_labels": "tables and figures tied to them",
    "table_cells": "cells of tables",
    "references_exact": "references right to the letter",
    "references_f1": "references found",
    "reference_fields": "their authors, year, title and the rest",
    "titles": "titles, each with its language",
    "authors": "names of authors",
    "author_details": "degrees, roles, e-mail, ORCID, affiliations",
    "affiliations": "affiliations",
    "abstracts": "abstracts, each with its language",
    "abstracts_exact": "abstracts right to the letter",
    "abstract_parts": "parts of structured abstracts",
    "keywords": "keywords, each list with its language",
    "journal": "volume, number, year, pages and the rest",
    "dates": "received, revised, accepted, published",
}
"""What each score of the samples is about."""

SAMPLES_TABLE = re.compile(
    r"(?<=<!-- samples: written by python -m docs\.generate -->\n).*?(?=<!-- end -->)", re.DOTALL
)


def sample_scores() -> dict[str, list[float]]:
    """Return the pinned scores of each field, one a sample that has it."""
    baseline = json.loads((ROOT / "samples" / "baseline.json").read_text(encoding="utf-8"))
    floors = [sample["floors"] for sample in baseline.values()]
    return {field: [floor[field] for floor in floors if field in floor] for field in FIELDS}


def accuracy_page(page: str) -> str:
    """Return the page of accuracy with the scores of now in its table."""
    rows = ["", "| Field | What it is about | Mean | Lowest | Samples |", "|---|---|---|---|---|"]
    for field, scores in sample_scores().items():
        mean, lowest = _cut(sum(scores) / len(scores)), _cut(min(scores))
        rows.append(f"| `{field}` | {FIELDS[field]} | {mean} | {lowest} | {len(scores)} |")
    return SAMPLES_TABLE.sub(lambda _: "\n".join([*rows, "", ""]), page)


def _cut(score: float) -> str:
    """Return two decimals, never rounded up."""
    return f"{math.floor(score * 100 + 1e-9) / 100:.2f}"


PAGES: dict[str, Callable[[], str]] = {
    "stages.md": stages_page,
    "record.md": record_page,
    "commands.md": commands_page,
}


def main(names: Sequence[str]) -> None:
    """Write the pages named, or all, and the table of scores."""
    for name in names or list(PAGES):
        (HERE / name).write_text(PAGES[name]() + "\n", encoding="utf-8")
    accuracy = HERE / "accuracy.md"
    accuracy.write_text(accuracy_page(accuracy.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
