"""Score records against what their authors wrote, field by field.

    python -m pipeline.evaluate RECORDS --truth samples/expected

Pure, and free of anything but the standard library and the record's models. What a truth file holds is
described in ``samples/README.md``; fields that it does not name are not scored.
"""

from __future__ import annotations

import argparse
import json
import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from pipeline.evaluation.body import Body, score_body
from pipeline.evaluation.fields import FieldScore, Miss, Truth
from pipeline.evaluation.floats import score_floats
from pipeline.evaluation.front import score_front
from pipeline.evaluation.notes import score_notes
from pipeline.evaluation.references import score_references
from pipeline.evaluation.sections import score_sections
from schemas.article import Article
from schemas.files import load

SHOWN_BEFORE, SHOWN_AFTER = 60, 120
"""Characters shown before and after the first one that differs."""
COLUMN = 52
"""Characters of each of the two columns of a difference."""


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of one record, in a fixed order."""

    fields: tuple[FieldScore, ...]

    def values(self) -> dict[str, float]:
        """Return the value of each field that truth or record has."""
        return {score.field: score.value for score in self.fields if score.value is not None}

    def misses(self, field: str) -> tuple[Miss, ...]:
        """Return what was missed in a field; nothing for a field that was not scored."""
        return next((score.misses for score in self.fields if score.field == field), ())


def score(truth: Truth, article: Article) -> Scores:
    """Return how near a record is to its truth: each field 0..1, higher is better."""
    return Scores(
        (
            *score_body(Body(truth, article)),
            *score_sections(truth, article),
            *score_notes(truth, article),
            *score_floats(truth, article),
            *score_references(truth, article),
            *score_front(truth, article),
        )
    )


def first_difference(expected: str, actual: str) -> str:
    """Return both texts side by side around the first character that differs, a caret below it."""
    at = next(
        (i for i, (a, b) in enumerate(zip(expected, actual, strict=False)) if a != b), min(len(expected), len(actual))
    )
    left, right = (_window(text, at) for text in (expected, actual))
    heads = f"{'expected':<{COLUMN}} | actual"
    rows = [f"{a:<{COLUMN}} | {b}".rstrip() for a, b in zip_longest(_wrap(left), _wrap(right), fillvalue="")]
    return "\n".join([heads, f"{'-' * COLUMN}-+-{'-' * COLUMN}", *rows])


def _window(text: str, at: int) -> str:
    """Return the text around an offset, with a mark before the character at it."""
    start, end = max(0, at - SHOWN_BEFORE), at + SHOWN_AFTER
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return f"{before}{text[start:at]}»{text[at:end]}{after}"


def _wrap(text: str) -> list[str]:
    return textwrap.wrap(text, COLUMN, break_on_hyphens=False, drop_whitespace=True) or [""]


def score_folder(records: Path, truths: Path) -> Iterator[tuple[str, Scores | None]]:
    """Yield name and scores for each truth file, by name; None where there is no record of that name."""
    for path in sorted(truths.glob("*.json")):
        record = records / path.name
        if not record.is_file():
            yield path.stem, None
            continue
        yield path.stem, score(json.loads(path.read_text("utf-8")), load(record))


def table(scores: Mapping[str, Scores]) -> str:
    """Return a line a field: mean over the records that have it, lowest value and where."""
    fields = list(dict.fromkeys(item.field for scored in scores.values() for item in scored.fields))
    lines = [f"{'field':<18} {'mean':>7} {'lowest':>7}  {'records':>7}  of"]
    for field in fields:
        found = [(s.values()[field], name) for name, s in scores.items() if field in s.values()]
        if found:
            lowest, name = min(found)
            mean = sum(value for value, _ in found) / len(found)
            lines.append(
                f"{field:<18} {mean:7.4f} {lowest:7.4f}  {len(found):7}  {name if lowest < 1 else ''}".rstrip()
            )
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; with ``--misses``, also the first difference in each field of each record."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.evaluate", description="Score records against truth.")
    parser.add_argument("records", type=Path, help="folder with NAME.json for each truth file NAME.json")
    parser.add_argument("--truth", type=Path, required=True, help="folder of truth files")
    parser.add_argument("--json", action="store_true", help="print every value as JSON")
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="show up to N differences a field")
    options = parser.parse_args(arguments)
    scored = dict(score_folder(options.records, options.truth))
    missing = [name for name, scores in scored.items() if scores is None]
    found = {name: scores for name, scores in scored.items() if scores is not None}
    if options.json:
        print(json.dumps({name: scores.values() for name, scores in found.items()}, indent=1))
    else:
        print(table(found))
        _print_misses(found, options.misses)
    for name in missing:
        print(f"no record for {name}", file=sys.stderr)
    return 1 if missing or not found else 0


def _print_misses(scores: Mapping[str, Scores], limit: int) -> None:
    for name, scored in scores.items():
        for field in scored.fields if limit else ():
            for miss in field.misses[:limit]:
                print(f"\n{name}: {field.field} {field.value:.4f}\n{first_difference(miss.expected, miss.actual)}")


if __name__ == "__main__":
    sys.exit(main())
