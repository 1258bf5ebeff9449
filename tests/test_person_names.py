"""Names into given and family part."""

import pytest

from pipeline.front.person_names import is_initials, split_name

NATURAL = [
    ("Siti Rahmawati", "Siti", "Rahmawati"),
    ("M. Quraish Shihab", "M. Quraish", "Shihab"),
    ("S Riyanto", "S", "Riyanto"),
    ("I Gede Suparta", "I Gede", "Suparta"),
    ("Ni Made Ayu Lestari", "Ni Made Ayu", "Lestari"),
    ("I Gusti Ngurah Rai", "I Gusti Ngurah", "Rai"),
    ("La Ode Kaimoeddin", "La Ode", "Kaimoeddin"),
    ("Ahmad bin Hasan", "Ahmad", "bin Hasan"),
    ("AHMAD BIN HASAN", "AHMAD", "BIN HASAN"),
    ("Aminah binti Abdul Rahman", "Aminah", "binti Abdul Rahman"),
    ("Muhammad al-Ghazali", "Muhammad", "al-Ghazali"),
    ("Muhammad Al Ghazali", "Muhammad", "Al Ghazali"),
    ("Vincent van Gogh", "Vincent", "van Gogh"),
    ("Simone de Beauvoir", "Simone", "de Beauvoir"),
    ("John Smith Jr.", "John", "Smith Jr."),
    ("Tran Le Minh", "Tran Le", "Minh"),
]
TURNED = [
    ("Moeliono, Anton M.", "Anton M.", "Moeliono"),
    ("van Dijk, Teun A.", "Teun A.", "van Dijk"),
]
SINGLE = [
    ("Sugiyono", "Sugiyono"),
    ("Sugiyono Sugiyono", "Sugiyono"),
    ("Sardius, Sardius", "Sardius"),
    (",, Ahmad", "Ahmad"),
    ("', Adlin", "Adlin"),
    ("Khotami '", "Khotami"),
    ("I Wayan", "I Wayan"),
    ("Ni Luh Putu", "Ni Luh Putu"),
    ("Al Ghazali", "Al Ghazali"),
]


@pytest.mark.parametrize(("name", "given", "family"), NATURAL + TURNED)
def test_two_parts(name, given, family):
    assert split_name(name) == (given, family)


@pytest.mark.parametrize(("name", "only"), SINGLE)
def test_no_surname_is_invented(name, only):
    assert split_name(name) == (only, None)


def test_nothing_gives_nothing():
    assert split_name("  ") == (None, None)


@pytest.mark.parametrize("text", ["A.", "A. B.", "AB", "J.-P.", "Th.", "M. G. R."])
def test_initials(text):
    assert is_initials(text)


@pytest.mark.parametrize("text", ["Sugiyono", "Al", "A. Budi", "", "2010"])
def test_no_initials(text):
    assert not is_initials(text)
