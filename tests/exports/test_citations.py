"""BibTeX, RIS and CSL-JSON, each read by a library that others wrote."""

from __future__ import annotations

import json

import pytest

from pipeline.exports import (
    references_to_bibtex,
    references_to_csl_json,
    references_to_ris,
    to_bibtex,
    to_csl_json,
    to_ris,
)
from pipeline.exports.bibliography import Entry
from pipeline.exports.ris import _entry
from tests.exports.records import HOSTILE, bare, hostile

UNKNOWN_TO_READER = ((r"\textbraceleft{}", r"\{"), (r"\textbraceright{}", r"\}"))
"""Names of TeX that the reader does not know, in words that it does."""

MODIFIER_CIRCUMFLEX = "\u02c6"
"""What the reader takes ``\\textasciicircum`` for."""


def decode(latex, text: str) -> str:
    for name, known in UNKNOWN_TO_READER:
        text = text.replace(name, known)
    return latex.latex_to_text(text).replace(MODIFIER_CIRCUMFLEX, "^")


def read_bibtex(data: bytes):
    bibtexparser = pytest.importorskip("bibtexparser")
    latex = pytest.importorskip("pylatexenc.latex2text").LatexNodes2Text(math_mode="verbatim")
    library = bibtexparser.parse_string(data.decode())
    assert not library.failed_blocks
    return [
        {"type": entry.entry_type, "key": entry.key}
        | {
            field.key: field.value if field.key in ("doi", "url") else decode(latex, field.value)
            for field in entry.fields
        }
        for entry in library.entries
    ]


def test_bibtex_of_the_article():
    (entry,) = read_bibtex(to_bibtex(hostile()))
    assert (entry["type"], entry["key"], entry["title"]) == ("article", "0" * 16, HOSTILE)
    assert (entry["journal"], entry["year"], entry["number"], entry["pages"]) == ("Jurnal & Laut", "2023", "II", "1–5")
    assert entry["author"] == "<b>, Siti and Suharto"
    assert (entry["doi"], entry["url"]) == ("10.5555/a_b%c%7Bd%7D", "https://example.org/a_b?c=1&d=2")


def test_bibtex_of_the_references():
    entries = read_bibtex(references_to_bibtex(hostile()))
    assert [entry["type"] for entry in entries] == ["article", "book", "misc", "misc", "incollection"]
    assert entries[0]["title"] == HOSTILE
    assert [entry["note"] for entry in entries] == [reference.text for reference in hostile().references]
    assert entries[4]["booktitle"] == "Buku"


def test_names_in_bibtex_are_not_taken_apart():
    bibtexparser = pytest.importorskip("bibtexparser")
    middlewares = pytest.importorskip("bibtexparser.middlewares")
    stack = [middlewares.SeparateCoAuthors(), middlewares.SplitNameParts()]
    library = bibtexparser.parse_string(references_to_bibtex(hostile()).decode(), append_middleware=stack)
    first, second = [entry["author"] for entry in library.entries[:2]]
    assert [(name.first, name.last) for name in first] == [
        (["K."], ["Alderson"]),
        ([], ["{Badan Pusat and Statistik}"]),
    ]
    assert [name.last for name in second] == [["{Bakar}"], ["{Sukarno}"]]


def test_ris():
    rispy = pytest.importorskip("rispy")
    (entry,) = rispy.loads(to_ris(hostile()).decode())
    assert (entry["type_of_reference"], entry["title"], entry["year"]) == ("JOUR", HOSTILE, "2023")
    assert entry["authors"] == ["<b>, Siti", "Suharto"]
    assert (entry["start_page"], entry["end_page"], entry["doi"]) == ("1", "5", "10.5555/a_b%c{d}")
    references = rispy.loads(references_to_ris(hostile()).decode())
    assert [entry["notes"] for entry in references] == [[reference.text] for reference in hostile().references]
    assert [entry["type_of_reference"] for entry in references] == ["JOUR", "BOOK", "GEN", "ELEC", "CHAP"]


def test_no_line_of_a_text_can_forge_a_tag():
    assert _entry(Entry("k", "other", (), "a\nER  - \r\nTY  - JOUR")).count("\nER") == 1


def test_csl_json():
    (item,) = json.loads(to_csl_json(hostile()))
    assert (item["title"], item["container-title"], item["issue"]) == (HOSTILE, "Jurnal & Laut", "II")
    assert item["author"] == [{"family": "<b>", "given": "Siti"}, {"literal": "Suharto"}]
    assert item["issued"] == {"date-parts": [[2023, 7, 1]]}
    references = json.loads(references_to_csl_json(hostile()))
    assert [item["note"] for item in references] == [reference.text for reference in hostile().references]


@pytest.mark.filterwarnings("ignore")  # of the citation processor itself
def test_a_citation_processor_sets_the_references():
    citeproc = pytest.importorskip("citeproc")
    source = pytest.importorskip("citeproc.source.json")
    items = [item for item in json.loads(references_to_csl_json(hostile())) if "author" in item]
    style = citeproc.CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = citeproc.CitationStylesBibliography(style, source.CiteProcJSON(items), citeproc.formatter.plain)
    for item in items:
        bibliography.register(citeproc.Citation([citeproc.CitationItem(item["id"])]))
    printed = [str(entry) for entry in bibliography.bibliography()]
    assert "Alderson, K." in printed[0] and "2013" in printed[0] and "Badan Pusat and Statistik" in printed[0]
    assert "Law" in printed[1] and "Pustaka" in printed[1]


def test_a_record_of_which_nothing_is_known():
    assert read_bibtex(to_bibtex(bare())) == [{"type": "article", "key": "0" * 16, "language": "und"}]
    assert references_to_bibtex(bare()) == b"" == references_to_ris(bare())
    assert json.loads(references_to_csl_json(bare())) == []
