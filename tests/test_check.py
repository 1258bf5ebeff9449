"""``naskah check`` sees each kind of fault that a record can have, and none in a sound one."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipeline import FileAccessError, to_article
from pipeline.check import check_article, check_folder
from schemas import dumps, loads
from tests.builders import make_document
from tests.test_export import full_document

SOUND = json.loads(dumps(to_article(full_document())))


def check_with(path: tuple[str | int, ...], value: Any) -> list[tuple[str, str]]:
    """Return what is found in the sound record after one change."""
    record = json.loads(json.dumps(SOUND))
    place = record
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return list(check_article(loads(json.dumps(record))))


def test_sound_records_pass():
    for doc in (full_document(), make_document("kata"), make_document()):
        assert list(check_article(to_article(doc))) == []


@pytest.mark.parametrize(
    ("path", "value", "place", "says"),
    [
        (("id",), "f" * 16, "id", "sha256"),
        (("accounting", "blocks"), 1, "accounting", "does not balance"),
        (("blocks", 3, "segments", 0, "start"), 2, "blocks.b4.segments", "gap or overlap"),
        (("blocks", 3, "segments", 0, "end"), 999, "blocks.b4.segments", "gap or overlap"),
        (("blocks", 3, "sentences", 0, "end"), 999, "blocks.b4.sentences", "outside of the text"),
        (("blocks", 3, "citations", 0, "end"), 3, "blocks.b4.citations", "empty"),
        (("blocks", 3, "citations", 0, "references"), ["r9"], "blocks.b4", "points to r9"),
        (("blocks", 3, "anchors", 0, "note"), "n9", "blocks.b4", "points to n9"),
        (("blocks", 3, "anchors", 0, "offset"), 999, "blocks.b4", "anchor outside"),
        (("blocks", 3, "section"), "s9", "blocks.b4", "points to s9"),
        (("blocks", 3, "text"), "Kerja  sama daerah (Alderson, 2013) tum.", "blocks.b4", "white space"),
        (("blocks", 0, "text"), "Paradiplomasi Daerae\u0301", "blocks.b1", "NFC"),
        (("blocks", 1, "id"), "b1", "blocks", "twice"),
        (("blocks", 0, "regions", 0, "page"), 7, "blocks.b1", "page 7"),
        (("blocks", 0, "regions", 0, "bbox"), [0, 0, 9999, 10], "blocks.b1", "outside of page 1"),
        (("furniture", 0, "bbox"), [50, 0, 10, 10], "furniture.0", "outside of page 1"),
        (("sections", 0, "blocks"), ["b1"], "sections.s1", "elsewhere"),
        (("sections", 0, "heading_block"), "b99", "sections.s1", "points to b99"),
        (("sections", 1, "parent"), "s1", "sections.s2", "higher level"),
        (("footnotes", 0, "anchor", "offset"), 3, "footnotes.n1", "not called"),
        (("footnotes", 0, "refers_to", "reference"), "r9", "footnotes.n1", "points to r9"),
        (("tables", 0, "caption_block"), "b99", "tables.t1", "points to b99"),
        (("front_matter", "titles", 0, "blocks"), ["b99"], "front_matter.titles", "points to b99"),
        (("front_matter", "authors", 0, "affiliations"), ["a9"], "front_matter.authors.Siti Rahmawati", "a9"),
        (("repairs", 0, "where", "offset"), 999, "repairs.0", "outside of the text of b4"),
        (("repairs", 0, "where", "note"), "n1", "repairs.0", "more than one place"),
    ],
)
def test_each_fault_is_found_where_it_is(path, value, place, says):
    found = check_with(path, value)
    assert any(where == place and says in message for where, message in found), found


def test_a_citation_by_a_raised_number_has_no_length():
    assert check_with(("blocks", 3, "citations", 0, "end"), 18) == []


def test_a_folder_is_checked_against_its_manifest(tmp_path):
    (tmp_path / "_run").mkdir()
    entry = {
        "name": "gone", "input": "../gone.pdf", "sha256": "", "bytes": 0, "recipe": "", "limits": "",
        "outcome": "ok", "record": "gone.json",
    }  # fmt: skip
    (tmp_path / "_run" / "records.jsonl").write_text(json.dumps(entry) + "\nhalf a li")
    (tmp_path / "extra.json").write_bytes(dumps(to_article(make_document("kata"))))
    (tmp_path / "broken.json").write_text("{")
    found = {(problem.record, problem.message.split(":")[0]) for problem in check_folder(tmp_path)}
    assert found == {("gone.json", "is missing, though a run wrote it"), ("broken.json", "breaks the schema")}


def test_a_folder_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(FileAccessError):
        list(check_folder(tmp_path / "none"))
