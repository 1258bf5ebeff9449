"""The measures that scores are made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluation.similarity import distance, f1, letters, pair_up, plain, shared, similarity

SHORT = st.text(alphabet="abc ", max_size=40)


def plain_distance(a, b):
    """The textbook matrix, to compare with."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]


@given(SHORT, SHORT)
def test_distance_is_the_textbook_one(a, b):
    assert distance(a, b) == plain_distance(a, b)


@given(
    st.lists(st.sampled_from(["satu", "dua", "tiga"]), max_size=12),
    st.lists(st.sampled_from(["dua", "tiga"]), max_size=12),
)
def test_distance_of_words(a, b):
    assert distance(a, b) == plain_distance(a, b)


def test_distance_beyond_a_machine_word():
    a, b = "x" * 500 + "abc" + "y" * 500, "x" * 500 + "acb" + "y" * 501
    assert distance(a, b) == 2


@pytest.mark.parametrize(
    ("a", "b", "likeness"), [("", "", 1.0), ("", "ab", 0.0), ("abcd", "abcx", 0.75), ("abcd", "abcd", 1.0)]
)
def test_similarity(a, b, likeness):
    assert similarity(a, b) == likeness


def test_plain_takes_the_typesetter_out():
    assert plain("“undang–undang”\u00a0 ﬁsik\u00ad ‘x’") == "\"undang-undang\" fisik 'x'"


def test_plain_keeps_the_author():
    assert plain("Negara-negara, Ibid.") == "Negara-negara, Ibid."


def test_letters():
    assert letters("S.IP., M.Si") == "sipmsi"


@pytest.mark.parametrize(
    ("hits", "found", "wanted", "value"), [(0, 0, 0, None), (0, 2, 2, 0.0), (1, 1, 3, 0.5), (2, 2, 2, 1.0)]
)
def test_f1(hits, found, wanted, value):
    assert f1(hits, found, wanted) == value


def test_shared_counts_repeats():
    assert shared(["a", "a", "b"], ["a", "b", "b"]) == pytest.approx(2 / 3)


def test_pairs_are_one_to_one_and_the_best_win():
    pairs = pair_up(["abcdefghij", "abcdefghix"], ["abcdefghix", "abcdefghiz"], 0.8)
    assert [(pair.actual, pair.expected) for pair in pairs] == [(1, 0), (0, 1)]


def test_equal_items_pair_in_order():
    pairs = pair_up(["Ibid.", "Ibid."], ["Ibid.", "Ibid."], 0.9)
    assert [(pair.actual, pair.expected) for pair in pairs] == [(0, 0), (1, 1)]


def test_unlike_items_do_not_pair():
    assert pair_up(["sepuluh kata"], ["lain sekali"], 0.9) == []


def test_forbidden_pairs():
    assert pair_up(["Ibid."], ["Ibid."], 0.9, allowed=lambda i, j: False) == []
