"""The section tree."""

from __future__ import annotations

from pipeline.document import Heading, Passage
from pipeline.stages.sections import build_sections
from tests.builders import make_document


def test_the_tree_follows_levels_and_types_are_inherited() -> None:
    parts = [
        ("heading", "1. Hasil dan Pembahasan"),
        "satu",
        ("heading", "1.1 Perikanan"),
        "dua",
        ("heading", "2. Simpulan"),
        "tiga",
    ]
    doc = make_document(*parts)
    spans = [p.spans for p in doc.passages]
    headings = (
        Heading(spans[0], "1.", "Hasil dan Pembahasan", 1, "results_discussion"),
        Heading(spans[2], "1.1", "Perikanan", 2, None),
        Heading(spans[4], "2.", "Simpulan", 1, "conclusion"),
    )
    refs = {0: 0, 2: 1, 4: 2}
    passages = tuple(Passage(p.kind, p.spans, refs.get(k)) for k, p in enumerate(doc.passages))
    done = build_sections(make_document(*parts, headings=headings, passages=passages))
    assert [(s.number, s.title, s.level, s.type, s.parent, s.texts) for s in done.sections] == [
        ("1.", "Hasil dan Pembahasan", 1, "results_discussion", None, (1,)),
        ("1.1", "Perikanan", 2, "results_discussion", 0, (3,)),
        ("2.", "Simpulan", 1, "conclusion", None, (5,)),
    ]


def test_abstracts_open_no_section() -> None:
    doc = make_document(("abstract_heading", "Abstract"), ("abstract", "teks"))
    assert build_sections(doc).sections == ()


def test_an_analysis_under_a_method_is_method() -> None:
    parts = [("heading", "2. Metode"), ("heading", "2.1 Analisis"), "satu"]
    doc = make_document(*parts)
    spans = [p.spans for p in doc.passages]
    headings = (Heading(spans[0], "2.", "Metode", 1, "method"), Heading(spans[1], "2.1", "Analisis", 2, "discussion"))
    passages = tuple(Passage(p.kind, p.spans, k if k < 2 else None) for k, p in enumerate(doc.passages))
    done = build_sections(make_document(*parts, headings=headings, passages=passages))
    assert [s.type for s in done.sections] == ["method", "method"]


def test_a_method_in_a_review_of_the_literature_is_part_of_it() -> None:
    parts = [("heading", "2. Tinjauan Pustaka"), ("heading", "2.1 Metode Jaringan Saraf"), "satu"]
    doc = make_document(*parts)
    spans = [p.spans for p in doc.passages]
    headings = (
        Heading(spans[0], "2.", "Tinjauan Pustaka", 1, "literature_review"),
        Heading(spans[1], "2.1", "Metode Jaringan Saraf", 2, "method"),
    )
    passages = tuple(Passage(p.kind, p.spans, k if k < 2 else None) for k, p in enumerate(doc.passages))
    done = build_sections(make_document(*parts, headings=headings, passages=passages))
    assert [s.type for s in done.sections] == ["literature_review", "literature_review"]
