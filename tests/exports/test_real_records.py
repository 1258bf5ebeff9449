"""Records of real files in every format, each read back: the samples and, where they are, the shared journal PDFs."""

from __future__ import annotations

from functools import cache

import pytest
import spacy
from spacy.tokens import DocBin

from pipeline.exports import to_docbin, to_jats, to_markdown, to_tei
from pipeline.exports.spacy_doc import Layout
from schemas import Article
from tests.exports.records import SAMPLES, SHARED, find_dtd, read
from tests.exports.test_markdown import expected_headings, headings, notes, parse

etree = pytest.importorskip("lxml.etree")
grobid = pytest.importorskip("grobid_tei_xml")


@pytest.mark.parametrize("path", [*SAMPLES, *SHARED], ids=lambda path: path.stem)
def test_every_format_reads_back(path):
    article = read(path)
    if article is None:
        return
    check_jats(article)
    check_tei(article)
    check_markdown(article)
    check_spacy(article)


@cache
def load_dtd():
    path = find_dtd()
    return etree.DTD(file=str(path)) if path else None


def check_jats(article: Article) -> None:
    root = etree.fromstring(to_jats(article))
    dtd = load_dtd()
    if dtd is not None:
        assert dtd.validate(root), dtd.error_log
    assert [found.get("id") for found in root.iter("fn")] == [note.id for note in article.footnotes]
    assert [found.get("id") for found in root.iter("ref")] == [reference.id for reference in article.references]
    wanted = sorted(
        " ".join(block.text.split()) for block in article.blocks if block.kind == "paragraph" and block.text
    )
    assert sorted(words(item) for item in root.iter("p") if is_paragraph(item)) == wanted


def is_paragraph(item) -> bool:
    """Return whether it is running text of the body: no note, caption or part of the front, no other kind of block."""
    known = item.get("id") is not None and item.get("content-type") is None
    return known and item.getparent().tag not in ("caption", "list-item", "disp-quote", "abstract")


def words(item) -> str:
    """Return the paragraph without the markers, which are not in the record's text."""
    copy = etree.fromstring(etree.tostring(item, with_tail=False))
    etree.strip_elements(copy, "sup", with_tail=False)
    return " ".join("".join(copy.itertext()).split())


def check_tei(article: Article) -> None:
    document = grobid.parse_document_xml(to_tei(article).decode())
    assert [reference.unstructured for reference in document.citations] == [item.text for item in article.references]
    names = [author.name for author in article.front_matter.authors]
    assert len(document.header.authors) == len(names)


def check_markdown(article: Article) -> None:
    tokens = parse(to_markdown(article).decode())
    assert [" ".join(text.split()) for text in headings(tokens)] == expected_headings(article)
    assert sorted(notes(tokens)) == sorted(note.text for note in article.footnotes)


def check_spacy(article: Article) -> None:
    (doc,) = DocBin().from_bytes(to_docbin(article)).get_docs(spacy.blank("xx").vocab)
    assert doc.text == Layout(article).text
    for span, stretch in zip(doc.spans["citations"], Layout(article).citations, strict=True):
        assert span.end_char == stretch.end
        assert span.start_char == stretch.start or stretch.start == stretch.end
