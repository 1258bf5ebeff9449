"""The regression gate: every sample through the pipeline, scored against its truth and its floors.

    python samples/regress.py              fail below a floor, or when a PDF or truth is not the pinned one
    python samples/regress.py --repin      raise the floors to the scores of now; refuses to lower one
    python samples/regress.py --repin --allow-regression

``baseline.json`` holds for each sample the floors, the hashes of its PDF and truth, and counts of what the
truth holds, so that a shrinking sample is seen in review.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from pipeline import PipelineError, process
from pipeline.evaluate import Scores, first_difference, score, table

HERE = Path(__file__).resolve().parent
BASELINE = HERE / "baseline.json"
EPSILON = 0.0005
"""Room below a floor: five wrong characters in ten thousand. Floors are rounded down to four places."""
SHOWN = 3
"""Differences shown for each field that fell."""
COUNTED = ("paragraphs", "headings", "footnotes", "references", "tables", "figures", "authors", "abstracts", "keywords")


@dataclass(frozen=True, slots=True)
class Pin:
    """What is pinned of a sample."""

    pdf_sha256: str
    truth_sha256: str
    counts: dict[str, int] = field(default_factory=dict)
    floors: dict[str, float] = field(default_factory=dict)


class Measured(NamedTuple):
    """A sample as it is now; ``scores`` is None where the pipeline gave no record, ``error`` says why."""

    pin: Pin
    scores: Scores | None
    error: str = ""


class RegressionRefused(Exception):
    """A floor would be lowered without leave."""


def read_baseline(path: Path) -> dict[str, Pin]:
    """Return the pins by sample; nothing where there is no file yet."""
    if not path.is_file():
        return {}
    return {name: Pin(**pin) for name, pin in json.loads(path.read_text("utf-8")).items()}


def write_baseline(path: Path, pins: Mapping[str, Pin]) -> None:
    """Write the pins, samples by name."""
    data = {name: asdict(pins[name]) for name in sorted(pins)}
    path.write_text(json.dumps(data, indent=1) + "\n", "utf-8")


def rounded_down(value: float) -> float:
    """Return a floor: four decimal places, never above the value."""
    return math.floor(value * 10_000 + 1e-9) / 10_000


def measure(pdf: Path, truth_path: Path) -> Measured:
    """Run one sample and score it."""
    truth: dict[str, Any] = json.loads(truth_path.read_text("utf-8"))
    hashes = [hashlib.sha256(path.read_bytes()).hexdigest() for path in (pdf, truth_path)]
    counts = {key: len(truth[key]) for key in COUNTED if key in truth}
    try:
        scores = score(truth, process(pdf))
    except PipelineError as error:
        return Measured(Pin(*hashes, counts), None, f"{error.code}: {error.message}")
    floors = {name: rounded_down(value) for name, value in scores.values().items()}
    return Measured(Pin(*hashes, counts, floors), scores)


def find_breaches(pins: Mapping[str, Pin], measured: Mapping[str, Measured]) -> list[str]:
    """Return a message for everything that the gate does not let through."""
    messages = [f"{name}: pinned, but its PDF or truth is gone" for name in sorted(set(pins) - set(measured))]
    for name in sorted(measured):
        if name not in pins:
            messages.append(f"{name}: not pinned yet: make repin")
        else:
            messages += _sample_breaches(name, pins[name], measured[name])
    return messages


def _sample_breaches(name: str, pin: Pin, now: Measured) -> list[str]:
    changed = [
        f"{name}: its {what} is not the pinned one: look at the change, then make repin"
        for what, a, b in (
            ("PDF", pin.pdf_sha256, now.pin.pdf_sha256),
            ("truth", pin.truth_sha256, now.pin.truth_sha256),
        )
        if a != b
    ]
    if now.scores is None:
        return [*changed, f"{name}: no record: {now.error}"]
    values = now.scores.values()
    for key, floor in sorted(pin.floors.items()):
        value = values.get(key)
        if value is None or value < floor - EPSILON:
            changed.append(_fallen(name, key, floor, value, now.scores))
    return changed


def _fallen(name: str, key: str, floor: float, value: float | None, scores: Scores) -> str:
    """Return the message for one field below its floor, with the first differences side by side."""
    head = f"{name}: {key} {'not scored' if value is None else format(value, '.4f')}, floor {floor:.4f}"
    shown = [first_difference(miss.expected, miss.actual) for miss in scores.misses(key)[:SHOWN]]
    return "\n".join([head, *shown])


def repinned(pins: Mapping[str, Pin], measured: Mapping[str, Measured], *, allow_regression: bool) -> dict[str, Pin]:
    """Return the new pins.

    Raises:
        RegressionRefused: A floor would fall, a field or sample would go, and that was not allowed.
    """
    lowered = [f"{name}: gone" for name in sorted(set(pins) - set(measured))]
    out = {}
    for name, now in sorted(measured.items()):
        old = pins[name].floors if name in pins else {}
        if now.scores is None:
            lowered.append(f"{name}: no record: {now.error}")
        for key, floor in sorted(old.items()):
            value = now.pin.floors.get(key)
            if value is None or value < floor:
                lowered.append(f"{name}: {key} {floor:.4f} -> {'gone' if value is None else format(value, '.4f')}")
        out[name] = now.pin
    if lowered and not allow_regression:
        raise RegressionRefused("\n".join(lowered))
    return out


def measure_all(folder: Path) -> dict[str, Measured]:
    """Measure every sample that has both a PDF and a truth file."""
    pairs = [(pdf, folder / "expected" / f"{pdf.stem}.json") for pdf in sorted((folder / "pdf").glob("*.pdf"))]
    return {pdf.stem: measure(pdf, truth) for pdf, truth in pairs if truth.is_file()}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the gate."""
    parser = argparse.ArgumentParser(description="Score the samples against their floors.")
    parser.add_argument("--repin", action="store_true", help="raise the floors to the scores of now")
    parser.add_argument("--allow-regression", action="store_true", help="let --repin lower floors")
    options = parser.parse_args(arguments)
    pins, measured = read_baseline(BASELINE), measure_all(HERE)
    print(table({name: item.scores for name, item in measured.items() if item.scores}))
    if options.repin:
        try:
            new = repinned(pins, measured, allow_regression=options.allow_regression)
        except RegressionRefused as refused:
            print(f"\nnot pinned, these would fall (--allow-regression to let them):\n{refused}", file=sys.stderr)
            return 1
        write_baseline(BASELINE, new)
        print(f"\npinned {len(new)} samples")
        return 0
    breaches = find_breaches(pins, measured)
    for message in breaches:
        print(f"\n{message}", file=sys.stderr)
    print(f"\n{len(measured)} samples, {len(breaches)} breaches")
    return 1 if breaches or not measured else 0


if __name__ == "__main__":
    sys.exit(main())
