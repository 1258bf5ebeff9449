"""Dates and histories as Indonesian, English and German journals print them."""

import pytest

from pipeline.fields import Dates
from pipeline.front.dates import find_dates, has_date_label, read_history, read_month


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("06 Juli 2024", "2024-07-06"),
        ("6 Pebruari 1999", "1999-02-06"),
        ("15 Nopember 2003", "2003-11-15"),
        ("2 Okober 2020", "2020-10-02"),
        ("3 Agt 2019", "2019-08-03"),
        ("11-11-2013", "2013-11-11"),
        ("2/11/2020", "2020-11-02"),
        ("03/25/2021", "2021-03-25"),
        ("2021-01-05", "2021-01-05"),
        ("7.3.2011", "2011-03-07"),
        ("12/02/19", "2019-02-12"),
        ("March 01, 2020", "2020-03-01"),
        ("March 3rd, 2020", "2020-03-03"),
        ("1st of May 2017", "2017-05-01"),
        ("12-Jul-2022", "2022-07-12"),
        ("5. März 2012", "2012-03-05"),
        ("Sept. 2018", "2018-09"),
        ("Maret 2020", "2020-03"),
    ],
)
def test_date_forms(text, iso):
    assert [date.iso for date in find_dates(f"diterima {text}, ya")] == [iso]


@pytest.mark.parametrize(
    "text",
    [
        "Volume 2020",
        "Halaman 445 - 456",
        "32/13/2020",
        "hlm. 12 Tahun 2019",
        "2337-3520",
        "ext 2298",
        "10.9744/x.12.2.90-95",
    ],
)
def test_no_date(text):
    assert find_dates(text) == ()


def test_offsets():
    text = "Disetujui: 3 Mei 2021 | Terbit: Juni 2021"
    assert [text[date.start : date.end] for date in find_dates(text)] == ["3 Mei 2021", "Juni 2021"]


def test_months():
    assert [read_month(word) for word in ("Januari", "Agst", "Desmber", "Februray", "Ju", "Medan")] == [
        1,
        None,
        12,
        2,
        None,
        None,
    ]


HISTORIES = [
    (
        ["(Naskah masuk: 12 Februari 2019, diterima untuk diterbitkan: 27 Maret 2020)"],
        Dates(received="2019-02-12", accepted="2020-03-27"),
    ),
    (
        ["Diterima", "2 Mei 2019", "Direvisi", "3 Juni 2019", "Disetujui", "4 Juli 2019"],
        Dates("2019-05-02", "2019-06-03", "2019-07-04"),
    ),
    (["Direvisi 3 Juni 2019, diterima 4 Juli 2019"], Dates(revised="2019-06-03", accepted="2019-07-04")),
    (
        ["Diterima: 2 Mei 2019; Diterima: 3 Juni 2019; Dipublikasikan: 3 Juli 2019"],
        Dates("2019-05-02", None, "2019-06-03", "2019-07-03"),
    ),
    (["Dikirim 1 Mei 2019", "Diterima 1 Juni 2019"], Dates(received="2019-05-01", accepted="2019-06-01")),
    (
        ["Diterima 1 Juni 2019", "Diterbitkan 1 Juli 2019"],
        Dates(received="2019-06-01", published="2019-07-01"),
    ),
    (
        ["Naskah diterima: 02/11/2020 revisi: 03/12/2020 disetujui: 05/01/2021"],
        Dates("2020-11-02", "2020-12-03", "2021-01-05"),
    ),
    (
        ["Submitted: 15 May 2017 | Accepted: 23 August 2017 | Published: 27 September 2017"],
        Dates("2017-05-15", None, "2017-08-23", "2017-09-27"),
    ),
    (
        ["Recieved: March 01, 2020", "Final Revision: May 03, 2020", "Available Online: May 15, 2020"],
        Dates("2020-03-01", "2020-05-03", None, "2020-05-15"),
    ),
    (
        ["Received Revised Accepted", "Jan 1, 2020 Feb 2, 2020 March 3, 2020"],
        Dates("2020-01-01", "2020-02-02", "2020-03-03"),
    ),
    (
        ["Received: 30-07-2025", "Received: 22-08-2025", "Accepted: 22-09-2025"],
        Dates("2025-07-30", "2025-08-22", "2025-09-22"),
    ),
    (
        ["Received in revised form 4 June 2011; received 1 May 2011"],
        Dates(received="2011-05-01", revised="2011-06-04"),
    ),
    (["Received:", "Accepted:", "Available Online: 3 Mei 2020"], Dates(published="2020-05-03")),
    (["Eingegangen am 3. Mai 2012"], Dates(received="2012-05-03")),
    (["Hipotesis diterima karena nilai signifikansi pada penelitian tahun Mei 2020 lebih kecil"], Dates()),
    (["Seminar Nasional, Yogyakarta, 22 Mei 2010"], Dates()),
    (["Submission date: 29-Apr-2026 02:49AM"], Dates()),
]


@pytest.mark.parametrize(("lines", "dates"), HISTORIES)
def test_history(lines, dates):
    assert read_history(lines)[0] == dates


def test_doubts_are_said():
    _, doubts = read_history(["Accepted: 17-02-2022 | Received in revised: 03-04-2022"])
    assert [doubt.code for doubt in doubts] == ["dates_out_of_order"]
    dates, doubts = read_history(["Accepted: 1 May 2020", "Accepted: 2 May 2020"])
    assert dates.accepted == "2020-05-01"
    assert [doubt.code for doubt in doubts] == ["date_conflict"]


@pytest.mark.parametrize(
    ("text", "labelled"),
    [
        ("Diterima: 2 Mei 2019", True),
        ("Received", True),
        ("(Naskah masuk: 12 Februari 2019", True),
        ("Revised May 3, 2020", True),
        ("• Received 3 May 2020", True),
        ("Diterima oleh masyarakat luas", False),
        ("Terbitan ini memuat", False),
        ("Online learning in schools", False),
    ],
)
def test_label_at_the_start(text, labelled):
    assert has_date_label(text) is labelled
