"""The pictures: each layer that a document has is drawn where it stands, and missing layers are no error."""

from dataclasses import replace
from pathlib import Path

import pypdfium2
from PIL import Image

from pipeline.cli import run_cli
from pipeline.document import BBox, Call, Column, Document, Line, Mark, Note, Page, Passage, Span, Word
from pipeline.draw import draw, page_boxes
from pipeline.errors import ExitCode


def make_line(text: str, x0: float, top: float, page: int = 1) -> Line:
    words = []
    x = x0
    for token in text.split():
        width = 5.0 * len(token)
        words.append(Word(token, x, top, x + width, top + 10, top + 8, 10, 0, False, False, 0, False, len(token)))
        x += width + 3
    return Line(page, BBox(x0, top, x - 3, top + 10), top + 8, 10, False, False, tuple(words), text)


def make_document() -> Document:
    lines = (make_line("satu dua tiga", 20, 20), make_line("empat lima", 20, 32), make_line("enam", 120, 20))
    return Document(
        pages=(Page(1, 200, 100),),
        lines=lines,
        columns=(Column(1, BBox(20, 20, 100, 42), (0, 1)), Column(1, BBox(120, 20, 140, 30), (2,))),
    )


def test_columns_and_lines_are_drawn_where_there_are_no_passages() -> None:
    boxes = page_boxes(make_document())[1]
    assert [box.label for box in boxes if box.order] == ["1", "2"]
    assert sum(box.kind == "line" for box in boxes) == 3


def test_a_passage_over_two_columns_has_a_box_in_each() -> None:
    spans = (Span(0, 0, 3), Span(1, 0, 2), Span(2, 0, 1))
    doc = replace(make_document(), passages=(Passage("paragraph", spans),))
    boxes = [box for box in page_boxes(doc)[1] if box.kind == "paragraph"]
    assert [box.bbox for box in boxes] == [BBox(20, 20, 81, 42), BBox(120, 20, 140, 30)]
    assert [box.label for box in boxes] == ["0 paragraph", "(0 paragraph)"]


def test_an_anchor_without_a_note_is_marked_as_such() -> None:
    calls = (Call(Mark(0, 1, 2, 3), "1", 0), Call(Mark(0, 2, 0, 4), "2", None))
    doc = replace(make_document(), calls=calls, notes=(Note("1", Mark(2, 0, 0, 1), (Span(2, 0, 1),)),))
    boxes = [box for box in page_boxes(doc)[1] if box.kind == "anchor"]
    assert [box.label for box in boxes] == ["1", "2?", ""]
    assert boxes[0].bbox == BBox(53, 20, 58, 30)


def test_a_file_that_cannot_be_rendered_is_drawn_on_white(tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"no pdf")
    written = draw(make_document(), broken, tmp_path / "out", dpi=72)
    assert [path.name for path in written] == ["page-001.png"]
    with Image.open(written[0]) as image:
        assert image.size == (200, 100)
        assert image.getpixel((190, 90)) == (255, 255, 255)
        assert image.getpixel((50, 20)) != (255, 255, 255)


def test_the_command_writes_one_picture_a_page(tmp_path: Path) -> None:
    pdf = pypdfium2.PdfDocument.new()
    for _ in range(2):
        pdf.new_page(200, 100)
    pdf.save(tmp_path / "empty.pdf")
    out = tmp_path / "out"
    assert run_cli(["draw", str(tmp_path / "empty.pdf"), "--out", str(out), "--stage", "lines", "--dpi", "72"]) == 0
    assert sorted(path.name for path in out.iterdir()) == ["page-001.png", "page-002.png"]


def test_an_unknown_stage_is_named_with_the_known_ones(tmp_path: Path, capsys) -> None:
    assert run_cli(["draw", "any.pdf", "--out", str(tmp_path), "--stage", "nowhere"]) == ExitCode.BAD_ARGUMENTS
    assert "columns" in capsys.readouterr().err


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path, capsys) -> None:
    (tmp_path / "taken").write_text("a file")
    pdf = pypdfium2.PdfDocument.new()
    pdf.new_page(200, 100)
    pdf.save(tmp_path / "empty.pdf")
    code = run_cli(["draw", str(tmp_path / "empty.pdf"), "--out", str(tmp_path / "taken"), "--stage", "lines"])
    assert code == ExitCode.FILE_ACCESS
    assert "taken" in capsys.readouterr().err
