"""What the default engine gets wrong by itself is put right or found out: its fonts, replacement text, forms, rise."""

from __future__ import annotations

import pdf_oxide
import pytest

from pipeline.document import Settings
from pipeline.engines import font_cache, oxide
from pipeline.engines.content import prepare
from pipeline.read import read_pdf_bytes
from tests.pdf_files import assemble, flate, page_objects, stream

WORDS = " ".join(["kerja sama daerah dan negara tumbuh"] * 3)

LETTER = flate(b"BT /F1 10 Tf 72 700 Td (A BI) Tj ET")


def text_of(data: bytes, engine: str = "auto") -> str:
    doc = read_pdf_bytes(data, "a.pdf", Settings(engine=engine))
    return "".join(char.text for page in doc.pages for char in page.chars).replace(" ", "")


def codes(data: bytes) -> list[tuple[str, int | None]]:
    doc = read_pdf_bytes(data, "a.pdf")
    return [(diagnostic.code, diagnostic.page) for diagnostic in doc.diagnostics]


def with_font(font: bytes, widths: bytes, text: str = "(aaaa)") -> bytes:
    """A file whose font has its widths in an object of their own."""
    objects = page_objects(
        [stream(f"BT /F2 10 Tf 72 700 Td {text} Tj ET".encode())], resources=b"/Font << /F2 20 0 R >>"
    )
    objects[20] = b"<< /Type /Font /Subtype /TrueType /BaseFont /%s /FirstChar 97 /LastChar 97 /Widths 21 0 R >>" % font
    objects[21] = widths
    return assemble(objects)


