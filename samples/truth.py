"""The truth of a sample: what its author wrote, read from the source alone and never from the PDF."""

from __future__ import annotations

import re
from typing import Any

from samples.bibliography import Entry, entries
from samples.markup import Block, Call, Inline, Note, Paper, Reader, Run, plain

TEXT_KINDS = ("paragraph", "quote", "list_item")


def offsets(runs: tuple[Inline, ...], paper: Paper) -> list[dict[str, Any]]:
    """Return where in the author's text each footnote is called."""
    out, at = [], 0
    for run in runs:
        if isinstance(run, Call):
            note = paper.notes[run.note]
            if not author_note(note):
                out.append({"marker": note.marker, "offset": at, "note": run.note})
        elif not run.silent:
            at += len(run.text)
    return out


def foreign(runs: tuple[Inline, ...]) -> list[dict[str, str]]:
    """Return the phrases in another language, neighbouring runs put together."""
    out: list[dict[str, str]] = []
    last: str | None = None
    for run in runs:
        lang = run.lang if isinstance(run, Run) else None
        if isinstance(run, Run) and lang:
            if lang == last:
                out[-1]["text"] += run.text
            else:
                out.append({"text": run.text, "lang": lang})
        last = lang
    return out


def paragraph(runs: tuple[Inline, ...], kind: str, lang: str, paper: Paper, label: str = "") -> dict[str, Any]:
    """Return one paragraph of the truth; ``label`` is the printed label of a list item."""
    prefix = f"{label} " if label and label not in "•-–◦▪✓" else ""
    refs = offsets(runs, paper)
    for ref in refs:
        ref["offset"] += len(prefix)
    return {"text": prefix + plain(runs), "kind": kind, "lang": lang, "footnote_refs": refs, "foreign": foreign(runs)}


def reference_entries(paper: Paper) -> list[list[Entry]]:
    """Return the entries of each reference list of the paper, numbered on over all lists."""
    out: list[list[Entry]] = []
    for block in paper.blocks:
        if block.kind == "refs":
            first = 1 + sum(len(group) for group in out)
            style = block.attrs.get("style") or paper.head["references"]
            out.append(entries(block.data, style, paper.head["lang"], first))
    return out


def abstracts(paper: Paper) -> list[dict[str, Any]]:
    """Return each abstract: paragraphs joined by a newline, parts where it is structured."""
    out: dict[str, dict[str, Any]] = {}
    for block in paper.blocks:
        if block.kind not in ("abstract", "part") or block.lang is None:
            continue
        item = out.setdefault(block.lang, {"lang": block.lang, "paragraphs": [], "parts": []})
        text = plain(block.runs)
        if block.kind == "part":
            label, _, rest = text.partition("|")
            item["parts"].append({"label": label.strip().rstrip(":"), "text": rest.strip()})
            text = f"{label.strip()} {rest.strip()}"
        if block.attrs.get("run") and item["paragraphs"]:
            item["paragraphs"][-1] += f" {text}"
        else:
            item["paragraphs"].append(text)
    for item in out.values():
        item["text"] = "\n".join(item.pop("paragraphs"))
    return list(out.values())


def keywords(paper: Paper) -> list[dict[str, Any]]:
    """Return the keywords by language; ``Label: a; b; c`` in the source, whatever is printed between them."""
    out = []
    for block in paper.blocks:
        if block.kind == "keywords":
            terms = "".join(run.text for run in block.runs if isinstance(run, Run)).partition(":")[2].strip("⏎ ")
            separator = next(mark for mark in "⏎;•," if mark in terms)
            out.append({"lang": block.lang, "terms": [term.strip().rstrip(".") for term in terms.split(separator)]})
    return out


def headings(paper: Paper) -> list[dict[str, Any]]:
    """Return the section headings in order, the printed number both in ``text`` and apart."""
    out = []
    types: list[str] = []
    for block in paper.blocks:
        if block.kind != "heading":
            continue
        del types[block.level - 1 :]
        inherited = types[-1] if types else "other"
        types += [inherited] * (block.level - 1 - len(types))
        types.append(block.attrs.get("type", inherited))
        text = plain(block.runs)
        out.append({
            "text": f"{block.number} {text}" if block.number else text, "level": block.level, "number": block.number,
            "heading": text, "type": types[-1], "run_in": bool(block.tail),
        })  # fmt: skip
    return out


def body(paper: Paper) -> list[dict[str, Any]]:
    """Return paragraphs, quotes, list items, captions, equations and table notes in reading order."""
    out = []
    for block in paper.blocks:
        lang = block.lang or paper.head["lang"]
        if block.kind in TEXT_KINDS:
            out.append(paragraph(block.runs, block.kind, lang, paper, block.number or ""))
        elif block.kind == "heading" and block.tail:
            out.append(paragraph(block.tail, "paragraph", lang, paper))
        elif block.kind == "equation":
            out.append({"text": block.data[0], "kind": "equation", "lang": None, "footnote_refs": [], "foreign": []})
        elif block.kind in ("table", "figure") and block.number:
            item = paragraph(block.runs, "caption", block.attrs.get("lang", lang), paper)
            item["text"] = caption_text(block)
            out.append(item)
            if block.tail:
                out.append(paragraph(block.tail, "source", lang, paper))
    return out


