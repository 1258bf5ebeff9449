"""Extracted text without geometry: pages, furniture, notes, order, blocks; and one real article read whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.build import build_article, is_text_file
from pipeline.document import Document, Settings, Source
from pipeline.errors import FileAccessError, InputFileError
from pipeline.raw.article import parse_raw_text, read_raw_text
from pipeline.raw.furniture import find_furniture
from pipeline.raw.lines import read_lines
from pipeline.raw.notes import find_notes
from pipeline.raw.order import restore_order
from pipeline.record.accounting import count_glyphs
from pipeline.stages.texts import join_texts

JOM = Path(__file__).parents[2] / "shared" / "jom-fisip-2024.txt"


def parse(content: str) -> Document:
    return join_texts(parse_raw_text(content, Source("a.txt", "0" * 64, len(content)), Settings()))


def spaced(*lines: str) -> str:
    """Return lines with a blank line after each, as some extractors write the body of an article."""
    return "".join(f"{line} \n\n" for line in lines)


def texts(doc: Document, kind: str) -> list[str]:
    return [text.text for text in doc.texts if text.kind == kind]


def test_form_feeds_part_pages() -> None:
    assert [(line.page, line.text) for line in read_lines("satu\n\fdua\n\n tiga\n")] == [
        (1, "satu"), (2, "dua"), (2, "tiga"),
    ]  # fmt: skip


def test_white_space_is_counted() -> None:
    first, second = read_lines("kata   kata   \n\n\n  lagi")
    assert (first.text, first.lead, first.trail, first.gap) == ("kata kata", 0, 3, 0)
    assert (second.text, second.lead, second.gap) == ("lagi", 2, 2)


def test_one_space_opens_a_page_but_not_after_a_number() -> None:
    body = spaced(*["kalimat biasa di sini"] * 30)
    content = f" {body}baris akhir.\n2\n lanjut di sini\n\n {body}"
    assert max(line.page for line in read_lines(content)) == 2


def test_running_lines_and_page_numbers() -> None:
    pages = [
        f"Jurnal Contoh, Vol. 3 No. 1, 2020\nIsi {word} saja.\nLagi {word}.\n{n + 10}"
        for n, word in enumerate(["satu", "dua", "tiga", "empat"])
    ]
    _, furniture = find_furniture(read_lines("\f".join(pages)))
    assert [item.kind for item in furniture] == ["running_header", "page_number"] * 4


def test_a_set_off_issue_line_parts_pages() -> None:
    content = spaced("satu", "dua") + "\n\nJurnal Contoh Vol. 3 Edisi I 2020 Page 2 \n\n\n" + spaced("tiga")
    lines, furniture = find_furniture(read_lines(content))
    assert [lines[item.line].text for item in furniture] == ["Jurnal Contoh Vol. 3 Edisi I 2020 Page 2"]
    assert [line.page for line in lines] == [1, 1, 2, 2]


def test_link_copies_are_left_out_and_join_the_address() -> None:
    content = (
        "diakses di https://contoh.id/alamat-yang-\npanjang pada tanggal 3.\nhttps://contoh.id/alamat-yang-panjang\n"
    )
    doc = parse(content)
    assert texts(doc, "paragraph") + texts(doc, "other") == [
        "diakses di https://contoh.id/alamat-yang-panjang pada tanggal 3."
    ]
    assert len(doc.dropped) == len("https://contoh.id/alamat-yang-panjang")
    assert [d.code for d in doc.diagnostics] == ["link_copies_dropped"]


BODY = ["Kalimat pertama berlanjut pada", "baris kedua lalu berakhir.", "Paragraf yang lain dimulai di", "sini."]


def test_two_sightings() -> None:
    content = (
        spaced(*BODY[:1]) + "baris kedua lalu berakhir.\n1\n \n\n" + spaced(*BODY[2:]) +
        "1\n Soekanto, Sosiologi Suatu\n\nPengantar (Jakarta: Rajawali,\n2006), hlm. 3.\n"
    )  # fmt: skip
    doc = parse(content)
    assert [(note.marker, call.note) for note, call in zip(doc.notes, doc.calls, strict=True)] == [("1", 0)]
    assert texts(doc, "footnote") == ["Soekanto, Sosiologi Suatu Pengantar (Jakarta: Rajawali, 2006), hlm. 3."]
    anchored = next(text for text in doc.texts if text.anchors)
    assert anchored.text[: anchored.anchors[0].offset].endswith("lalu berakhir.")


def test_notes_that_start_out_of_order() -> None:
    content = (
        spaced("Kata pertama dari isi.") + "a.\n1\n \n\nb.\n2\n \n\n" + spaced(*BODY) +
        "2\n Kedua dengan baris\n\n1\n Pertama dengan\n\nbaris lain\nselesai.\n\nlain yang\npanjang.\n"
    )  # fmt: skip
    lines = read_lines(content)
    notes = find_notes(lines, frozenset())
    assert [" ".join(lines[i].text for i in note.lines) for note in notes] == [
        "Pertama dengan baris lain selesai.", "Kedua dengan baris lain yang panjang.",
    ]  # fmt: skip


def test_numbers_start_again_on_each_page() -> None:
    page = spaced("Isi halaman ini.") + "akhir.\n1\n \n\n" + spaced("Lagi satu baris.") + "1\n Catatan di sini\nsaja.\n"
    doc = parse("\f".join([page] * 3))
    assert [note.marker for note in doc.notes] == ["1", "1", "1"]
    assert [call.note for call in doc.calls] == [0, 1, 2]


def test_a_number_of_the_text_is_no_call() -> None:
    doc = parse(spaced("Jumlah penduduknya adalah", "17", "orang menurut sensus."))
    assert doc.calls == () and texts(doc, "other") + texts(doc, "paragraph") == [
        "Jumlah penduduknya adalah 17 orang menurut sensus."
    ]


def test_the_torn_end_of_a_column_goes_back() -> None:
    usual = ["di Provinsi Ba Ria-Vung Tau lagi"] * 6
    lines = read_lines(
        "\n".join([*usual, "kota di Ba Ria-Vung", "punya laut.", "penghasil padi, dan", "Tau unggul.", "Namun di sini"])
    )
    order = restore_order(lines, range(len(lines)))
    assert [lines[i].text for i in order[6:]] == [
        "kota di Ba Ria-Vung", "Tau unggul.", "Namun di sini", "punya laut.", "penghasil padi, dan",
    ]  # fmt: skip


def test_headings_and_paragraphs() -> None:
    content = spaced(
        "PENDAHULUAN",
        "Kerja sama internasional itu", "banyak dilakukan oleh beberapa", "aktor di berbagai negara lain", "di dunia.",
        "Penelitian ini membahas kota", "kembar yang ada di Sumatera", "Barat sejak lama.",
        "Teori Paradiplomasi", "Paradiplomasi itu mengarah ke", "perilaku pemerintah daerah di", "luar negeri.",
        "DAFTAR PUSTAKA", "Soekanto, S. 2006. Sosiologi", "Suatu Pengantar. Jakarta.", "Mukti, T. 2013. Paradiplomacy.",
    )  # fmt: skip
    doc = parse(content)
    assert [(h.text, h.level) for h in doc.headings] == [
        ("PENDAHULUAN", 1), ("Teori Paradiplomasi", 2), ("DAFTAR PUSTAKA", 1),
    ]  # fmt: skip
    assert len(texts(doc, "paragraph")) == 3
    assert texts(doc, "reference") == [
        "Soekanto, S. 2006. Sosiologi Suatu Pengantar. Jakarta.", "Mukti, T. 2013. Paradiplomacy.",
    ]  # fmt: skip


def test_regions_are_empty() -> None:
    doc = parse("satu dua\n\ftiga empat\n")
    assert all(text.regions == () for text in doc.texts)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab1 2\n\f.A-", max_size=200).filter(str.strip))
def test_nothing_is_lost(content: str) -> None:
    doc = parse_raw_text(content, Source("a.txt", "0" * 64, 1), Settings())
    balance = count_glyphs(doc)
    assert balance.chars == sum(not char.isspace() for char in content)


def test_files(tmp_path: Path) -> None:
    good, empty, odd = tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "c.txt"
    good.write_text("Satu kalimat.\n", encoding="utf-8")
    empty.write_text(" \n\f", encoding="utf-8")
    odd.write_bytes(b"\xff\xfe\x00bad")
    assert is_text_file(good) and not is_text_file("a.pdf")
    assert build_article(good).blocks[0].text == "Satu kalimat."
    for path in (empty, odd):
        with pytest.raises(InputFileError):
            read_raw_text(path)
    with pytest.raises(FileAccessError):
        read_raw_text(tmp_path / "none.txt")


@pytest.mark.skipif(not JOM.exists(), reason="the sample is not part of the project")
def test_a_real_article() -> None:
    article = build_article(JOM)
    notes = article.footnotes
    assert [note.marker for note in notes] == [str(n) for n in range(1, 17)]
    assert all(note.anchor for note in notes)
    assert notes[4].text.startswith("Padang.go.id, Gambaran Umum Kota Padang, diakses di https://padang.go.id/")
    assert notes[8].text.endswith("LP3ES, hal. 40-42)") and "Sinambela" in notes[7].text
    by_block = {block.id: block for block in article.blocks}
    ends = {n.marker: by_block[n.anchor.block].text[: n.anchor.offset].split()[-1] for n in notes if n.anchor}
    assert (ends["1"], ends["9"], ends["11"], ends["16"]) == ("transnasional.", "aktor.", "2012.", "Padang.")
    kinds = [block.kind for block in article.blocks]
    assert kinds.count("paragraph") == 26 and kinds.count("abstract") == 2
    assert [section.level for section in article.sections] == [1, 1, 2, 2, 1, 1, 2, 2, 2, 2, 1]
    torn = next(
        block.text for block in article.blocks if (block.text or "").startswith("Pemerintah kota Padang bertujuan")
    )
    assert "Ba Ria-Vung Tau sama-sama unggul" in torn and "kota padang sendiri mempunyai sumber laut" in torn
    hyphens = [repair.after for repair in article.repairs if repair.kind.startswith("hyphen")]
    assert hyphens == [
        "sub-state", "kelompok-kelompok", "sub-state", "non-pemerintah", "Negara-Bangsa", *["Ria-Vung"] * 3,
    ]  # fmt: skip
    assert any("(1988 - 2006)" in (block.text or "") for block in article.blocks)
    assert all(block.regions == () for block in article.blocks)
    assert any("‘Pojok Padang’" in (block.text or "") for block in article.blocks)
