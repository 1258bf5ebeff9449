"""From a document built by hand to its record, and the accounting that guards it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline import OutputInvalidError, to_article
from pipeline.document import (
    Anchor,
    BBox,
    Call,
    Caption,
    Char,
    Column,
    Diagnostic,
    Document,
    Furniture,
    Mark,
    Note,
    Passage,
    Region,
    Repair,
    Segment,
    Span,
    Table,
    Tagged,
    Text,
)
from pipeline.fields import Author, Citation, FrontMatter, PersonName, Reference, RefersTo, Section, Title
from pipeline.record.accounting import count_glyphs
from tests.builders import make_document, make_line, make_page

EMPTY = ()


def full_document() -> Document:
    """An article with one of everything, in this order of texts:

    0 title, 1 author, 2 heading, 3 paragraph with a call and a citation, 4 footnote, 5 caption, 6 table,
    7 reference heading, 8 and 9 references; line 10 is furniture.
    """
    doc = make_document(
        ("title", "Paradiplomasi Daerah"),
        ("author", "Siti Rahmawati"),
        ("heading", "1. Pendahuluan"),
        "Kerja sama daerah (Alderson, 2013) tumbuh.",
        ("footnote", "1 Lihat Alderson."),
        ("caption", "Tabel 1. Hasil uji"),
        ("table", "a b"),
        ("reference_heading", "Daftar Pustaka"),
        ("reference", "[1] Alderson, K. 2013. Diplomacy."),
        ("reference", "[2] Bakar, A. 2014. Law."),
        ("other", "Jurnal Contoh 1"),
    )
    texts = list(doc.texts[:10])
    texts[3] = replace(texts[3], anchors=(Anchor(34, 0, "1"),))
    texts[4] = replace(texts[4], text="Lihat Alderson.")
    texts[6] = replace(texts[6], text="")
    passages = list(doc.passages[:10])
    passages[4] = replace(passages[4], ref=0)
    passages[5] = replace(passages[5], ref=0)
    passages[6] = replace(passages[6], ref=0)
    region = (Region(1, BBox(72, 300, 200, 320)),)
    return replace(
        doc,
        passages=tuple(passages),
        texts=tuple(texts),
        furniture=(Furniture("running_footer", 1, (10,)),),
        columns=(
            Column(1, BBox(72, 70, 500, 90), (0,)),
            Column(1, BBox(72, 100, 280, 700), (1, 2, 3, 4, 5)),
            Column(1, BBox(300, 100, 500, 700), (6, 7, 8, 9)),
        ),
        captions=(Caption("table", "Tabel 1", passages[5].spans),),
        tables=(Table(passages[6].spans, (("a", "b"),), 0, region, caption=0),),
        notes=(Note("1", Mark(4, 0, 0, 1), passages[4].spans),),
        calls=(Call(Mark(3, 0, 0, 1), "1", 0),),
        entries=tuple(passages[8:10]),
        references=(
            Reference("[1]", "Alderson, K. 2013. Diplomacy.", (PersonName("K.", "Alderson"),), 2013),
            Reference("[2]", "Bakar, A. 2014. Law."),
        ),
        citations=(*[EMPTY] * 3, (Citation(18, 34, (0,)),), *[EMPTY] * 6),
        refers=(RefersTo("full", None, 0),),
        tags=tuple(
            Tagged("en" if text.kind == "reference" else "id", (Segment(0, len(text.text), "id", 0.987654321),))
            for text in texts
        ),
        sentences=tuple(((0, len(text.text)),) for text in texts),
        sections=(
            Section("1.", "Pendahuluan", 1, "introduction", None, 2, (3, 5)),
            Section(None, "Daftar Pustaka", 1, "references", None, 7, (8, 9)),
        ),
        front_matter=FrontMatter(
            titles=(Title("id", "Paradiplomasi Daerah", (0,)),),
            authors=(Author("Siti Rahmawati", "Siti", "Rahmawati", affiliations=(0,)),),
            affiliations=("Universitas Riau",),
        ),
        repairs=(
            Repair("hyphen_dropped", 3, 6, 1, "sa-|ma", "sama", "dictionary", 0.9),
            Repair("hyphen_dropped", 8, 6, 1, "der-|son", "derson", "dictionary", 0.9),
        ),
        diagnostics=(Diagnostic("footnotes", "note_without_anchor", "warning", 1, "none"),),
    )


def test_blocks_take_ids_in_reading_order_and_leave_out_notes_and_references():
    article = to_article(full_document())
    assert [(block.id, block.kind) for block in article.blocks] == [
        ("b1", "title"),
        ("b2", "author"),
        ("b3", "heading"),
        ("b4", "paragraph"),
        ("b5", "caption"),
        ("b6", "table"),
        ("b7", "reference_heading"),
    ]
    assert [block.section for block in article.blocks] == [None, None, "s1", "s1", "s1", "s1", "s2"]
    assert article.id == "0123456789abcdef"


def test_a_table_marks_its_place_and_keeps_its_cells_apart():
    article = to_article(full_document())
    assert article.blocks[5].text is None
    assert article.blocks[5].lang is None
    assert article.blocks[5].regions == article.tables[0].regions
    assert article.tables[0].label == "Tabel 1"
    assert article.tables[0].caption_block == "b5"
    assert article.tables[0].rows == (("a", "b"),)


def test_links_between_text_note_and_reference_resolve():
    article = to_article(full_document())
    paragraph, note, reference = article.blocks[3], article.footnotes[0], article.references[0]
    assert paragraph.anchors[0].note == note.id == "n1"
    assert note.anchor is not None and (note.anchor.block, note.anchor.offset) == ("b4", 34)
    assert note.text == "Lihat Alderson."
    assert paragraph.citations[0].references == (reference.id,) == ("r1",)
    assert note.refers_to is not None and note.refers_to.reference == "r1"
    assert (reference.marker, reference.lang) == ("[1]", "en")


def test_a_repair_in_a_reference_counts_from_behind_its_marker():
    article = to_article(full_document())
    assert article.repairs[0].where.block == "b4" and article.repairs[0].where.offset == 6
    assert article.repairs[1].where.reference == "r1" and article.repairs[1].where.offset == 2


def test_sections_hold_their_blocks_without_heading_and_references():
    article = to_article(full_document())
    assert article.sections[0].heading_block == "b3"
    assert article.sections[0].blocks == ("b4", "b5", "b6")
    assert article.sections[1].blocks == ()


def test_columns_of_a_page_do_not_count_the_title_above_them():
    assert to_article(full_document()).source.pages[0].columns == 2
    assert to_article(make_document("x")).source.pages[0].columns == 0


def test_language_is_that_of_the_body_not_of_the_references():
    assert to_article(full_document()).language == "id"


def test_scores_and_boxes_are_rounded():
    article = to_article(full_document())
    assert article.blocks[3].segments[0].score == 0.9877
    assert all(value == round(value, 2) for value in article.blocks[3].regions[0].bbox)


def test_a_box_that_sticks_out_of_the_page_is_cut():
    doc = make_document("kata")
    region = Region(1, BBox(-5.0, -0.0, 700.0, 900.0))
    article = to_article(replace(doc, texts=(replace(doc.texts[0], regions=(region,)),)))
    assert article.blocks[0].regions[0].bbox == (0.0, 0.0, 595.28, 841.89)


def test_empty_late_layers_give_unknowns():
    article = to_article(make_document("Satu dua tiga."))
    block = article.blocks[0]
    assert (article.language, block.lang, block.section) == ("und", "und", None)
    assert block.segments == block.sentences == block.citations == ()
    assert article.front_matter.journal.title is None


def test_references_that_no_stage_read_keep_their_text():
    article = to_article(make_document(("reference", "Alderson, K. 2013."), ("reference", "Bakar, A. 2014.")))
    assert [(ref.id, ref.text, ref.year) for ref in article.references] == [
        ("r1", "Alderson, K. 2013.", None),
        ("r2", "Bakar, A. 2014.", None),
    ]
    assert article.blocks == ()


def test_a_note_without_a_call_has_no_anchor():
    doc = full_document()
    texts = list(doc.texts)
    texts[3] = replace(texts[3], anchors=(Anchor(34, None, "1"),))
    article = to_article(replace(doc, texts=tuple(texts)))
    assert article.footnotes[0].anchor is None
    assert article.blocks[3].anchors[0].note is None


def test_stages_and_settings_stand_in_the_record():
    article = to_article(make_document("x"), stages=["lines", "columns"])
    assert article.pipeline.stages == ("lines", "columns")
    assert article.pipeline.settings == {"engine": "auto", "ocr": "never"}


def test_accounting_counts_every_glyph_where_it_went():
    balance = to_article(full_document()).accounting
    assert balance.footnotes == len("1LihatAlderson.")
    assert balance.tables == 2
    assert balance.references == len("[1]Alderson,K.2013.Diplomacy.[2]Bakar,A.2014.Law.")
    assert balance.furniture == len("JurnalContoh1")
    assert balance.unaccounted == 0
    parts = balance.model_dump()
    assert parts.pop("chars") == sum(parts.values())


def test_dropped_glyphs_are_counted():
    doc = make_document("kata")
    ghost = Char("x", 0, 0, 1, 1, 1, 10, 0)
    space = ghost._replace(text=" ")
    page = replace(doc.pages[0], chars=(*doc.pages[0].chars, ghost, space))
    balance = count_glyphs(replace(doc, pages=(page,), dropped=((1, 4), (1, 5))))
    assert (balance.chars, balance.blocks, balance.dropped) == (5, 4, 1)


def test_a_word_that_nobody_claims_is_an_error_that_names_its_line():
    doc = make_document("Satu dua tiga.")
    passage = replace(doc.passages[0], spans=(Span(0, 0, 2),))
    with pytest.raises(OutputInvalidError, match=r"Page 1: the word 'tiga\.' is claimed by nothing"):
        to_article(replace(doc, passages=(passage,)))


def test_a_word_claimed_twice_is_an_error_even_when_the_sums_agree():
    doc = make_document("satu dua", "lima")
    passages = (
        replace(doc.passages[0], spans=(Span(0, 0, 1), Span(0, 0, 1), Span(0, 1, 2))),
        replace(doc.passages[1], spans=()),
    )
    with pytest.raises(OutputInvalidError, match="claimed twice"):
        to_article(replace(doc, passages=passages))


def test_a_glyph_that_reached_no_line_is_an_error_that_names_its_page():
    doc = make_document("kata")
    page = replace(doc.pages[0], chars=(*doc.pages[0].chars, Char("x", 0, 0, 1, 1, 1, 10, 0)))
    with pytest.raises(OutputInvalidError, match="page 1 has 5 glyphs and 4 in its lines"):
        to_article(replace(doc, pages=(page,)))


def test_a_table_without_a_passage_still_balances():
    line = make_line("a b")
    doc = make_document()
    table = Table((Span(0, 0, 2),), (("a", "b"),), 0, ())
    doc = replace(doc, lines=(line,), pages=(make_page([line]),), tables=(table,))
    assert count_glyphs(doc).tables == 2


def test_a_value_that_breaks_the_schema_is_named():
    doc = make_document("kata")
    doc = replace(doc, repairs=(Repair("no such kind", 0, 0, 1, "a", "b", "rule", 1.0),))
    with pytest.raises(OutputInvalidError, match=r"RepairRecord\.kind"):
        to_article(doc)


def test_an_empty_document_makes_a_valid_record():
    article = to_article(make_document())
    assert article.blocks == ()
    assert article.accounting.chars == 0


def test_a_passage_whose_text_is_only_a_marker_keeps_its_place():
    doc = make_document("1", "kata")
    texts = (Text("paragraph", "", 0, anchors=(Anchor(0, None, "1"),)), doc.texts[1])
    article = to_article(
        replace(doc, texts=texts, passages=(Passage("paragraph", doc.passages[0].spans), doc.passages[1]))
    )
    assert [block.text for block in article.blocks] == [None, "kata"]
    assert article.blocks[0].anchors[0].marker == "1"
