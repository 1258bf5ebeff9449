"""Author blocks: the cases file, the labelled blocks, and what stays open."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accuracy.authors import DATA, count_fields, read_blocks
from pipeline.front.authors import BlockLine, read_authors
from pipeline.front.contacts import is_orcid, match_mails, read_contacts
from pipeline.front.lines import classify_line
from pipeline.front.marks import fence, read_marks
from pipeline.front.names import is_name, split_degrees

CASES = read_blocks(Path(__file__).parent / "cases" / "authors.md")
TUNING = read_blocks(DATA / "author_blocks_tuning.txt")
NAMES_FLOOR = 0.97
"""What issue 5 asks of the test half."""


@pytest.mark.parametrize("block", [*CASES, *TUNING], ids=lambda block: block.title)
def test_block(block):
    found = read_authors(block.lines)
    assert [replace(author, given=None, family=None) for author in found.authors] == list(block.authors)
    assert found.affiliations == block.affiliations


def test_cases_are_there():
    assert len(CASES) >= 10
    assert len(TUNING) + len(read_blocks(DATA / "author_blocks_test.txt")) >= 40


def test_names_of_the_test_half():
    counts = count_fields(read_blocks(DATA / "author_blocks_test.txt"))
    assert counts["name"].labelled > 70
    assert counts["name"].f1 >= NAMES_FLOOR


def test_given_and_family():
    found = read_authors([BlockLine("Siti Rahmawati, Nurlaila, I Gede Wiguna")])
    assert [(a.given, a.family) for a in found.authors][:2] == [("Siti", "Rahmawati"), ("Nurlaila", None)]


def test_an_address_of_nobody_is_said_to_be_doubtful():
    found = read_authors([BlockLine("Budi Santoso, Ani Wijaya"), BlockLine("Email: qqq.1986@mail.example")])
    assert found.authors[0].emails == ("qqq.1986@mail.example",)
    assert [doubt.code for doubt in found.doubts] == ["email_owner_uncertain"]


def test_type_and_place_outweigh_words():
    lines = [BlockLine("Anton Wijaya", kind="author"), BlockLine("Bukit Jimbaran", kind="affiliation")]
    found = read_authors(lines)
    assert [author.name for author in found.authors] == ["Anton Wijaya"]
    assert found.affiliations == ("Bukit Jimbaran",)


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("1", ("1",)),
        ("1,2*", ("1", "2", "*")),
        ("*)", ("*",)),
        ("**", ("**",)),
        ("1-3", ("1", "2", "3")),
        ("a,b", ("a", "b")),
    ],
)
def test_marks(text, marks):
    assert read_marks(text) == marks


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Rizky Ananda Putri", "author"),
        ("Ria Chaniago1*, The Houw Liong1", "author"),
        ("1,2 Universitas Buddhi Dharma, Banten", "affiliation"),
        ("Jl. Raya Ciledug, Jakarta 12260", "affiliation"),
        ("Pembimbing: Dr. Yusnita, M.Si", "supervisor"),
        ("e-mail: budi@mail.example", "contact"),
        ("Telp. (0274) 884201 - 207", "contact"),
        ("* Penulis korespondensi", "contact"),
        ("NIM. E1012141077", "student_id"),
        ("20160510233", "student_id"),
        ("Oleh:", "label"),
        ("yang ditinjau dari sudut ekonomi", "unknown"),
    ],
)
def test_line_kinds(line, kind):
    assert classify_line(fence(line)) == kind


@pytest.mark.parametrize(
    "name", ["Nurlaila", "I Gede Arya", "Ahmad bin Ali", "A. W. Putra", "Ma'ruf", "Al-Farisi", "Onny setyawati"]
)
def test_names(name):
    assert is_name(name)


@pytest.mark.parametrize("text", ["", "Tabel 1", "dan lain-lain", "Universitas 2010", "http://x", "a b c d"])
def test_no_names(text):
    assert not is_name(text)


def test_degrees():
    assert split_degrees("S.Kep.Ns.") == ("S.Kep.Ns.",)
    assert split_degrees("SE. MM") == ("SE.", "MM")
    assert split_degrees("M. Si") == ("M. Si",)
    assert split_degrees("Noor") == split_degrees("A.R.") == ()


def test_addresses():
    found = read_contacts(fence("Email: {a.b, cd}@x.example; dan e-f@y.co.id"))
    assert [mail.address for mail in found.mails] == ["a.b@x.example", "cd@x.example", "e-f@y.co.id"]
    assert match_mails(["budi_s@x.id", "sw61@y.id"], ["Sri Widia", "Budi Santosa"]) == (1, 0)
    assert is_orcid("0000-0002-1825-0097") and not is_orcid("0000-0002-1825-0098")


@given(st.lists(st.text(alphabet="AaBb1,*^ .@()-:\x02é", max_size=30), max_size=5))
def test_any_lines_can_be_read(lines):
    found = read_authors([BlockLine(line) for line in lines])
    assert all(0 <= at < len(found.affiliations) for author in found.authors for at in author.affiliations)
    assert all(author.name for author in found.authors)
    assert all(found.affiliations)
