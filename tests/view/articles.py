"""Articles written by hand for the viewer's tests: two pages, a paragraph over both, a note, a repair, a doubt."""

from __future__ import annotations

import hashlib
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

from schemas import article as record
from schemas import dumps
from tests.pdf_files import make_pdf

HOSTILE = "\"'><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\"><b>&amp;"
TITLE = "Kerja Sama Daerah Perbatasan"
LEFT = "Kerja sama antara daerah tumbuh menurut paradiplomacy theory yang dikutip (Alderson 2013)."
PARAGRAPH = f"{LEFT} Pemerintah daerah berperan penting."
NOTE = "K. Alderson, Diplomacy and Law (London: Sage, 2013), hlm. 5."
REFERENCE = "Alderson, K. (2013). Diplomacy and law. London: Sage."
PAGE = {"width": 595.0, "height": 842.0, "rotation": 0, "columns": 1, "text_layer": "native"}


def make_pages(mark: str = "") -> bytes:
    """Return a PDF of two pages; ``mark`` makes its content, and so its hash, its own."""
    return make_pdf((TITLE, mark, LEFT), ("Pemerintah daerah berperan penting.",))


def make_article(pdf: bytes = b"", *, filename: str = "paper.pdf", title: str = TITLE, **layers: Any) -> record.Article:
    """Return an article as a run would write it for ``pdf``; ``layers`` replace parts of the record."""
    sha256 = hashlib.sha256(pdf).hexdigest()
    values: dict[str, Any] = {
        "schema_version": record.SCHEMA_VERSION,
        "id": sha256[:16],
        "source": _source(filename, sha256, len(pdf)),
        "pipeline": {"name": "naskah", "version": "0", "engine": "pdfium", "stages": ["lines"], "settings": {}},
        "language": "id",
        "front_matter": _front(title),
        "sections": [_section()],
        "blocks": [_block("b1", "title", title), _block("b2", "heading", "Pendahuluan", section="s1"), _paragraph(),
                   _block("b4", "reference_heading", "Daftar Pustaka", page=2)],
        "footnotes": [_note()],
        "references": [_reference()],
        "tables": [],
        "figures": [],
        "furniture": [{"kind": "page_number", "text": "17", "page": 1, "bbox": [290, 800, 305, 812]}],
        "repairs": [_repair()],
        "diagnostics": [
            {"stage": "footnotes", "code": "note_without_anchor", "severity": "warning", "page": 2, "message": "note 9"}
        ],
        "accounting": dict.fromkeys(record.AccountingRecord.model_fields, 0),
    }  # fmt: skip
    return record.Article.model_validate_json(json.dumps({**values, **layers}))


def write_run(folder: Path, articles: dict[str, record.Article], failed: dict[str, str] | None = None) -> Path:
    """Write records and a manifest as a run does; ``failed`` are codes of failures by name."""
    (folder / "_run").mkdir(parents=True)
    lines = []
    for name, article in articles.items():
        path = folder / f"{name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(dumps(article))
        lines.append(_entry(name, outcome="ok", record=f"{name}.json", input=f"../pdf/{article.source.filename}"))
    for name, code in (failed or {}).items():
        lines.append(_entry(name, outcome="failed", code=code, message=f"{name} has no text"))
    (folder / "_run" / "records.jsonl").write_text("".join(lines), encoding="utf-8")
    return folder


def _entry(name: str, **values: str) -> str:
    entry = {"name": name, "input": "", "sha256": "", "bytes": 0, "recipe": "", "limits": "", **values}
    return json.dumps(entry) + "\n"


def _source(filename: str, sha256: str, size: int) -> dict[str, Any]:
    pdf = {"version": "1.7", "producer": None, "creator": None, "title": None, "encrypted": False}
    pages = [{"number": 1, **PAGE}, {"number": 2, **PAGE}]
    return {"filename": filename, "sha256": sha256, "bytes": size, "pages": pages, "pdf": pdf}


