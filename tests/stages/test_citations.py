"""Citations linked to entries, short footnotes to what they mean."""

from dataclasses import replace
from pathlib import Path

import pytest

from accuracy import notes as accuracy
from pipeline.document import Anchor, Document, Note, Passage, Span
from pipeline.fields import RefersTo
from pipeline.references.fields import parse
from pipeline.references.note_citations import link_notes
from pipeline.stages.citations import link_citations
from tests.builders import make_document

CASES = Path(__file__).parents[1] / "cases" / "citations.md"
VANCOUVER = ("1. Sari D. Judul. J Gizi. 2019;22(3):155.", "2. Putri A. Judul. J Gizi. 2020;1(1):15.")
OSTROM = "Elinor Ostrom, Mengelola Milik Bersama (Jakarta: Yayasan Obor, 1992), 90."
MARZUKI = "Peter Mahmud Marzuki, Penelitian Hukum, (Jakarta: Kencana, 2017), hlm. 133."


def read_cases():
    cases = []
    for part in CASES.read_text(encoding="utf-8").split("\n## ")[1:]:
        name, _, body = part.partition("\n")
        given, _, wanted = body.partition("=>")
        lines = given.strip().splitlines()
        entries = [line[2:] for line in lines if line.startswith("- ")]
        text = " ".join(line for line in lines if not line.startswith("- "))
        cases.append(pytest.param(entries, text, wanted.strip(), id=name))
    return cases


def document(entries, *parts, **layers):
    doc = make_document(*parts, **layers)
    return replace(doc, references=tuple(parse(entry) for entry in entries))


def show(doc):
    lines = []
    for text, found in zip(doc.texts, doc.citations, strict=True):
        for citation in found:
            numbers = " ".join(str(entry + 1) for entry in citation.references) or "?"
            lines.append(f"{text.text[citation.start : citation.end]} -> {numbers}")
    return "\n".join(lines)


@pytest.mark.parametrize(("entries", "text", "wanted"), read_cases())
def test_case(entries, text, wanted):
    assert show(link_citations(document(entries, text))) == wanted


def test_superscripts_cite_where_the_list_is_numbered():
    doc = document(VANCOUVER, "Stunting tinggi1,2 di desa.")
    doc = replace(doc, texts=(replace(doc.texts[0], superscripts=((15, 18),)),))
    assert show(link_citations(doc)) == "1,2 -> 1 2"


def test_a_call_of_no_note_cites_at_its_place():
    doc = document(VANCOUVER, "Stunting tinggi di desa.")
    doc = replace(doc, texts=(replace(doc.texts[0], anchors=(Anchor(15, None, "2"),)),))
    (citation,) = link_citations(doc).citations[0]
    assert (citation.start, citation.end, citation.references) == (15, 15, (1,))


def test_a_call_of_a_note_is_no_citation():
    doc = document(VANCOUVER, "Stunting tinggi di desa.")
    doc = replace(doc, texts=(replace(doc.texts[0], anchors=(Anchor(15, 0, "2"),)),))
    assert link_citations(doc).citations == ((),)


def test_the_list_itself_cites_nothing():
    entry = "Sugiyono. (2017). Metode (Sugiyono, 2017). Bandung: Alfabeta."
    doc = link_citations(document([entry], ("reference", entry), ("title", "Kajian (Sugiyono, 2017)")))
    assert doc.citations == ((), ())


def test_citations_are_parallel_to_texts_and_unresolved_ones_are_said_once():
    doc = link_citations(
        document(["Sugiyono. (2017). M. Bandung: A."], "Satu (Budi, 2001).", "Dua.", "Tiga (Ani, 2002).")
    )
    assert [len(found) for found in doc.citations] == [1, 0, 1]
    (doubt,) = doc.diagnostics
    assert doubt.code == "citation_unresolved"
    assert "(Budi, 2001)" in doubt.message and "(Ani, 2002)" in doubt.message


def test_without_entries_there_are_no_citations():
    doc = link_citations(make_document("Satu (Budi, 2001) dan [1]."))
    assert doc.citations == ((),)
    assert doc.diagnostics == ()


def test_only_citations_and_refers_are_added():
    doc = with_notes(OSTROM, "Ibid., hlm. 3.")
    after = link_citations(doc)
    assert [name for name in doc.__slots__ if getattr(doc, name) is not getattr(after, name)] == ["citations", "refers"]


def with_notes(*texts, entries=()):
    doc = make_document(*(("footnote", text) for text in texts))
    spans = [(Span(index, 0, len(line.words)),) for index, line in enumerate(doc.lines)]
    notes = tuple(Note(str(index + 1), None, span) for index, span in enumerate(spans))
    passages = tuple(Passage("footnote", span, index) for index, span in enumerate(spans))
    references = tuple(parse(entry) for entry in entries)
    return replace(doc, notes=notes, passages=passages, references=references)


