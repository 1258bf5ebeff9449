"""Scores of captions and tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.evaluation.fields import ALIKE, FieldScore, Miss, Truth, value_of
from pipeline.evaluation.similarity import f1, pair_up, plain, shared
from schemas.article import Article, TableRecord


def score_floats(truth: Truth, article: Article) -> list[FieldScore]:
    """Return the scores of captions and table cells, where the truth names them."""
    out = []
    if "captions" in truth:
        out += [_captions(truth, article), _labels(truth, article)]
    if "tables" in truth:
        out.append(_cells(truth["tables"], article.tables))
    return out


def _captions(truth: Truth, article: Article) -> FieldScore:
    """Score captions as printed, label and text."""
    wanted = [plain(item["text"]) for item in truth["captions"]]
    found = [plain(block.text) for block in article.blocks if block.kind == "caption"]
    pairs = pair_up(found, wanted, ALIKE)
    missing = [Miss(text, "") for j, text in enumerate(wanted) if j not in {pair.expected for pair in pairs}]
    extra = [Miss("", text) for i, text in enumerate(found) if i not in {pair.actual for pair in pairs}]
    return FieldScore("captions", f1(len(pairs), len(found), len(wanted)), tuple(missing + extra))


def _labels(truth: Truth, article: Article) -> FieldScore:
    """Score whether each caption belongs to a table or figure with its label, as its kind says."""
    wanted = [f"{item['kind']}: {value_of(item['label'])}" for item in truth["captions"]]
    found = [
        f"{kind}: {value_of(item.label)}"
        for kind, items in (("table", article.tables), ("figure", article.figures))
        for item in items
        if item.label
    ]
    misses = [Miss(text, "") for text in wanted if text not in found]
    misses += [Miss("", text) for text in found if text not in wanted]
    return FieldScore("float_labels", shared(wanted, found), tuple(misses))


def _cells(wanted: Sequence[dict[str, Any]], found: Sequence[TableRecord]) -> FieldScore:
    """Score cells with the head of their row and column, so that a shifted row costs its cells and no more."""
    hits = total_wanted = 0
    total_found = 0
    misses = []
    by_label = {value_of(table.label): table for table in found if table.label}
    for item in wanted:
        expected = _located(item["rows"], item.get("header_rows", 1))
        table = by_label.get(value_of(item["label"]))
        actual = _located(table.rows, table.header_rows) if table else []
        total_wanted, total_found = total_wanted + len(expected), total_found + len(actual)
        left = list(actual)
        for cell in expected:
            if cell in left:
                left.remove(cell)
                hits += 1
            else:
                misses.append(Miss(" | ".join((str(item["label"]), *cell)), ""))
        misses += [Miss("", " | ".join((str(item["label"]), *cell))) for cell in left]
    return FieldScore("table_cells", f1(hits, total_found, total_wanted), tuple(misses))


def _located(rows: Sequence[Sequence[str]], header_rows: int) -> list[tuple[str, str, str]]:
    """Return each filled cell with the first cell of its row and the last head of its column."""
    heads = rows[header_rows - 1] if 0 < header_rows <= len(rows) else ()
    out = []
    for index, row in enumerate(rows):
        for column, cell in enumerate(row):
            if not plain(cell):
                continue
            head = plain(heads[column]) if index >= header_rows and column < len(heads) else ""
            out.append((plain(row[0]) if column else "", head, plain(cell)))
    return out
