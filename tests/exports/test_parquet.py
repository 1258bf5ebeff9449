"""The tables, read by DuckDB and by pyarrow."""

from __future__ import annotations

import pytest

from pipeline.exports import write_parquet
from tests.exports.records import HOSTILE, bare, hostile

duckdb = pytest.importorskip("duckdb")
pq = pytest.importorskip("pyarrow.parquet")


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tables")
    write_parquet([("a/one", hostile()), ("two", bare())], folder)
    return folder


def ask(folder, query: str):
    return duckdb.sql(query.format(a=f"'{folder}/articles.parquet'", p=f"'{folder}/paragraphs.parquet'")).fetchall()


def test_a_row_an_article(tables):
    rows = ask(tables, "select record, journal, issue, year, titles[2].text, authors[1].family from {a} order by 1")
    assert rows == [("a/one", "Jurnal & Laut", "II", 2023, HOSTILE, "<b>"), ("two", None, None, None, None, None)]
    assert ask(tables, "select footnotes, tables, diagnostics from {a} where record = 'a/one'") == [
        (4, 1, ["note_without_anchor"])
    ]


def test_a_row_a_paragraph(tables):
    rows = ask(tables, "select block, section_type, section_path, page, bbox from {p} where kind = 'quote'")
    assert rows == [("b5", "introduction", ["Pendahuluan_x *y*", "Dalam"], 1, [10, 20, 30, 40])]
    texts = [text for (text,) in ask(tables, "select text from {p} order by position")]
    assert texts == [block.text for block in hostile().blocks if block.text]


def test_notes_come_with_their_paragraph(tables):
    (row,) = ask(tables, "select notes from {p} where block = 'b4'")
    assert [(note["offset"], note["note"], note["text"]) for note in row[0]][:2] == [
        (3, "n1", HOSTILE),
        (20, None, None),
    ]


def test_the_schema_is_the_same_without_rows(tmp_path):
    write_parquet([], tmp_path)
    assert pq.read_table(tmp_path / "articles.parquet").num_rows == 0
    assert "section_path" in pq.read_schema(tmp_path / "paragraphs.parquet").names


def test_pandas_reads_them(tables):
    pandas = pytest.importorskip("pandas")
    frame = pandas.read_parquet(tables / "paragraphs.parquet")
    assert frame.loc[frame.block == "b5", "text"].item() == "> 1. kutipan"