def refers(*texts, entries=()):
    return link_notes(texts, [str(index + 1) for index in range(len(texts))], [parse(entry) for entry in entries])


def test_notes_are_read_from_their_texts():
    doc = link_citations(with_notes(OSTROM, "Ibid., hlm. 3.", "Supra note 1."))
    assert doc.refers == (None, RefersTo("ibid", 0), RefersTo("supra", 0))


def test_a_short_note_that_leads_nowhere_is_a_diagnostic():
    doc = link_citations(with_notes("Ibid.", OSTROM, "Rosenau, Op. Cit., hlm. 8."))
    assert doc.refers == (None, None, None)
    (doubt,) = doc.diagnostics
    assert (doubt.code, doubt.message) == ("note_leads_nowhere", "footnotes that refer to nothing: 1, 3")


@pytest.mark.parametrize(
    "ibid", ["Ibid.", "Ibid., hlm. 49", "ibid", "IBID.", "Ibid hal. 3", "Lihat ibid., h. 3", "Idem."]
)
def test_ibid_in_its_forms(ibid):
    assert refers(OSTROM, ibid).refers[1] == RefersTo("ibid", 0)


def test_a_chain_of_ibid_leads_to_the_note_before_and_to_the_entry_at_its_end():
    entry = "Ostrom, Elinor. Mengelola Milik Bersama. Jakarta: Yayasan Obor, 1992."
    assert refers(OSTROM, "Ibid.", "Ibid., 91.", entries=[entry]).refers == (
        RefersTo("full", None, 0),
        RefersTo("ibid", 0, 0),
        RefersTo("ibid", 1, 0),
    )


def test_ibid_passes_over_a_note_that_only_explains():
    assert refers(OSTROM, "Istilah ini dipakai dalam arti luas.", "Ibid., 92.").refers[2] == RefersTo("ibid", 0)


def test_ibid_behind_a_note_that_leads_nowhere_leads_nowhere():
    links = refers(OSTROM, "Rosenau, Op. Cit., hlm. 8.", "Ibid.")
    assert links.unresolved == (1, 2)


@pytest.mark.parametrize("form", ["Op. Cit.", "Op.Cit.", "op. cit.", "Op Cit", "Opcit"])
def test_op_cit_means_the_last_note_by_that_author(form):
    links = refers(OSTROM, MARZUKI, f"Elinor Ostrom, {form}, hlm. 12.", f"Marzuki, {form}, hlm. 8.")
    assert links.refers[2:] == (RefersTo("op_cit", 0), RefersTo("op_cit", 1))


def test_loc_cit_without_a_name_means_the_note_before():
    assert refers(OSTROM, MARZUKI, "Loc. Cit.").refers[2] == RefersTo("loc_cit", 1)


def test_a_title_tells_two_works_of_one_author_apart():
    first = "Satjipto Rahardjo, Hukum Progresif, (Yogyakarta: Genta, 2009), hlm. 5."
    second = "Satjipto Rahardjo, Ilmu Hukum, (Bandung: Citra Aditya, 2014), hlm. 53."
    links = refers(first, second, "Satjipto Rahardjo, Op. Cit., hlm. 6.", "Rahardjo, Hukum Progresif, hlm. 7.")
    assert links.refers[2:] == (RefersTo("op_cit", 1), RefersTo("op_cit", 0))


def test_german_short_forms():
    first = "vgl. Klaus Dörre: Überbetriebliche Regulierung, in: Fritz Böhle (Hrsg.): Handbuch, Wiesbaden 2010, S. 873"
    other = "Klaus Dörre: Funktionswandel der Gewerkschaften, Münster 2011, S. 267"
    links = refers(first, "ebenda, S. 874", other, "Klaus Dörre (2010), a.a.O., S. 899", "vgl. Dörre, a. a. O., S. 1")
    assert links.refers[1] == RefersTo("ibid", 0)
    assert links.refers[3:] == (RefersTo("op_cit", 0), RefersTo("op_cit", 2))


def test_op_cit_of_a_work_that_only_the_list_has():
    entry = "Marzuki, Peter Mahmud, 2017, Penelitian Hukum, Kencana, Jakarta."
    assert refers("Marzuki, Op. Cit., hlm. 8.", entries=[entry]).refers == (RefersTo("op_cit", None, 0),)


@pytest.mark.parametrize("path", accuracy.FILES, ids=lambda path: path.stem)
def test_sequences_are_followed(path):
    misses, count = accuracy.find_misses(path)
    assert len(misses) <= 0.03 * count, misses


def test_no_notes_no_refers():
    assert link_citations(Document()).refers == ()
