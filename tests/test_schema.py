"""The record's schema: the committed file, an independent validator, and reading back what was written."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from pipeline import to_article
from schemas import dump, dumps, load, loads
from schemas.json_schema import SCHEMA_FILE, json_schema
from tests.builders import make_document
from tests.test_export import full_document

SCHEMA = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def test_the_committed_schema_is_the_one_the_models_give():
    assert SCHEMA_FILE.read_text(encoding="utf-8") == json_schema(), "run: make schema"


def test_the_schema_itself_is_valid():
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("doc", [full_document(), make_document("x"), make_document()], ids=["full", "one", "empty"])
def test_an_independent_validator_accepts_the_record(doc):
    record = json.loads(dumps(to_article(doc)))
    assert [error.message for error in VALIDATOR.iter_errors(record)] == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("blocks", 0, "kind"), "sidebar"),
        (("blocks", 0, "text"), ""),
        (("id",), "not hex"),
        (("accounting",), {}),
        (("unheard_of",), 1),
        (("blocks", 3, "segments", 0, "lang"), "Bahasa Indonesia"),
    ],
)
def test_both_validators_refuse_what_breaks_the_record(path, value):
    record = json.loads(dumps(to_article(full_document())))
    place = record
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert not VALIDATOR.is_valid(record)
    with pytest.raises(ValidationError):
        loads(json.dumps(record))


def test_a_missing_key_is_refused_by_both():
    record = json.loads(dumps(to_article(full_document())))
    del record["blocks"][0]["section"]
    assert not VALIDATOR.is_valid(record)
    with pytest.raises(ValidationError):
        loads(json.dumps(record))


def test_what_is_written_reads_back_equal_and_writes_the_same_bytes(tmp_path):
    article = to_article(full_document())
    dump(article, tmp_path / "a.json")
    assert load(tmp_path / "a.json") == article
    assert dumps(load(tmp_path / "a.json")) == dumps(article)


def test_keys_come_in_the_order_of_the_contract():
    record = json.loads(dumps(to_article(full_document())))
    assert list(record) == [
        "schema_version", "id", "source", "pipeline", "language", "front_matter", "sections", "blocks",
        "footnotes", "references", "tables", "figures", "furniture", "repairs", "diagnostics", "accounting",
    ]  # fmt: skip
    assert list(record["blocks"][0]) == [
        "id", "kind", "section", "text", "lang", "segments", "sentences", "anchors", "citations", "regions",
    ]  # fmt: skip


def test_the_schemas_package_needs_no_pdf_stack():
    """A consumer reads records with pydantic alone."""
    import subprocess
    import sys

    code = (
        "import sys, schemas\n"
        "heavy = {'pipeline', 'pdfplumber', 'pypdfium2', 'pdf_oxide', 'spacy', 'langdetect', 'typer'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
