"""The regression gate itself: what it lets through and what it does not."""

import json

import pytest

from pipeline import InputFileError
from pipeline.evaluate import Scores
from pipeline.evaluation.fields import FieldScore, Miss
from samples import regress
from samples.regress import EPSILON, Measured, Pin, RegressionRefused, find_breaches, repinned, rounded_down


def measured(truth="t", pdf="p", counts=None, **values):
    scores = Scores(
        tuple(FieldScore(name, value, (Miss("benar sekali", "bener sekali"),)) for name, value in values.items())
    )
    floors = {name: rounded_down(value) for name, value in scores.values().items()}
    return Measured(Pin(pdf, truth, counts or {}, floors), scores)


PINS = {"law": Pin("p", "t", {}, {"body_words": 0.9876, "dates": 0.5})}
SAME = {"law": measured(body_words=0.98765, dates=0.5)}


def test_the_same_scores_pass():
    assert find_breaches(PINS, SAME) == []


def test_better_scores_pass():
    assert find_breaches(PINS, {"law": measured(body_words=1.0, dates=1.0, titles=1.0)}) == []


def test_within_the_tolerance_passes():
    assert find_breaches(PINS, {"law": measured(body_words=0.9876 - EPSILON / 2, dates=0.5)}) == []


def test_a_fall_is_a_breach_with_both_texts():
    (message,) = find_breaches(PINS, {"law": measured(body_words=0.98, dates=0.5)})
    assert message.startswith("law: body_words 0.9800, floor 0.9876\n")
    assert "ben»ar sekali" in message and "ben»er sekali" in message


def test_a_field_that_is_gone_is_a_breach():
    (message,) = find_breaches(PINS, {"law": measured(body_words=1.0)})
    assert message.startswith("law: dates not scored, floor 0.5000")


@pytest.mark.parametrize(("change", "what"), [({"pdf": "other"}, "PDF"), ({"truth": "other"}, "truth")])
def test_a_changed_file_is_a_breach_until_pinned(change, what):
    now = {"law": measured(body_words=1.0, dates=1.0, **change)}
    assert find_breaches(PINS, now) == [f"law: its {what} is not the pinned one: look at the change, then make repin"]
    assert find_breaches(repinned(PINS, now, allow_regression=False), now) == []


def test_a_sample_that_is_gone_is_a_breach():
    assert find_breaches(PINS, {}) == ["law: pinned, but its PDF or truth is gone"]


def test_a_sample_without_pin_is_a_breach():
    assert find_breaches({}, SAME) == ["law: not pinned yet: make repin"]


def test_a_sample_without_record_is_a_breach():
    now = {"law": Measured(Pin("p", "t"), None, "input_file: damaged")}
    assert find_breaches(PINS, now) == ["law: no record: input_file: damaged"]


def test_repin_raises():
    pins = repinned(PINS, {"law": measured(body_words=0.99999, dates=0.5)}, allow_regression=False)
    assert pins["law"].floors == {"body_words": 0.9999, "dates": 0.5}


@pytest.mark.parametrize(
    "now",
    [
        {"law": measured(body_words=0.9, dates=0.5)},
        {"law": measured(body_words=0.99)},
        {"law": Measured(Pin("p", "t"), None, "input_file: damaged")},
        {},
    ],
)
def test_repin_refuses_to_lower(now):
    with pytest.raises(RegressionRefused, match="law"):
        repinned(PINS, now, allow_regression=False)
    assert repinned(PINS, now, allow_regression=True).keys() == now.keys()


def test_repin_refuses_even_within_the_tolerance():
    """Else a floor could be walked down in small steps."""
    with pytest.raises(RegressionRefused):
        repinned(PINS, {"law": measured(body_words=0.9875, dates=0.5)}, allow_regression=False)


def test_floors_are_rounded_down():
    assert (rounded_down(0.98769), rounded_down(1.0), rounded_down(0.9)) == (0.9876, 1.0, 0.9)


@pytest.fixture
def gate(tmp_path, monkeypatch):
    """The gate on a folder of its own, with one sample and a pipeline that is told what to say."""
    for name in ("pdf", "expected"):
        (tmp_path / name).mkdir()
    (tmp_path / "pdf" / "law.pdf").write_bytes(b"%PDF")
    (tmp_path / "expected" / "law.json").write_text(json.dumps({"paragraphs": [1, 2], "title": "x"}))
    said = {"body_words": 0.9}

    def score(truth, article):
        return measured(**said).scores

    monkeypatch.setattr(regress, "HERE", tmp_path)
    monkeypatch.setattr(regress, "BASELINE", tmp_path / "baseline.json")
    monkeypatch.setattr(regress, "process", lambda path: None)
    monkeypatch.setattr(regress, "score", score)
    return tmp_path, said


def test_from_no_baseline_to_a_green_run(gate, capsys):
    folder, _ = gate
    assert regress.main([]) == 1
    assert "not pinned yet" in capsys.readouterr().err
    assert regress.main(["--repin"]) == 0
    assert regress.main([]) == 0
    pin = json.loads((folder / "baseline.json").read_text())["law"]
    assert pin["floors"] == {"body_words": 0.9}
    assert pin["counts"] == {"paragraphs": 2}


def test_a_fall_stays_pinned(gate, capsys):
    folder, said = gate
    regress.main(["--repin"])
    before = (folder / "baseline.json").read_bytes()
    said["body_words"] = 0.8
    assert regress.main([]) == 1
    assert regress.main(["--repin"]) == 1
    assert "0.9000 -> 0.8000" in capsys.readouterr().err
    assert (folder / "baseline.json").read_bytes() == before
    assert regress.main(["--repin", "--allow-regression"]) == 0
    assert regress.main([]) == 0


def test_an_edited_truth_is_seen(gate):
    folder, _ = gate
    regress.main(["--repin"])
    (folder / "expected" / "law.json").write_text(json.dumps({"paragraphs": [1], "title": "x"}))
    assert regress.main([]) == 1


def test_an_error_of_the_pipeline_is_no_record(gate, monkeypatch, capsys):
    def damaged(path):
        raise InputFileError("damaged")

    regress.main(["--repin"])
    monkeypatch.setattr(regress, "process", damaged)
    assert regress.main([]) == 1
    assert "law: no record: input_file: damaged" in capsys.readouterr().err


def test_an_empty_folder_is_no_success(gate):
    folder, _ = gate
    (folder / "pdf" / "law.pdf").unlink()
    assert regress.main([]) == 1
