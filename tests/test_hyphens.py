"""Hyphens at line ends: evidence classes, regimes, decisions over a document, and the accuracy set's floors."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.lexicon import SortedWords, load_lines, load_sorted
from pipeline.text.hyphen_evidence import LineHyphen, weigh
from pipeline.text.hyphen_regime import estimate, posterior
from pipeline.text.hyphen_vocabulary import find_words, gather_vocabulary
from pipeline.text.hyphen_weights import WEIGHTS
from pipeline.text.hyphens import decide_hyphens
from pipeline.text.indonesian_morphology import has_sound_change, is_reduplication
from pipeline.text.line_hyphens import read_line_hyphen

CASES = Path(__file__).parent / "cases" / "hyphens.md"


def read_cases() -> list[list[str]]:
    rows = [line.strip().strip("|").split("|") for line in CASES.read_text(encoding="utf-8").splitlines()]
    return [[cell.strip() for cell in row] for row in rows if len(row) == 5][2:]


@pytest.mark.parametrize(("lines", "lang", "elsewhere", "rule", "sign"), read_cases())
def test_evidence(lines: str, lang: str, elsewhere: str, rule: str, sign: str) -> None:
    *_, before, after = lines.split(" / ")
    hyphen = read_line_hyphen(before, after, lang, title_case=False)
    evidence = weigh(hyphen, gather_vocabulary([find_words(elsewhere)]))
    assert evidence.rule == rule
    assert ("keep" if evidence.shape else "+" if evidence.weight > 0 else "-") == sign


def make_hyphens(*pairs: str, lang: str = "id") -> list[LineHyphen]:
    return [read_line_hyphen(*pair.split("/"), lang, title_case=False) for pair in pairs]


SOFT = ["kata pelak-/sanaan", "kata pem-/bangunan", "kata dae-/rah", "kata menu-/rut", "kata peme-/rintah"]
HARD = ["kata anak-/anak", "kata masing-/masing", "kata non-/negara", "kata sub-/negara", "kata negara-/kota"]


def decide(pairs: list[str], lines: int, elsewhere: str = "") -> list[bool]:
    """Return which hyphens are kept."""
    hyphens = make_hyphens(*pairs)
    return [d.keep for d in decide_hyphens(hyphens, gather_vocabulary([find_words(elsewhere)]), {"id": lines})]


def test_a_document_without_hyphenation_keeps_all() -> None:
    assert decide([*HARD, *HARD], 1000) == [True] * 10


def test_an_unknown_word_follows_the_regime() -> None:
    unknown = "kata zirbu-/kalma"
    assert decide([*HARD, unknown], 800)[-1] is True
    assert decide([*SOFT * 4, unknown], 200)[-1] is False


def test_hyphenation_drops_soft_and_keeps_hard() -> None:
    assert decide([*SOFT * 4, *HARD], 250) == [False] * 20 + [True] * 5


def test_one_odd_hyphen_does_not_turn_a_document() -> None:
    assert decide([*HARD * 2, "kata multi-/lateral"], 1000)[-1] is True


def test_a_hyphenated_abstract_in_another_language() -> None:
    english = make_hyphens(
        *["the govern-/ment", "the pro-/cess", "the develop-/ment", "the popu-/lation", "the infor-/mation",
          "the econ-/omy", "the univer-/sity", "the commu-/nity", "the zirb-/alisk"], lang="en"
    )  # fmt: skip
    kept = [
        d.keep
        for d in decide_hyphens([*make_hyphens(*HARD * 3), *english], gather_vocabulary([]), {"id": 1500, "en": 90})
    ]
    assert kept == [True] * 15 + [False] * 9


def test_the_authors_spelling_is_never_made_a_norm() -> None:
    """``nonpemerintah`` is the norm and in use, but not in this document."""
    assert decide([*SOFT * 4, "kata non-/pemerintah"], 250)[-1] is True
    assert decide([*SOFT * 4, "kata non-/pemerintah"], 250, "lembaga nonpemerintah")[-1] is False


def test_confidence_is_that_of_the_decision() -> None:
    hyphens = make_hyphens(*SOFT * 4, *HARD)
    for decision in decide_hyphens(hyphens, gather_vocabulary([]), {"id": 250}):
        assert 0.5 < decision.confidence <= 1


@pytest.mark.parametrize("name", ["english_solid", "english_hyphenated"])
def test_long_lists_are_looked_up_as_they_lie(name: str) -> None:
    lines, found = load_lines(name), load_sorted(name)
    assert list(lines) == sorted(set(lines)) and len(lines) > 5000
    assert all(word in found for word in (*lines[:40], *lines[::997], *lines[-40:]))
    assert not any(
        word in found for word in ("", "#", "a\n", "zzzzzz", lines[0][:-1], f"{lines[-1]}x", "\n".join(lines[:2]))
    )


@pytest.mark.parametrize("words", [b"", b"one\n", b"a\nb\n", b"a\nab\nabc\nb\n"])
def test_short_lists(words: bytes) -> None:
    found = SortedWords(words)
    lines = words.decode().split()
    assert [word for word in ("", "a", "ab", "abc", "abcd", "b", "c", "one", "onee") if word in found] == lines


def test_no_hyphens_no_decisions() -> None:
    assert decide_hyphens([], gather_vocabulary([]), {}) == ()


@given(st.lists(st.floats(-9, 9), max_size=60), st.floats(0, 50))
def test_estimates_are_probabilities(weights: list[float], hard: float) -> None:
    regime = estimate(weights, hard)
    assert 0 <= regime.with_hyphenation <= 1 and 0 < regime.soft_share < 1
    assert 0 <= posterior(regime, 0.0) <= 1


@given(st.lists(st.floats(-9, 9), min_size=1, max_size=40), st.floats(-8, 8), st.floats(0.1, 3))
def test_more_evidence_for_soft_never_lowers_its_probability(weights: list[float], weight: float, more: float) -> None:
    regime = estimate(weights, 5.0)
    assert posterior(regime, weight + more) >= posterior(regime, weight) - 1e-12


def test_weights_are_finite() -> None:
    assert all(math.isfinite(value) for weight in WEIGHTS.values() for value in weight)


@pytest.mark.parametrize(
    "word",
    [
        "anak-anak", "berulang-ulang", "kemerah-merahan", "mengorek-ngorek", "menulis-nulis", "turun-temurun",
        "tolong-menolong", "terus-menerus", "surat-menyurat", "cita-citanya", "ubi-ubian", "gilang-gemilang",
        "berkejar-kejaran", "kehijau-hijauan", "tukar-menukar",
    ],
)  # fmt: skip
def test_reduplication(word: str) -> None:
    assert is_reduplication(*word.split("-"))


@pytest.mark.parametrize("word", ["sayur-mayur", "bolak-balik", "gerak-gerik", "ramah-tamah", "lauk-pauk"])
def test_sound_change(word: str) -> None:
    assert has_sound_change(*word.split("-")) and not is_reduplication(*word.split("-"))


@pytest.mark.parametrize("parts", ["demo-krasi", "pelak-sanaan", "pem-bangunan", "hulu-hilir", "ekspor-impor"])
def test_no_reduplication(parts: str) -> None:
    left, right = parts.split("-")
    assert not is_reduplication(left, right) and not has_sound_change(left, right)


def test_halves_at_a_line_end_are_no_evidence() -> None:
    words = find_words("pelaksanaan kelom-\npok tani\nanak-anak")
    assert words == ["pelaksanaan", "tani", "anak-anak"]


def test_floors_of_the_accuracy_set() -> None:
    pytest.importorskip("pyphen", reason="the simulation needs a hyphenator")
    from accuracy.floors import find_breaches, read_floors
    from accuracy.hyphens import measure

    assert len(read_floors("hyphens")) == 12
    assert find_breaches("hyphens", measure()) == []


def test_a_breach_is_seen() -> None:
    from accuracy.floors import find_breaches, read_floors

    low = {name: floor - 0.01 for name, floor in read_floors("hyphens").items()}
    assert len(find_breaches("hyphens", low)) == len(low)
    assert len(find_breaches("hyphens", {})) == len(low)
