"""Columns and reading order."""

from __future__ import annotations

from pipeline.document import Document
from pipeline.stages.columns import find_columns
from tests.builders import make_line
from tests.stages.pages import document_of, lines_of

LEFT = [f"kiri {k} kata kata kata kata kata kata" for k in range(12)]
RIGHT = [f"kanan {k} kata kata kata kata kata" for k in range(12)]
WIDE = ["judul artikel yang panjang sekali dan melintasi kedua kolom di halaman ini juga"] * 2


def order(doc: Document) -> list[str]:
    done = find_columns(doc)
    return [" ".join(done.lines[i].text.split()[:2]) for column in done.columns for i in column.lines]


def test_one_column_is_read_from_top_to_bottom() -> None:
    done = find_columns(document_of(lines_of(LEFT)))
    assert len(done.columns) == 1
    assert done.columns[0].lines == tuple(range(12))


def test_two_columns_are_read_one_after_the_other() -> None:
    read = order(document_of(lines_of(LEFT), lines_of(RIGHT, x0=310, top=103)))
    assert read == [f"kiri {k}" for k in range(12)] + [f"kanan {k}" for k in range(12)]


def test_a_title_over_both_columns_comes_first_and_a_wide_foot_last() -> None:
    doc = document_of(
        lines_of(WIDE, top=60), lines_of(LEFT), lines_of(RIGHT, x0=310), [make_line(WIDE[0], baseline=300)]
    )
    read = order(doc)
    assert read[:3] == ["judul artikel", "judul artikel", "kiri 0"]
    assert read[-1] == "judul artikel"


def test_three_columns() -> None:
    middle = [f"tengah {k} kata kata" for k in range(12)]
    third = [f"tiga {k} kata kata" for k in range(12)]
    left = [f"satu {k} kata kata" for k in range(12)]
    read = order(document_of(lines_of(left), lines_of(middle, x0=220), lines_of(third, x0=370)))
    assert [word.split()[0] for word in read] == ["satu"] * 12 + ["tengah"] * 12 + ["tiga"] * 12


def test_a_hanging_indent_is_no_gutter() -> None:
    entries = [text for k in range(6) for text in (f"Nama{k} A. 2010. Judul buku", f">lanjut {k} kata kata")]
    read = order(document_of(lines_of(LEFT), lines_of(entries, x0=310)))
    assert read[12:14] == ["Nama0 A.", "lanjut 0"]


def test_the_gutter_of_other_pages_splits_a_page_with_a_picture_on_one_side() -> None:
    pages = [lines_of(LEFT, page=p) + lines_of(RIGHT, page=p, x0=310) for p in (1, 2)]
    lone = lines_of(RIGHT[:5], page=3, x0=310, top=100) + lines_of(LEFT[:5], page=3, top=400)
    assert order(document_of(*pages, lone))[48:] == [f"kiri {k}" for k in range(5)] + [f"kanan {k}" for k in range(5)]


def test_every_line_is_in_one_column_once() -> None:
    doc = document_of(lines_of(WIDE, top=60), lines_of(LEFT), lines_of(RIGHT, x0=310))
    found = [i for column in find_columns(doc).columns for i in column.lines]
    assert sorted(found) == list(range(len(doc.lines)))


def test_small_labels_of_a_drawing_make_no_gutters_and_stay_together() -> None:
    pages = [lines_of(LEFT, page=p) + lines_of(RIGHT, page=p, x0=310) for p in (1, 2)]
    left = [*lines_of(LEFT[:2], page=3, top=100), make_line("Gambar 1 Kelas", page=3, baseline=400)]
    right = lines_of(RIGHT[:3], page=3, x0=310, top=100) + lines_of(RIGHT[3:5], page=3, x0=310, top=380)
    labels = [
        make_line(f"label{row}{stack}", page=3, x0=75 + 60 * stack, baseline=150 + 6 * row, size=3.5)
        for stack in range(4)
        for row in range(30)
    ]
    read = order(document_of(*pages, left + right + labels))[48:]
    assert [word for word in read if "label" not in word] == [
        "kiri 0", "kiri 1", "Gambar 1", *[f"kanan {k}" for k in range(5)]
    ]  # fmt: skip
    assert all("label" in word for word in read[2 : 2 + len(labels)])