@pytest.fixture
def pushes(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What was used to push fonts out of pdf_oxide's store."""
    crowd, used = font_cache._crowd, []
    monkeypatch.setattr(font_cache, "_crowd", lambda: used.append(crowd()) or used[-1])
    return used


def place_last(data: bytes) -> float:
    return oxide.read_pages(data).pages[0].chars[-1].x0


@pytest.mark.parametrize(
    ("kind", "pushed"),
    [(b"/Type /Font", False), (b"/Type/Font", False), (b"", True)],
)
def test_a_file_is_read_alike_whatever_was_read_before(pushes: list[bytes], kind: bytes, pushed: bool):
    narrow, wide = (
        with_font(b"Kembang", widths).replace(b"/Type /Font /Subtype /TrueType", kind + b" /Subtype /TrueType")
        for widths in (b"[300]", b"[1000]")
    )
    assert place_last(narrow) == pytest.approx(72 + 3 * 3.0)
    assert place_last(wide) == pytest.approx(72 + 3 * 10.0)
    assert place_last(narrow) == pytest.approx(72 + 3 * 3.0)
    assert bool(pushes) is pushed


def test_widths_in_the_font_itself_need_no_care(pushes: list[bytes]):
    """Files whose widths are part of the key are left as they are, and are read alike none the less."""

    def place(widths: bytes) -> float:
        data = with_font(b"Kembang", b"null").replace(b"/Widths 21 0 R", b"/Widths %s" % widths)
        assert font_cache.keep_fonts_apart(pdf_oxide, data) is data
        return place_last(data)

    assert [place(b"[ 300]"), place(b"[1000]"), place(b"[ 300]")] == pytest.approx([81.0, 102.0, 81.0])
    assert not pushes


def test_subsets_are_not_shared(pushes: list[bytes]):
    narrow, wide = with_font(b"ABCDEF+Kembang", b"[300]"), with_font(b"ABCDEF+Kembang", b"[1000]")
    assert font_cache.keep_fonts_apart(pdf_oxide, narrow) is narrow
    assert [place_last(narrow), place_last(wide)] == pytest.approx([81.0, 102.0])
    assert not pushes


@pytest.mark.parametrize(
    ("hidden", "pushed"),
    [
        (flate(b"7 0 <</Type/Font/BaseFont/Kembang/Widths 8 0 R>>", b"/Type/ObjStm"), True),
        (flate(b"7 0 <</Type/Font/BaseFont/ABCDEF+Kembang/Widths 8 0 R>>", b"/Type/ObjStm"), False),
        (flate(b"7 0 <</Type/StructElem/S/P>>", b"/Type/ObjStm"), False),
        (stream(b"packed in a way that nobody knows", b"/Type/ObjStm"), True),
    ],
)
def test_fonts_in_object_streams_are_out_of_reach(pushes: list[bytes], hidden: bytes, pushed: bool):
    font_cache.keep_fonts_apart(pdf_oxide, assemble({**page_objects([LETTER]), 9: hidden}))
    assert bool(pushes) is pushed


def test_versions_that_share_fonts():
    assert font_cache.is_shared("0.3.78")
    assert not font_cache.is_shared("0.3.79")
    assert not font_cache.is_shared("0.4.0")
    assert not font_cache.is_shared("1.0")


REPLACED = [
    (b"/Span <</ActualText <FEFF0009>>> BDC ( ) Tj EMC", "AB"),
    (b"/Span <</ActualText <FEFF00AD>>> BDC (-) Tj EMC", "A-B"),
    (b"/Span <</ActualText <FEFF2002>>> BDC ( ) Tj EMC", "AB"),
    (b"/Span <</ActualText (xyz \\) (q)>> BDC (teks) Tj EMC", "AteksB"),
    (b"/Span <</ActualText()>>BDC (teks) Tj EMC", "AteksB"),
    (b"/Span <</Lang (id) /ActualText <FEFF0041>>> BDC (teks) Tj EMC", "AteksB"),
]


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(("marked", "text"), REPLACED)
def test_glyphs_count_and_not_what_is_said_to_replace_them(marked: bytes, text: str, packed: bool) -> None:
    content = b"BT /F1 10 Tf 72 700 Td (A) Tj %s (B) Tj ET" % marked.replace(b"\\) (q", b"q")
    data = assemble(page_objects([flate(content) if packed else stream(content)]))
    clean, is_clean, _ = prepare(data)
    assert is_clean
    assert len(clean) == len(data)
    assert b"ActualText" not in clean
    assert text_of(data) == text
    assert codes(data) == []


def test_a_file_without_replacement_text_stays_the_same_object():
    data = assemble(page_objects([flate(b"BT /F1 10 Tf 72 700 Td (A) Tj ET")]))
    assert prepare(data).data is data


def test_a_stream_that_grows_when_it_is_packed_again_sends_its_pages_to_another_engine(monkeypatch):
    content = b"BT /F1 10 Tf 72 700 Td (A) Tj /Span <</ActualText <FEFF0009>>> BDC ( ) Tj EMC (B) Tj ET"
    data = assemble(page_objects([flate(content)]))
    monkeypatch.setattr("pipeline.engines.content.zlib.compress", lambda data, level: bytes(2 * len(data)))
    assert prepare(data)[:2] == (data, False)
    assert text_of(data) == "AB"
    assert codes(data) == [("engine_fallback", 1)]


@pytest.mark.parametrize(
    ("last", "found"),
    [
        (b"<</Type/XObject/Subtype /Image/Width 1/Height 1>>stream\nx\nendstream", True),
        (b"<</Subtype/Form/BBox[0 0 9 9]/Length 1>>stream\nx\nendstream", True),
        (b"<</Subtype/Image/Decode[%s]>>stream\nx\nendstream" % (b"0 1 " * 200), True),
        (flate(b"q BI /W 1 /H 1 ID x EI Q"), True),
        (stream(b"BT /F1 10 Tf (lepas) Tj ET"), True),
        (b"<</Encrypt 9 0 R>>", True),
        (b"<</ProcSet[/PDF/Text/ImageB/ImageC]>>", False),
    ],
)
def test_a_file_is_asked_for_pictures_where_it_may_have_some(last: bytes, found: bool) -> None:
    assert prepare(assemble({**page_objects([LETTER]), 9: last})).has_pictures is found


def test_text_rise_is_seen_by_the_engine_that_reads_such_pages_again():
    content = f"BT /F1 12 Tf 72 700 Td ({WORDS}) Tj 5 Ts /F1 7 Tf (12) Tj 0 Ts /F1 12 Tf ( lagi) Tj ET"
    data = assemble(page_objects([stream(content.encode())]))
    doc = read_pdf_bytes(data, "a.pdf")
    assert codes(data) == [("engine_fallback", 1)]
    chars = doc.pages[0].chars
    (one,) = [char for char in chars if char.text == "1"]
    assert one.baseline == pytest.approx(chars[-1].baseline - 5, abs=0.01)
    assert doc.engine == "oxide"


def test_small_digits_on_the_baseline_of_their_own_are_nothing_to_worry_about():
    content = f"BT /F1 12 Tf 72 700 Td ({WORDS}) Tj 0 -14 Td /F1 7 Tf (12 catatan) Tj 0 -14 Td /F1 12 Tf (12) Tj ET"
    assert codes(assemble(page_objects([stream(content.encode())]))) == []


def test_a_form_with_a_font_of_the_same_name_is_read_by_its_own_font():
    shifted = b"<< /Type /Encoding /Differences [97 /z /y /x /w /v /u /t /s] >>"
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding %s >>" % shifted
    form = stream(
        b"BT /F1 10 Tf 72 40 Td (abcdefghabcdefgh) Tj ET",
        b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 21 0 R >> >>",
    )
    content = f"BT /F1 12 Tf 72 700 Td ({WORDS}) Tj ET /Fm0 Do".encode()
    objects = page_objects([stream(content)], resources=b"/XObject << /Fm0 20 0 R >>")
    data = assemble({**objects, 20: form, 21: font})
    assert text_of(data).endswith("zyxwvutszyxwvuts")


def test_guessed_spaces_are_left_out_and_real_ones_are_not():
    content = b"BT /F1 10 Tf 72 700 Td [(kata) -900 (lain)] TJ 0 -14 Td (dua kata) Tj ET"
    page = oxide.read_pages(assemble(page_objects([stream(content)]))).pages[0]
    assert "".join(char.text for char in page.chars) == "katalaindua kata"
