"""What every stage promises, checked on the tuple as it is and on a real run over a document built by hand."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest

from pipeline import STAGES, Stage, read_pdf, run
from pipeline.document import Document, Font
from tests.builders import make_line, make_page, make_source

READ_BY_THE_ENGINE = frozenset({"source", "settings", "engine", "fonts", "pages"})
BEGUN_BY_THE_ENGINE = frozenset({"dropped"})
"""Layers that recognition begins and a stage goes on with."""
SAMPLE = Path(__file__).parents[1] / "samples" / "pdf" / "jom-sosial-kota-kembar.pdf"
FIELDS = frozenset(item.name for item in fields(Document))


def unmet_needs(stages: tuple[Stage, ...]) -> list[str]:
    """Return each need that no earlier stage and no engine meets."""
    known, unmet = READ_BY_THE_ENGINE | BEGUN_BY_THE_ENGINE, []
    for stage in stages:
        unmet += [f"{stage.name} needs {need}" for need in sorted(stage.needs - known)]
        known |= stage.adds
    return unmet


def stray_changes(stage: Stage, doc: Document) -> list[str]:
    """Return the fields that the stage changed without saying so; diagnostics may only grow at the end."""
    after = stage.run(doc)
    allowed = stage.adds | {"diagnostics"}
    stray = [name for name in sorted(FIELDS - allowed) if getattr(after, name) is not getattr(doc, name)]
    if after.diagnostics[: len(doc.diagnostics)] != doc.diagnostics:
        stray.append("diagnostics")
    return stray


def unread_article() -> Document:
    """Two pages of glyphs as an engine hands them over: title, heading, text, a note, references, a page number."""
    pages = []
    for number in (1, 2):
        texts = [
            (100.0, 16.0, "Diplomasi Daerah Perbatasan"),
            (140.0, 12.0, "1. Pendahuluan"),
            *[(160.0 + 14 * row, 10.0, "Kerja sama daerah dan negara tumbuh dengan cepat sekali") for row in range(20)],
            (460.0, 12.0, "Daftar Pustaka"),
            (480.0, 10.0, "Alderson, K. (2013). Diplomacy. London: Sage."),
            (740.0, 8.0, "1 Lihat Alderson, hlm. 4."),
            (800.0, 9.0, str(number)),
        ]
        lines = [make_line(text, page=number, baseline=baseline, size=size) for baseline, size, text in texts]
        pages.append(make_page(lines, number))
    return Document(source=make_source(), engine="hand", fonts=(Font("Serif", False, False),), pages=tuple(pages))


def undeclared_needs(stage: Stage, doc: Document) -> list[str]:
    """Return the layers that come out otherwise, or not at all, when the stage sees nothing but what it needs."""
    empty = Document()
    hidden = {name: getattr(empty, name) for name in FIELDS - stage.needs - {"diagnostics"}}
    try:
        blind = stage.run(replace(doc, **hidden))
    except Exception as error:
        return [f"{type(error).__name__}: {error}"]
    whole = stage.run(doc)
    return [name for name in sorted(stage.adds) if getattr(blind, name) != getattr(whole, name)]


def test_every_need_is_met_by_an_earlier_stage():
    assert unmet_needs(STAGES) == []


@pytest.mark.parametrize("index", range(len(STAGES)), ids=[stage.name for stage in STAGES])
def test_a_stage_changes_only_what_it_adds(index):
    doc = run(unread_article(), STAGES[:index])
    assert stray_changes(STAGES[index], doc) == []


@pytest.mark.parametrize("index", range(len(STAGES)), ids=[stage.name for stage in STAGES])
def test_a_stage_reads_only_what_it_needs(index):
    for doc in (unread_article(), read_pdf(SAMPLE)):
        assert undeclared_needs(STAGES[index], run(doc, STAGES[:index])) == []


@pytest.mark.parametrize("stage", STAGES, ids=[stage.name for stage in STAGES])
def test_a_stage_takes_an_empty_document(stage):
    assert stray_changes(stage, Document()) == []


def test_stages_name_fields_of_the_document_and_no_layer_twice():
    added: list[str] = []
    for stage in STAGES:
        assert stage.needs <= FIELDS, stage.name
        assert stage.adds <= FIELDS - READ_BY_THE_ENGINE, stage.name
        added += sorted(stage.adds)
    assert len(added) == len(set(added))
    assert len({stage.name for stage in STAGES}) == len(STAGES)


def test_the_checks_see_a_planted_fault():
    late = Stage("late", lambda doc: doc, needs=frozenset({"lines"}), adds=frozenset())
    assert unmet_needs((late,)) == ["late needs lines"]
    stray = Stage("stray", lambda doc: replace(doc, body_size=3.0), needs=frozenset(), adds=frozenset({"lines"}))
    assert stray_changes(stray, Document()) == ["body_size"]
    peeking = Stage(
        "peeking",
        lambda doc: replace(doc, leading=doc.body_size),
        needs=frozenset({"lines"}),
        adds=frozenset({"leading"}),
    )
    assert undeclared_needs(peeking, Document(body_size=10.0)) == ["leading"]
