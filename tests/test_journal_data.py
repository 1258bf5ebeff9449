"""Running heads, feet and title lines of the forms that Indonesian journals print."""

import re
from pathlib import Path

import pytest

from pipeline.fields import Journal
from pipeline.front.journal_data import has_issue_data, read_journal, read_licence
from pipeline.front.journal_issn import is_issn
from pipeline.front.journal_titles import Printed, names_journal


def read(lines, **kwargs):
    """Read strings as running heads of page 1; a number in front says another page."""
    printed = []
    for line in lines:
        page, text = line if isinstance(line, tuple) else (1, line)
        printed.append(Printed(text, page, "head"))
    return read_journal(printed, **kwargs)


CASES = Path(__file__).parent / "cases" / "journal_data.md"


def read_cases():
    """Return title, strings and labelled data of each case."""
    for chunk in re.split(r"^## ", CASES.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        head, _, labels = chunk.partition("\n=>")
        title, *lines = head.splitlines()
        value = dict(row.split(": ", 1) for row in labels.strip().splitlines())
        year = int(value.pop("year")) if "year" in value else None
        yield title, lines, Journal(**value, year=year)


FORMS = list(read_cases())


@pytest.mark.parametrize(("lines", "journal"), [form[1:] for form in FORMS], ids=[form[0] for form in FORMS])
def test_form(lines, journal):
    assert read(lines).journal == journal


def test_a_decree_of_accreditation_is_no_issue():
    lines = [
        "Akreditasi KEMENRISTEKDIKTI, No. 158/E/KPT/2021",
        "Validity period from Volume 5 Number 2 of 2021 to Volume 10",
    ]
    assert read(lines).journal == Journal()


def test_template_leftovers_are_outvoted_and_said():
    lines = [(page, "JURNAL ALIR - Vol. 1 No. 2 (2020)") for page in (1, 2, 3)] + [
        (4, "AUTHOR / JURNAL ALIR - VOL. X. NO. X (XXXX)")
    ]
    found = read(lines)
    assert found.journal.volume == "1"
    assert [(doubt.code, doubt.page) for doubt in found.doubts] == [("journal_conflict", 4)]


def test_the_articles_title_is_no_journals():
    lines = [(page, "Peran Jurnal Kampus bagi Mahasiswa") for page in (2, 3, 4)] + [
        (2, "Warta Kampus Vol. 1 No. 2, 2020")
    ]
    assert read(lines, title="Peran Jurnal Kampus bagi Mahasiswa").journal.title == "Warta Kampus"


@pytest.mark.parametrize(
    ("labels", "first_page", "pages"),
    [
        ([(1, "151"), (2, "152"), (6, "156")], 1, ("151", "156")),
        ([(2, "62"), (3, "63"), (4, "7")], 1, ("61", "63")),
        ([(1, "A51"), (2, "A52")], 1, ("A51", "A52")),
        ([(2, "D-2"), (3, "D-3")], 1, ("D-1", "D-3")),
        ([(2, "i"), (3, "1"), (4, "2")], 3, ("1", "2")),
        ([], 1, (None, None)),
    ],
)
def test_page_numbers(labels, first_page, pages):
    journal = read([], page_labels=labels, first_page=first_page).journal
    assert (journal.first_page, journal.last_page) == pages


def test_a_range_that_the_page_numbers_deny_is_said():
    found = read(["Jurnal Air Vol. 1 No. 2 (2020) 10-15"], page_labels=[(1, "20"), (2, "21")])
    assert found.journal.first_page == "10"
    assert [doubt.code for doubt in found.doubts] == ["journal_conflict"]


def test_check_digits():
    assert is_issn("2548-964X") and not is_issn("2548-9641")
    found = read(["ISSN 2548-9641"])
    assert found.journal.issn_print == "2548-9641"
    assert [doubt.code for doubt in found.doubts] == ["issn_check_digit"]
    assert read(["2548-9641 (Print)", "Telp 0761-6327"]).journal == Journal()


@pytest.mark.parametrize(
    ("text", "licence"),
    [
        ("This work is licensed under Creative Commons Attribution-ShareAlike 4.0 Internasional.", "CC BY-SA 4.0"),
        ("Creative Commons Attribution 4.0 International License (CC BY 4.0)", "CC BY 4.0"),
        ("CC-BY-NC-ND", "CC BY-NC-ND"),
        ("Creative Commons Attribution-No Derivative Works 3.0 License", "CC BY-ND 3.0"),
        ("attribution theory 4.0", None),
    ],
)
def test_licences(text, licence):
    assert read_licence(text) == licence


def test_what_is_about_an_issue():
    assert (
        has_issue_data("Vol. 6 No. 2 (2022)")
        and has_issue_data("e-ISSN: 2548-964X")
        and has_issue_data("DOI: 10.1234/x")
    )
    assert not has_issue_data("Perbandingan Volume Air") and not has_issue_data("Edisi revisi")
    assert names_journal("JURNAL RESTU") and not names_journal("Jurnal ini memuat hasil penelitian.")
    assert has_issue_data("Cakrawala Nusa 5, no. 2 (Juni 2021)")
    assert not has_issue_data("Hukum civil, no. 2 (putusan tahun 2021)")
