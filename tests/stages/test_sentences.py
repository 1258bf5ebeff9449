"""The sentence stage on ``cases/sentences.md``, and the tokenizers beside it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.document import Document, Text
from pipeline.language.sentence_rules import find_sentences
from pipeline.language.tokenizers import make_tokenizer
from pipeline.stages.sentences import split_sentences

CASES = Path(__file__).parents[1] / "cases" / "sentences.md"


def read_cases() -> list[tuple[str, str]]:
    """Return the title and one line for each line of a case."""
    chunks = CASES.read_text(encoding="utf-8").split("\n## ")[1:]
    return [(chunk.split("\n", 1)[0], line) for chunk in chunks for line in chunk.splitlines()[1:] if line]


@pytest.mark.parametrize(("title", "line"), read_cases())
def test_case(title: str, line: str):
    text = line.replace("|", " ") if "aktif.|" not in line else line.replace("|", "")
    assert [text[start:end] for start, end in find_sentences(text)] == line.split("|"), title


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="abN .?!1(\n“”\u2026,", max_size=80))
def test_sentences_hold_all_that_is_no_space(text: str):
    spans = find_sentences(text)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_paragraphs_of_an_abstract_end_sentences():
    assert find_sentences("satu\ndua") == ((0, 4), (5, 8))


@pytest.mark.parametrize("kind", ["title", "heading", "reference", "author"])
def test_short_kinds_are_one_sentence(kind: str):
    doc = Document(texts=(Text(kind=kind, text=" Kotler, P. Manajemen. Jakarta. ", passage=0),))
    assert split_sentences(doc).sentences == (((1, 31),),)


def test_empty_text_has_no_sentence():
    doc = Document(texts=(Text(kind="paragraph", text="", passage=0), Text(kind="heading", text=" ", passage=1)))
    assert split_sentences(doc).sentences == ((), ())


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Anak-anak “kupu-kupu” (S.H.) itu.", ["Anak-anak", "“", "kupu-kupu", "”", "(", "S.H.", ")", "itu", "."]),
        ("kiri,masing-masing", ["kiri", ",", "masing-masing"]),
        ("rata-rata/hari", ["rata-rata", "/", "hari"]),
        ("buku-nya", ["buku", "-nya"]),
    ],
)
def test_indonesian_tokens(text: str, tokens: list[str]):
    assert [token.text for token in make_tokenizer("id")(text)] == tokens


def test_tokens_keep_the_text():
    text = "Dr. Budi  tidak hadir; e-mail: a@b.id!"
    doc = make_tokenizer("id")(text)
    assert "".join(token.text_with_ws for token in doc) == text


def test_a_language_that_spacy_does_not_have_gets_a_tokenizer():
    assert len(make_tokenizer("min")("nan indak jo")) == 3
