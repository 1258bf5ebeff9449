"""Reference entries into fields."""

import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accuracy import references as accuracy
from pipeline.document import Passage, Span, Text
from pipeline.references.fields import parse, split_marker
from pipeline.stages.references import read_references
from tests.builders import make_document

CASES = Path(__file__).parents[1] / "cases" / "references.md"
FIELDS = ("marker", "authors", "year", "title", "container", "volume", "issue", "pages", "publisher", "doi", "url")


def read_cases():
    for part in CASES.read_text(encoding="utf-8").split("\n## ")[1:]:
        name, _, body = part.partition("\n")
        text, _, wanted = body.partition("=>")
        yield pytest.param(text.strip(), wanted.strip(), id=name)


def show(reference):
    lines = []
    for field in (*FIELDS, "accessed"):
        value = getattr(reference, field)
        if field == "authors":
            value = "; ".join(" | ".join(part for part in (a.family, a.given) if part) for a in value)
        if value not in (None, ""):
            lines.append(f"{field}: {value}")
    return "\n".join(lines)


@pytest.mark.parametrize(("text", "wanted"), list(read_cases()))
def test_case(text, wanted):
    assert show(parse(text)) == wanted


@pytest.mark.parametrize(
    ("text", "marker", "rest"),
    [
        ("[1] A. Pratama", "[1]", "A. Pratama"),
        ("[10]. Arhami", "[10]", "Arhami"),
        ("12. Sari D.", "12.", "Sari D."),
        ("3) Sari D.", "3)", "Sari D."),
        ("(4) Sari D.", "(4)", "Sari D."),
        ("[Sug17] Sugiyono", "[Sug17]", "Sugiyono"),
        ("2010. Hukum Acara", None, "2010. Hukum Acara"),
        ("[7]", None, "[7]"),
    ],
)
def test_marker(text, marker, rest):
    assert split_marker(text) == (marker, rest)


def test_the_text_is_the_whole_entry_without_its_marker():
    assert parse("[3] Kusrini. 2008. Konsep.  Yogyakarta").text == "Kusrini. 2008. Konsep.  Yogyakarta"


@pytest.mark.parametrize("text", ["", " ", "., .", "((((", "1", "https://", "“", "[", "10.1234/", ". . . . 2010"])
def test_debris_raises_nothing(text):
    parse(text)


LABELLED = [case["text"] for half in accuracy.HALVES for case in accuracy.read_cases(half)]


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(LABELLED), st.sampled_from(LABELLED), st.integers(0, 250), st.integers(0, 250), st.text(max_size=5)
)
def test_torn_entries_give_clean_values(head, tail, end, start, between):
    reference = parse(head[:end] + between + tail[start:])
    values = [getattr(reference, field) for field in ("title", "container", "publisher", "pages", "url", "doi")]
    values += [part for author in reference.authors for part in (author.given, author.family)]
    for value in values:
        assert value is None or (value.strip() and value == value.strip() and not set("|\x01") & set(value))
    assert all(author.given or author.family for author in reference.authors)


@pytest.mark.parametrize("unit", [". ", "A. ", "Aaa, ", "(", "1-", "Jakarta: ", "2010 ", "dan ", ", ", "“", "a", " "])
def test_long_debris_takes_no_time(unit):
    started = time.perf_counter()
    parse(unit * 5000)
    assert time.perf_counter() - started < 2.0


def test_a_dash_repeats_the_authors_of_the_entry_before():
    texts = ["Kusrini. 2006. Sistem Pakar. Yogyakarta: Andi.", "_______. 2008. Data Mining. Yogyakarta: Andi."]
    doc = make_document(*(("reference", text) for text in texts))
    doc = read_references(with_entries(doc))
    assert [show(reference).splitlines()[0] for reference in doc.references] == ["authors: Kusrini"] * 2
    assert doc.references[1].title == "Data Mining"
    assert doc.references[1].text == texts[1]


def test_a_marker_taken_out_of_the_text_is_read_from_the_line():
    doc = with_entries(make_document(("reference", "[4] Kusrini. 2006. Sistem Pakar. Yogyakarta: Andi.")))
    without = Text("reference", "Kusrini. 2006. Sistem Pakar. Yogyakarta: Andi.", 0)
    doc = read_references(replace(doc, texts=(without,)))
    assert doc.references[0].marker == "[4]"
    assert doc.references[0].text == without.text


def test_only_references_are_added():
    doc = with_entries(make_document("Paragraf.", ("reference", "Kusrini. 2006. Sistem Pakar. Yogyakarta: Andi.")))
    after = read_references(doc)
    assert [name for name in doc.__slots__ if getattr(doc, name) is not getattr(after, name)] == ["references"]


def test_no_entries_no_references():
    assert read_references(make_document("Paragraf.")).references == ()


def test_halves_keep_their_figures():
    figures = accuracy.measure()
    assert figures["references.tuning"] >= 0.98
    assert figures["references.test"] >= 0.96


def with_entries(doc):
    """Return the document with an entry for each line whose passage is a reference."""
    entries = tuple(
        Passage("reference", (Span(index, 0, len(doc.lines[index].words)),))
        for index, passage in enumerate(doc.passages)
        if passage.kind == "reference"
    )
    return replace(doc, entries=entries)
