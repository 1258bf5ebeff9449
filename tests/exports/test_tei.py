"""TEI, read by a reader of GROBID's files."""

from __future__ import annotations

import pytest

from pipeline.exports import to_tei
from tests.exports.records import HOSTILE, bare, hostile

grobid = pytest.importorskip("grobid_tei_xml")
etree = pytest.importorskip("lxml.etree")
TEI = {"t": "http://www.tei-c.org/ns/1.0"}
ID = "{http://www.w3.org/XML/1998/namespace}id"


def read():
    return grobid.parse_document_xml(to_tei(hostile()).decode())


def parse():
    return etree.fromstring(to_tei(hostile()))


def test_the_reader_finds_the_header():
    header = read().header
    assert (header.title, header.journal, header.volume, header.issue) == (HOSTILE, "Jurnal & Laut", "9", "II")
    assert (header.doi, header.eissn, header.date, header.pages) == (
        "10.5555/a_b%c{d}", "1234-5678", "2023-07-01", "1-5",
    )  # fmt: skip
    first = header.authors[0]
    assert (first.given_name, first.surname, first.email) == ("Siti", "<b>", "siti@example.org")
    assert (first.orcid, first.affiliation.institution) == ("0000-0002-1825-0097", "Universitas & Anak")


def test_the_reader_finds_the_text():
    document = read()
    assert document.grobid_version == "1.2.3"
    assert HOSTILE in document.abstract and "bukan judul" in document.body
    assert "Kepada semua." in document.acknowledgement and "1986" in document.annex


def test_the_reader_finds_the_references():
    first, second, third, fourth, fifth = read().citations
    assert (first.title, first.journal, first.volume, first.pages) == (HOSTILE, "Jurnal_A & B", "4", "10-20")
    assert (first.doi, first.url, first.date) == ("10.1/x_y", "https://example.org/?a=1&b=%7B", "2013")
    assert [author.surname for author in first.authors] == ["Alderson", "Badan Pusat and Statistik"]
    assert (second.title, second.publisher, third.unstructured) == ("Law", "Pustaka", "Tanpa bidang")
    assert (fourth.url, fifth.title, fifth.pages) == ("https://example.org", "Bab", "7")


def test_sections_are_divisions_with_number_and_type():
    heads = parse().findall(".//t:body/t:div/t:head", TEI)
    assert [(head.get("n"), head.getparent().get("type")) for head in heads] == [
        ("1.", "introduction"),
        ("1.1", "introduction"),
    ]
    assert heads[1].getparent().get("corresp") == "#s1"


def test_every_target_is_there():
    root = parse()
    ids = {element.get(ID) for element in root.iter() if element.get(ID)}
    targets = [target for ref in root.iter("{*}ref") for target in (ref.get("target") or "").split()]
    assert targets and {target.removeprefix("#") for target in targets} <= ids
    assert [note.get("n") for note in root.iterfind(".//t:note[@place='foot']", TEI)] == ["1", "1", "*", "4"]


def test_tables_and_figures():
    root = parse()
    assert [row.get("role") for row in root.iter("{*}row")] == ["label", None]
    assert [cell.text for cell in root.iter("{*}cell")] == ["a | b", "`c`", None, "<d> & \\"]
    assert root.findtext(".//t:figure/t:figDesc", namespaces=TEI) == "Peta"


def test_a_record_of_which_nothing_is_known():
    document = grobid.parse_document_xml(to_tei(bare()).decode())
    assert document.citations == [] and not document.header.title
