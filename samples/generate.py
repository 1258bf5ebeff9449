"""Make the sample papers: ``python -m samples.generate [ID ...]`` writes ``pdf/`` and ``expected/``.

Needs LibreOffice (``soffice``) for the papers set by it and the ``typst`` package for the others; both are
needed only to change a sample, never to use or test the pipeline. The truth comes from the source alone; the
PDF is read back only to count its pages and to see that every word of the truth was printed.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2 as pdfium

from samples.fodt import write_fodt
from samples.markup import Paper, read_paper
from samples.truth import make_truth

HERE = Path(__file__).resolve().parent
SOFFICE_SECONDS = 180
SCRUBBED = (
    (
        rb"/CreationDate\(D:\d{14}[^)]*\)",
        lambda m: b"/CreationDate(D:" + b"20240101000000Z'".ljust(len(m[0]) - 17, b" ")[: len(m[0]) - 17] + b")",
    ),
    (rb"<[0-9A-F]{32}>", lambda m: b"<" + b"0" * 32 + b">"),
    (rb"/DocChecksum /[0-9A-F]{32}", lambda m: b"/DocChecksum /" + b"0" * 32),
)


def libreoffice(papers: list[Paper]) -> dict[str, bytes]:
    """Print papers with LibreOffice and take dates and random ids out of the files, lengths kept."""
    out = {}
    with tempfile.TemporaryDirectory() as folder:
        for paper in papers:
            source = Path(folder) / f"{paper.name}.fodt"
            source.write_text(write_fodt(paper), "utf-8")
            subprocess.run(
                ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf",
                 "--outdir", folder, str(source)],
                check=True, capture_output=True, timeout=SOFFICE_SECONDS,
            )  # fmt: skip
            data = (Path(folder) / f"{paper.name}.pdf").read_bytes()
            head, mark, tail = data.rpartition(b"trailer")
            for pattern, scrub in SCRUBBED[1:]:
                tail = re.sub(pattern, scrub, tail)
            out[paper.name] = re.sub(*SCRUBBED[0], head) + mark + tail
    return out


def typst(papers: list[Paper]) -> dict[str, bytes]:
    """Print papers with Typst."""
    out: dict[str, bytes] = {}
    if not papers:
        return out
    import typst as compiler

    from samples.typst_source import write_typst

    with tempfile.TemporaryDirectory() as folder:
        for paper in papers:
            source = Path(folder) / f"{paper.name}.typ"
            for name, data in write_typst(paper).items():
                (Path(folder) / name).write_bytes(data)
            data = compiler.compile(str(source))
            out[paper.name] = cropped(data, paper.head["crop"]) if "crop" in paper.head else data
    return out


def cropped(data: bytes, margin: float) -> bytes:
    """Return a PDF whose pages show ``margin`` points less on every side than is there."""
    pdf = pdfium.PdfDocument(data)
    for page in pdf:
        left, bottom, right, top = page.get_mediabox()
        page.set_cropbox(left + margin, bottom + margin, right - margin, top - margin)
    out = io.BytesIO()
    pdf.save(out)
    return re.sub(*SCRUBBED[1], out.getvalue())


def missing(truth: dict, data: bytes) -> list[str]:
    """Return words of the truth that the text layer lacks wherever lines were broken or not."""
    pdf = pdfium.PdfDocument(data)
    glyphs = re.sub(r"[\W\d_]", "", "".join(page.get_textpage().get_text_range() for page in pdf)).casefold()
    texts = [p["text"] for p in truth["paragraphs"] if p["kind"] != "equation"] + [
        n["text"] for n in truth["footnotes"]
    ]
    texts += truth["references"] + [h["text"] for h in truth["headings"]] + [a["text"] for a in truth["abstracts"]]
    texts += (
        [t["text"] for t in truth["titles"]] + truth["authors"] + [k for kw in truth["keywords"] for k in kw["terms"]]
    )
    texts += [cell for table in truth["tables"] for row in table["rows"] for cell in row] + truth["affiliations"]
    wanted = {w for text in texts for w in re.findall(r"[^\W\d_]{4,}", text)}
    return sorted(w for w in wanted if w.casefold() not in glyphs)


def main(arguments: list[str]) -> int:
    """Make the named samples, or all of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ids", nargs="*", help="names of files in sources/, without suffix; all when left out")
    parser.add_argument("--truth-only", action="store_true", help="write the truth for PDFs that stay as they are")
    options = parser.parse_args(arguments)
    papers = [read_paper(path) for path in sorted((HERE / "sources").glob("*.txt"))]
    papers = [paper for paper in papers if not options.ids or paper.name in options.ids]
    if options.truth_only:
        made = {paper.name: (HERE / "pdf" / f"{paper.name}.pdf").read_bytes() for paper in papers}
    else:
        made = libreoffice([p for p in papers if p.head["typesetter"] == "libreoffice"])
        made |= typst([p for p in papers if p.head["typesetter"] == "typst"])
    for paper in papers:
        data = made[paper.name]
        (HERE / "pdf" / f"{paper.name}.pdf").write_bytes(data)
        pages = len(pdfium.PdfDocument(data))
        truth = make_truth(paper, pages)
        path = HERE / "expected" / f"{paper.name}.json"
        path.write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", "utf-8")
        lacking = missing(truth, data)
        last = truth["journal"].get("last_page")
        if last and int(last) != int(paper.head.get("first_page", 1)) + pages - 1:
            lacking.append(f"last_page {last}")
        print(f"{paper.name}: {pages} pages, {len(data)} bytes" + (f", NOT PRINTED: {lacking}" if lacking else ""))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
