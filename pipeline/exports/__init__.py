"""Records in other forms. Works from a record alone: no PDF is opened, nothing of the PDF stack is imported.

``FORMATS`` is everything there is; ``export_records`` writes a folder of records in one of them. Functions of single
formats take a ``schemas.Article`` and return bytes, always the same for the same record.
"""

from __future__ import annotations

from pipeline.exports.bibtex import references_to_bibtex, to_bibtex
from pipeline.exports.csl_json import references_to_csl_json, to_csl_json
from pipeline.exports.folder import Format, Result, export_records
from pipeline.exports.jats import to_jats
from pipeline.exports.markdown import to_markdown
from pipeline.exports.parquet import write_parquet
from pipeline.exports.ris import references_to_ris, to_ris
from pipeline.exports.spacy_doc import to_doc, to_docbin
from pipeline.exports.tei import to_tei
from pipeline.exports.text import to_text

__all__ = [
    "FORMATS", "Format", "Result", "export_records", "references_to_bibtex", "references_to_csl_json",
    "references_to_ris", "to_bibtex", "to_csl_json", "to_doc", "to_docbin", "to_jats", "to_markdown", "to_ris",
    "to_tei", "to_text", "write_parquet",
]  # fmt: skip

FORMATS: dict[str, Format] = {
    "jats": Format("JATS Publishing 1.1, what journals deposit", ((".jats.xml", to_jats),)),
    "tei": Format("TEI in GROBID's shape", ((".tei.xml", to_tei),)),
    "markdown": Format("Markdown with notes and a YAML head", ((".md", to_markdown),)),
    "text": Format("plain text", ((".txt", to_text),)),
    "bibtex": Format(
        "BibTeX of the article and of its references",
        ((".bib", to_bibtex), (".references.bib", references_to_bibtex)),
    ),
    "ris": Format(
        "RIS of the article and of its references", ((".ris", to_ris), (".references.ris", references_to_ris))
    ),
    "csl-json": Format(
        "CSL-JSON of the article and of its references",
        ((".csl.json", to_csl_json), (".references.csl.json", references_to_csl_json)),
    ),
    "spacy": Format("a spaCy DocBin an article", ((".spacy", to_docbin),)),
    "parquet": Format("tables of all articles and all paragraphs", table=write_parquet),
}
"""Every format by its name on the command line, in the order of the help."""