def caption_text(block: Block) -> str:
    """Return a caption as printed: ``Tabel 1. Judul``."""
    return f"{block.number}{block.attrs.get('sep', '.')} {plain(block.runs)}"


def floats(paper: Paper, kind: str) -> list[dict[str, Any]]:
    """Return tables with their cells or figures with their labels."""
    out: list[dict[str, Any]] = []
    for block in paper.blocks:
        if block.kind == kind == "table":
            rows = [[plain(Reader().inline(cell)) for cell in row] for row in block.data]
            out.append({"label": block.number, "header_rows": int(block.attrs.get("head", "1")), "rows": rows})
        elif block.kind == kind:
            out.append({"label": block.number, "text": list(figure_labels(block))})
    return out


def figure_labels(block: Block) -> tuple[str, ...]:
    """Return the words inside a drawing, in the order in which they are drawn."""
    return tuple(line.partition("=")[0].strip() for line in block.data)


def author_note(note: Note) -> bool:
    """Return whether a note with a symbol says something of an author and belongs to the front matter."""
    return note.explicit and not note.marker.isdigit()


def footnotes(paper: Paper) -> list[dict[str, Any]]:
    """Return the notes; ``refers_to`` names the marker and index of the note meant."""
    out = []
    for note in paper.notes:
        if author_note(note):
            continue
        refers = None
        if note.refers:
            kind, index = note.refers
            refers = {"kind": kind, "note": index, "marker": paper.notes[index].marker}
        out.append({"marker": note.marker, "text": plain(note.runs), "index": note.number - 1, "refers_to": refers,
                    "foreign": foreign(note.runs)})  # fmt: skip
    return out


def furniture(paper: Paper, pages: int) -> list[str]:
    """Return what is printed on each page besides the article: heads, feet, stamps, page by page."""
    first = int(paper.head.get("first_page", 1))
    out: list[str] = []
    for page in range(pages):
        for place in ("header", "footer"):
            spec = paper.head.get(place, {})
            key = (
                "first"
                if page == 0 and "first" in spec
                else "even"
                if (first + page) % 2 == 0 and "even" in spec
                else "odd"
            )
            for cell in re.split(r"[|⏎]", spec.get(key, "")):
                text = re.sub(r"[*<>]", "", cell.replace("{page}", str(first + page))).strip()
                if text and text not in out:
                    out.append(text)
    return out + list(paper.head.get("stamps", []))


def make_truth(paper: Paper, pages: int) -> dict[str, Any]:
    """Return the truth of a paper that was printed on ``pages`` pages."""
    head = paper.head
    titles = {block.lang: plain(block.runs).strip("()") for block in paper.blocks if block.kind == "title"}
    lists = reference_entries(paper)
    authors = head["author"]
    return {
        "id": paper.name, "language": head["lang"], "pages": pages,
        "title": titles.get(head["lang"]), "title_en": titles.get("en") if head["lang"] != "en" else None,
        "titles": [{"lang": lang, "text": text} for lang, text in titles.items()],
        "authors": [author["name"] for author in authors if author.get("role", "author") == "author"],
        "author_details": [author_truth(author) for author in authors],
        "affiliations": head.get("affiliations") or affiliations(paper),
        "journal": journal(paper, pages), "dates": head.get("dates", {}),
        "abstracts": abstracts(paper), "keywords": keywords(paper),
        "headings": headings(paper), "paragraphs": body(paper),
        "footnotes": footnotes(paper),
        "author_notes": [plain(note.runs) for note in paper.notes if author_note(note)],
        "tables": floats(paper, "table"), "figures": floats(paper, "figure"),
        "captions": [
            {"label": block.number, "text": caption_text(block), "kind": block.kind}
            for block in paper.blocks if block.kind in ("table", "figure") and block.number
        ],
        "references": [entry.truth["text"] for group in lists for entry in group],
        "reference_fields": [entry.truth for group in lists for entry in group],
        "furniture": furniture(paper, pages),
    }  # fmt: skip


def journal(paper: Paper, pages: int) -> dict[str, Any]:
    """Return the journal's data; where pages are numbered, with the first and last number.

    A period of one month has its year with it, ``Juni 2013``, one of several has not, ``Juli - Desember``.
    """
    out = dict(paper.head["journal"])
    running = [text for place in ("header", "footer") for text in paper.head.get(place, {}).values()]
    if any("{page}" in str(text) for text in running):
        first = int(paper.head.get("first_page", 1))
        out.setdefault("first_page", str(first))
        out.setdefault("last_page", str(first + pages - 1))
    if "period" in out and not re.search(r"\W", out["period"]):
        out["period"] += f" {out['year']}"
    return out


def affiliations(paper: Paper) -> list[str]:
    """Return the affiliations as printed, their raised marks taken off."""
    return [
        "".join(run.text for run in block.runs if isinstance(run, Run) and not run.raised).strip("⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾)*, ")
        for block in paper.blocks if block.kind == "affiliation"
    ]  # fmt: skip


def author_truth(author: dict[str, Any]) -> dict[str, Any]:
    """Return an author with every field of the record."""
    return {
        "name": author["name"], "degrees": author.get("degrees", []), "role": author.get("role", "author"),
        "student_id": author.get("student_id"), "emails": author.get("emails", []),
        "affiliations": author.get("affiliations", []), "corresponding": author.get("corresponding", False),
        "orcid": author.get("orcid"),
    }  # fmt: skip
