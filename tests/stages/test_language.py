"""The language stage on documents built from ``cases/language.md``, and what every tag must satisfy."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accuracy.corpora.language import Mixed, parse_mixed
from pipeline.document import Document, Tagged, Text
from pipeline.language.detector import name_language, weigh_letters
from pipeline.language.labels import find_heading_language, normalise_heading
from pipeline.language.runs import decode, decode_pair
from pipeline.stages.language import tag_languages

CASES = Path(__file__).parents[1] / "cases" / "language.md"
LINE = re.compile(r"(?P<kind>\w+) (?P<lang>\w+): (?P<text>.+)")


def read_cases() -> list[tuple[str, list[str]]]:
    """Return the title and lines of each case."""
    chunks = CASES.read_text(encoding="utf-8").split("\n## ")[1:]
    return [(chunk.split("\n", 1)[0], [line for line in chunk.splitlines()[1:] if line]) for chunk in chunks]


def make_text(kind: str, case: Mixed, index: int) -> Text:
    return Text(kind=kind, text=case.text, passage=index, italics=case.italics)


def tag(*texts: str, kind: str = "paragraph") -> tuple[Tagged, ...]:
    doc = Document(texts=tuple(Text(kind=kind, text=text, passage=index) for index, text in enumerate(texts)))
    return tag_languages(doc).tags


@pytest.mark.parametrize(("title", "lines"), read_cases(), ids=[title for title, _ in read_cases()])
def test_case(title: str, lines: list[str]):
    found = [LINE.fullmatch(line) for line in lines]
    assert all(found), title
    cases = [parse_mixed(match["text"]) for match in found]
    texts = tuple(make_text(match["kind"], case, i) for i, (match, case) in enumerate(zip(found, cases, strict=True)))
    tags = tag_languages(Document(texts=texts)).tags
    assert [tagged.lang for tagged in tags] == [match["lang"] for match in found]
    for case, tagged, match in zip(cases, tags, found, strict=True):
        if match["kind"] == "reference":
            continue  # a reference's title may be a segment
        others = {(s.start, s.end, s.lang) for s in tagged.segments if s.lang != tagged.lang}
        assert others == set(case.stretches), case.text


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet="abc Aan dthe.,“”()٣عل-1", max_size=60), max_size=6))
def test_segments_cover_each_text_without_overlap(texts: list[str]):
    for text, tagged in zip(texts, tag(*texts), strict=True):
        assert tagged.segments[0].start == 0
        assert tagged.segments[-1].end == len(text)
        for before, after in zip(tagged.segments, tagged.segments[1:], strict=False):
            assert before.end == after.start
            assert before.lang != after.lang
        assert all(0 <= segment.score <= 1 for segment in tagged.segments)
        assert all(segment.start < segment.end for segment in tagged.segments) or not text


def test_no_texts_give_no_tags():
    assert tag_languages(Document()).tags == ()


def test_text_without_evidence_anywhere_is_undetermined():
    (tagged,) = tag("12 : 34")
    assert (tagged.lang, tagged.evidence) == ("und", "none")


def test_a_paragraph_in_no_known_language_is_a_doubt():
    strange = "Saluiring janma maduwe hak melancaran ring swang-swang negara, makta padruwenipun, tur mewali malih."
    known = "Penelitian ini bertujuan untuk menguji hipotesis yang diajukan oleh peneliti terdahulu di kota itu."
    doc = Document(texts=tuple(Text(kind="paragraph", text=text, passage=0) for text in (known, strange)))
    tagged = tag_languages(doc)
    assert [tag.lang for tag in tagged.tags] == ["id", "und"]
    assert [(doubt.stage, doubt.code) for doubt in tagged.diagnostics] == [("language", "language_unknown")]
    assert "Saluiring" in tagged.diagnostics[0].message


def test_what_decided_is_recorded():
    tags = tag_languages(
        Document(
            texts=(
                Text(kind="heading", text="1. PENDAHULUAN", passage=0),
                Text(kind="author", text="Siti Rahmawati", passage=1),
                Text(kind="paragraph", text="Penelitian ini bertujuan untuk menguji hipotesis tersebut.", passage=2),
                Text(kind="footnote", text="Ibid., hlm. 3.", passage=3),
                Text(kind="paragraph", text="الحمد لله", passage=4),
            )
        )
    ).tags
    assert [tagged.evidence for tagged in tags] == ["lexicon", "document", "words", "frame", "script"]


def test_texts_do_not_depend_on_the_document_read_before():
    texts = ("Penelitian ini bertujuan untuk menguji hipotesis.", "Die Ergebnisse werden im Folgenden dargestellt.")
    first = tag(*texts)
    tag("Der Staat hat die Aufgabe, die Freiheit seiner Bürger zu schützen und das Recht zu wahren.")
    assert (
        tag("Penelitian ini bertujuan untuk menguji hipotesis.", "Die Ergebnisse werden im Folgenden dargestellt.")
        == first
    )


def test_letters_say_nothing_where_there_are_none():
    assert weigh_letters([], ("id", "en")) == [0.0, 0.0]
    assert weigh_letters(["ʼ"], ("id", "en")) == [0.0, 0.0]


def test_letters_know_running_text():
    indonesian, english = weigh_letters(["hasil", "penelitian", "menunjukkan", "bahwa", "harga", "naik"], ("id", "en"))
    assert indonesian == 0.0
    assert english < -4.0


def test_the_parts_of_a_compound_speak_alone():
    whole, parts = (weigh_letters(words, ("id", "en")) for words in (["anak-anak"], ["anak", "anak"]))
    assert whole == pytest.approx(parts)


def test_letters_name_a_language_that_nobody_asked_for():
    assert name_language(["todos", "os", "seres", "humanos", "nascem", "livres", "em", "direitos"]) == "pt"


@pytest.mark.parametrize(
    ("printed", "normal"),
    [
        ("BAB I PENDAHULUAN", "pendahuluan"),
        ("P E N D A H U L U A N", "pendahuluan"),
        ("2.1. Metode  Penelitian :", "metode penelitian"),
        ("A. Latar Belakang", "latar belakang"),
        ("IV. CONCLUSION", "conclusion"),
    ],
)
def test_headings_are_looked_up_without_number_and_case(printed: str, normal: str):
    assert normalise_heading(printed) == normal
    assert find_heading_language(printed) == ("en" if normal == "conclusion" else "id")


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(-12, 12), st.integers(0, 8)), min_size=1, max_size=12))
def test_two_languages_are_decoded_as_many_are(words: list[tuple[int, int]]):
    differences = [difference / 4 for difference, _ in words]
    prices = [price / 4 + 1 / 64 for _, price in words]
    weights = [(min(d, 0.0) if d < 0 else 0.0, -d if d > 0 else 0.0) for d in differences]
    pair = decode_pair(differences, prices, ("id", "en"))
    many = decode(weights, [1.0] * len(words), prices, ("id", "en"))

    def worth(runs) -> float:
        gains = sum(sum(differences[r.start : r.end]) * (1 if r.lang == "id" else -1) / 2 for r in runs)
        return gains - sum(prices[r.start] for r in runs[1:])

    assert worth(pair) == pytest.approx(worth(many))
