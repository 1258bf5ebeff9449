"""The samples: truth made from the source, printed in the PDF, and the floors that the pipeline holds on them."""

import json
import re
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from samples.bibliography import entries, iso_date
from samples.layout import break_points
from samples.markup import Reader, plain, read_paper
from samples.regress import BASELINE, find_breaches, measure, read_baseline
from samples.truth import make_truth

FOLDER = Path(__file__).resolve().parent.parent / "samples"
NAMES = sorted(path.stem for path in (FOLDER / "sources").glob("*.txt"))
FEWEST = 14


def truth_of(name):
    return json.loads((FOLDER / "expected" / f"{name}.json").read_text("utf-8"))


def letters(text):
    return re.sub(r"[\W\d_]", "", text).casefold()


def pages_of(name):
    """The letters of each page's text layer, in the order of the file."""
    pdf = pdfium.PdfDocument(FOLDER / "pdf" / f"{name}.pdf")
    return [letters(page.get_textpage().get_text_range()) for page in pdf]


def pages_with(pages, text):
    return {index for index, page in enumerate(pages) if text in page}


def test_there_are_enough_by_more_than_one_typesetter():
    heads = [read_paper(FOLDER / "sources" / f"{name}.txt").head for name in NAMES]
    assert len(NAMES) >= FEWEST
    assert {head["typesetter"] for head in heads} == {"libreoffice", "typst"}
    assert {head["lang"] for head in heads} >= {"id", "en"}


def test_every_file_belongs_to_a_source():
    for folder in ("pdf", "expected"):
        assert sorted(path.stem for path in (FOLDER / folder).iterdir()) == NAMES


def test_every_sample_is_in_the_readme():
    rows = re.findall(r"^\| `([\w-]+)` \|", (FOLDER / "README.md").read_text("utf-8"), re.M)
    assert sorted(rows) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_truth_is_what_the_source_says(name):
    truth = truth_of(name)
    assert make_truth(read_paper(FOLDER / "sources" / f"{name}.txt"), truth["pages"]) == truth


@pytest.mark.parametrize("name", NAMES)
def test_truth_is_printed(name):
    """Every word of four letters stands in the text layer, whole or over a line end."""
    truth = truth_of(name)
    pages = pages_of(name)
    printed = "".join(pages)
    assert len(pages) == truth["pages"]
    texts = [
        item["text"] for key in ("titles", "abstracts", "headings", "footnotes", "captions") for item in truth[key]
    ]
    texts += [item["text"] for item in truth["paragraphs"] if item["kind"] != "equation"]
    texts += truth["references"] + truth["authors"] + truth["affiliations"]
    texts += [cell for table in truth["tables"] for row in table["rows"] for cell in row]
    words = {word.casefold() for text in texts for word in re.findall(r"[^\W\d_]{4,}", text)}
    assert sorted(word for word in words if word.isascii() and word not in printed) == []


@pytest.mark.parametrize("name", NAMES)
def test_truth_is_sound(name):
    truth = truth_of(name)
    texts = [item["text"] for item in truth["paragraphs"]] + [note["text"] for note in truth["footnotes"]]
    assert not [text for text in texts if "\u00ad" in text or "  " in text or text != text.strip()]
    called = [ref["note"] for item in truth["paragraphs"] for ref in item["footnote_refs"]]
    assert called == [note["index"] for note in truth["footnotes"]]
    assert not {note["text"] for note in truth["footnotes"]} & set(truth["author_notes"])
    for item in truth["paragraphs"]:
        assert all(0 < ref["offset"] <= len(item["text"]) for ref in item["footnote_refs"])
        assert all(phrase["text"] in item["text"] for phrase in item["foreign"])
    for note in truth["footnotes"]:
        assert note["refers_to"] is None or note["refers_to"]["note"] < note["index"]
    assert all(item["authors"] == [] or item["text"] for item in truth["reference_fields"])
    assert [item["text"] for item in truth["reference_fields"]] == truth["references"]


@pytest.mark.parametrize("name", NAMES)
def test_notes_begin_on_the_page_of_their_call(name):
    truth = truth_of(name)
    pages = pages_of(name)
    notes = {note["index"]: note["text"] for note in truth["footnotes"]}
    for item in truth["paragraphs"]:
        for ref in item["footnote_refs"]:
            called = pages_with(pages, letters(item["text"][: ref["offset"]])[-14:])
            begun = pages_with(pages, letters(notes[ref["note"]])[:18])
            assert begun
            assert not called or called & begun, ref  # a call behind a page break is found nowhere


@pytest.mark.parametrize("name", NAMES)
def test_the_pipeline_holds_its_floors(name):
    pins = read_baseline(BASELINE)
    now = measure(FOLDER / "pdf" / f"{name}.pdf", FOLDER / "expected" / f"{name}.json")
    assert "\n".join(find_breaches({name: pins[name]}, {name: now})) == ""


def runs(text):
    reader = Reader()
    return reader, reader.inline(text)


def test_markup_takes_notes_and_markers_out():
    reader, found = runs("Kota.[^#a *Judul*, hlm. 1.] Luas 3 km^{2}, panel.^^{1,2} Lagi.[^=op:a *Op. Cit.*]")
    assert plain(found) == "Kota. Luas 3 km2, panel. Lagi."
    assert [(note.marker, plain(note.runs), note.refers) for note in reader.notes] == [
        ("1", "Judul, hlm. 1.", None),
        ("2", "Op. Cit.", ("op_cit", 0)),
    ]


def test_markup_knows_foreign_phrases_links_and_escapes():
    _, found = runs("istilah {nl:raad agama} di <https://a.id/x> \\*)")
    assert plain(found) == "istilah raad agama di https://a.id/x *)"
    assert [(run.text, run.lang, run.italic) for run in found if run.lang] == [("raad agama", "nl", True)]


def test_low_quotes_are_meant_as_quotes():
    assert plain(runs("hasil „paling terasa‟ oleh warga")[1]) == "hasil ‘paling terasa’ oleh warga"


@pytest.mark.parametrize(
    ("word", "broken"),
    [
        ("pemerintahan", "pe-me-rin-ta-han"),
        ("mengukur", "me-ngu-kur"),
        ("banyak", "ba-nyak"),
        ("saudara", "sau-dara"),
        ("masyarakat", "ma-sya-ra-kat"),
        ("musyawarah", "mu-sya-wa-rah"),
        ("instrumen", "in-stru-men"),
        ("buah", "buah"),
    ],
)
def test_words_are_broken_by_the_norm(word, broken):
    assert break_points(word).replace("\u00ad", "-") == broken


def test_entries_are_printed_and_known():
    (entry,) = entries(
        ("a=Rahayu, Sri; Prakoso, Teguh | y=2018 | t=Judul | c=Jurnal | v=11 | n=2 | pp=1–9",), "apa", "id"
    )
    assert entry.truth["text"] == "Rahayu, S. & Prakoso, T. (2018). Judul. Jurnal, 11(2), 1–9."
    assert entry.truth["authors"] == [{"given": "S.", "family": "Rahayu"}, {"given": "T.", "family": "Prakoso"}]
    assert (entry.truth["volume"], entry.truth["issue"], entry.truth["pages"]) == ("11", "2", "1–9")


def test_dates_of_access():
    assert iso_date("6 Juli 2024") == "2024-07-06"