def _front(title: str) -> dict[str, Any]:
    journal: dict[str, Any] = dict.fromkeys(record.JournalRecord.model_fields)
    author: dict[str, Any] = dict.fromkeys(record.AuthorRecord.model_fields)
    lists = {"degrees": [], "affiliations": ["a1"], "emails": []}
    author |= {"name": "Siti Rahmawati", "role": "author", "corresponding": False, **lists}
    return {
        "titles": [{"lang": "id", "text": title, "blocks": ["b1"]}],
        "authors": [author],
        "affiliations": [{"id": "a1", "text": "Universitas Perbatasan"}],
        "abstracts": [],
        "keywords": [{"lang": "id", "terms": ["daerah"]}],
        "journal": journal | {"title": "Jurnal Perbatasan", "year": 2023, "url": "javascript:alert(1)"},
        "dates": dict.fromkeys(record.DatesRecord.model_fields),
    }


def _section() -> dict[str, Any]:
    return {"id": "s1", "number": "1.", "heading": "Pendahuluan", "level": 1, "type": "introduction", "lang": "id",
            "parent": None, "heading_block": "b2", "blocks": ["b3"]}  # fmt: skip


def _block(name: str, kind: str, text: str | None, *, page: int = 1, **more: Any) -> dict[str, Any]:
    top = 60.0 + 60 * int(name[1:])
    length = len(text or "")
    return {
        "id": name, "kind": kind, "section": None, "text": text, "lang": "id",
        "segments": [{"start": 0, "end": length, "lang": "id", "score": 0.9}], "sentences": [], "anchors": [],
        "citations": [], "regions": [{"page": page, "bbox": [72, top, 400, top + 40]}], **more,
    }  # fmt: skip


def _paragraph() -> dict[str, Any]:
    theory, cited = PARAGRAPH.index("paradiplomacy"), PARAGRAPH.index("(Alderson")
    ends = [0, theory, theory + len("paradiplomacy theory"), len(PARAGRAPH)]
    segments = [
        {"start": start, "end": end, "lang": lang, "score": 0.9}
        for (start, end), lang in zip(pairwise(ends), ("id", "en", "id"), strict=True)
    ]
    return _block(
        "b3", "paragraph", PARAGRAPH, section="s1", segments=segments,
        sentences=[{"start": 0, "end": len(LEFT)}, {"start": len(LEFT) + 1, "end": len(PARAGRAPH)}],
        anchors=[{"offset": len(LEFT), "note": "n1", "marker": "1"}],
        citations=[{"start": cited, "end": len(LEFT) - 1, "references": ["r1"]}],
        regions=[{"page": 1, "bbox": [72, 240, 400, 300]}, {"page": 2, "bbox": [72, 72, 400, 100]}],
    )  # fmt: skip


def _note() -> dict[str, Any]:
    return {"id": "n1", "marker": "1", "text": NOTE, "lang": "en",
            "segments": [{"start": 0, "end": len(NOTE), "lang": "en", "score": 0.9}],
            "anchor": {"block": "b3", "offset": len(LEFT)},
            "refers_to": {"kind": "full", "note": None, "reference": "r1"},
            "regions": [{"page": 1, "bbox": [72, 740, 400, 760]}]}  # fmt: skip


def _reference() -> dict[str, Any]:
    empty: dict[str, Any] = dict.fromkeys(record.ReferenceRecord.model_fields)
    return empty | {
        "id": "r1", "text": REFERENCE, "lang": "en", "authors": [{"given": "K.", "family": "Alderson"}], "year": 2013,
        "title": "Diplomacy and law", "regions": [{"page": 2, "bbox": [72, 400, 400, 420]}],
    }  # fmt: skip


def _repair() -> dict[str, Any]:
    return {"kind": "hyphen_dropped", "where": {"block": "b3", "note": None, "reference": None,
            "offset": PARAGRAPH.index("tumbuh")}, "page": 1, "before": "tum-|buh", "after": "tumbuh",
            "rule": "vocabulary", "confidence": 0.9}  # fmt: skip
