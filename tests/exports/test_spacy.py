"""The DocBin, loaded by a bare spaCy."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc, DocBin

from pipeline.exports import to_doc, to_docbin
from pipeline.exports.spacy_doc import EXTENSIONS, Layout
from schemas import Article
from tests.exports.records import HOSTILE, bare, hostile


def load(article: Article) -> Doc:
    (doc,) = DocBin().from_bytes(to_docbin(article)).get_docs(spacy.blank("xx").vocab)
    return doc


def test_the_text_comes_back():
    doc = load(hostile())
    assert doc.text == Layout(hostile()).text
    for block in hostile().blocks:
        assert (block.text or "") in doc.text


def test_blocks_notes_and_references_are_spans():
    doc = load(hostile())
    spans = {span.id_: span for span in doc.spans["blocks"]}
    assert (spans["b5"].label_, spans["b5"].text) == ("quote", "> 1. kutipan")
    assert (spans["n1"].label_, spans["n1"].text) == ("footnote", HOSTILE)
    assert (spans["r3"].label_, spans["r3"].text) == ("reference", "Tanpa bidang")
    texts = [block for block in hostile().blocks if block.text]
    assert len(spans) == len(texts) + len(hostile().footnotes) + len(hostile().references)


def test_sentences_begin_where_the_record_says():
    doc = load(hostile())
    sentences = [sentence.text.strip() for sentence in doc.sents]
    assert "> 1. kutipan" in sentences and HOSTILE[-1] == sentences[sentences.index("1.1 Dalam") - 1][-1]
    block = next(block for block in hostile().blocks if block.id == "b4")
    wanted = [block.text[sentence.start : sentence.end].strip() for sentence in block.sentences]
    first = sentences.index(wanted[0])
    assert sentences[first : first + 2] == wanted


def test_sections_hold_those_below_them():
    doc = load(hostile())
    spans = {span.id_: span for span in doc.spans["sections"]}
    assert (spans["s1"].label_, spans["s4"].label_) == ("introduction", "references")
    assert spans["s1"].start < spans["s2"].start and spans["s1"].end >= spans["s2"].end
    assert spans["s1"].text.startswith("1. Pendahuluan") and spans["s1"].text.endswith("Kembali ke atas.")


def test_segments_citations_and_anchors_are_exact():
    doc = load(hostile())
    assert [(span.text, span.id_) for span in doc.spans["citations"]] == [
        ("(Alderson, 2013; Bakar, 2014)", "r1 r2"),
        ("tum", ""),
        ("buh.", "r3"),
    ]
    start = next(span for span in doc.spans["blocks"] if span.id_ == "b4").start_char
    segments = [span for span in doc.spans["segments"] if span.start_char in (start, start + 20)]
    assert (segments[0].label_, segments[0].end_char - start) == ("id", 20)
    anchors = [(span.label_, span.id_, span.end_char - start) for span in doc.spans["anchors"]]
    assert ("1", "n1", 3) in anchors and ("7", "", 20) in anchors


def test_extensions_are_there_for_who_registers_them():
    for name in EXTENSIONS:
        Doc.set_extension(name, default=None)
    try:
        doc = load(hostile())
        assert (doc._.record_id, doc._.language, doc._.title, doc._.year) == ("0" * 16, "id", HOSTILE, 2023)
        assert doc._.doi == "10.5555/a_b%c{d}"
    finally:
        for name in EXTENSIONS:
            Doc.remove_extension(name)


def test_an_empty_article_is_an_empty_doc():
    assert len(load(bare())) == 0 == len(to_doc(bare()))
