"""Markdown (CommonMark with pipe tables and ``[^n]`` notes) under a YAML head, in reading order.

Every sign that Markdown could read as its own is escaped, so that a parser gives back the text. Notes whose call was
not found, or stands in the front matter, are called in a paragraph at the end: parsers drop what nothing calls. The
words inside of a picture stand in a fenced block, captions where they are printed.
Source: spec.commonmark.org/0.31.2/
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.exports.outline import Outline, Run, group_lists, main_first
from schemas import article as record

SPECIAL = re.compile(r"[\\`*_\[\]<>&|~^$#]")
"""Signs that mean something inside of a line, in CommonMark or its usual extensions."""

OPENING = re.compile(r"^(?:(?P<sign>[-+=:%!])|(?P<number>\d{1,9})(?=[.)]))")
"""Signs that mean something at the start of a line; a number with a dot or bracket opens a list."""

PLAIN_MARKER = re.compile(r"[0-9A-Za-z]+")
NOTE_ID = re.compile(r"n\d+")
DEEPEST = 6
"""Levels of headings that Markdown has; the title takes the first."""


def to_markdown(article: record.Article) -> bytes:
    """Return the article as Markdown."""
    outline = Outline(article)
    labels = note_labels(article)
    parts = [_head(article), *_front(article), *_body(outline, labels), *_notes(outline, labels)]
    return ("\n\n".join(parts) + "\n").encode("utf-8", "replace")


def note_labels(article: record.Article) -> dict[str, str]:
    """Return the label of each note by its id: its marker where that names one note, else the id."""
    counts = Counter(note.marker for note in article.footnotes)
    return {note.id: note.marker if _is_label(note.marker, counts) else note.id for note in article.footnotes}


def _is_label(marker: str, counts: Counter[str]) -> bool:
    return counts[marker] == 1 and bool(PLAIN_MARKER.fullmatch(marker)) and not NOTE_ID.fullmatch(marker)


def escape(text: str) -> str:
    """Return the text so that Markdown reads it as text, anywhere inside of a line."""
    return SPECIAL.sub(r"\\\g<0>", " ".join(text.split()))


def escape_line(text: str) -> str:
    """Return escaped text so that it also may begin a line."""
    found = OPENING.match(text)
    if found is None:
        return text
    if found["sign"]:
        return "\\" + text
    return f"{found['number']}\\{text[found.end() :]}"


def _scalar(text: str) -> str:
    """Return a YAML scalar in double quotes: JSON's, with what YAML does not print escaped as well."""
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(char if char.isprintable() else json.dumps(char)[1:-1] for char in quoted)


def _head(article: record.Article) -> str:
    """Return the front matter as YAML; what is not known is left out."""
    front, journal = article.front_matter, article.front_matter.journal
    titles = main_first(front.titles, article.language)
    lines = ["---", f"id: {_scalar(article.id)}", f"lang: {_scalar(article.language)}"]
    if titles:
        lines.append(f"title: {_scalar(titles[0].text)}")
    lines += _listed("translated_titles", [{"lang": title.lang, "text": title.text} for title in titles[1:]])
    people = [
        {"name": author.name, "role": author.role, **({"email": author.emails[0]} if author.emails else {})}
        for author in front.authors
    ]
    lines += _listed("authors", people)
    lines += _listed("keywords", [{"lang": words.lang, "terms": list(words.terms)} for words in front.keywords])
    for name, value in (*journal, *front.dates):
        if value is not None:
            key = "journal" if name == "title" else name
            lines.append(f"{key}: {value if isinstance(value, int) else _scalar(value)}")
    return "\n".join([*lines, "---"])


def _listed(key: str, items: Iterable[Mapping[str, str | Sequence[str]]]) -> Iterator[str]:
    """Yield a YAML sequence of flow mappings, which are JSON."""
    lines = []
    for item in items:
        pairs = (f"{name}: {_value(value)}" for name, value in item.items())
        lines.append(f"  - {{{', '.join(pairs)}}}")
    if lines:
        yield f"{key}:"
        yield from lines


def _value(value: str | Sequence[str]) -> str:
    return _scalar(value) if isinstance(value, str) else f"[{', '.join(map(_scalar, value))}]"


def _front(article: record.Article) -> Iterator[str]:
    front = article.front_matter
    titles = main_first(front.titles, article.language)
    if titles:
        yield f"# {escape(titles[0].text)}"
    for title in titles[1:]:
        yield f"*{escape(title.text)}*"
    if front.authors:
        yield escape_line(escape("; ".join(author.name for author in front.authors)))
    for abstract in main_first(front.abstracts, article.language):
        if abstract.parts:
            yield "\n>\n".join(f"> **{escape(part.label)}** {escape(part.text)}" for part in abstract.parts)
        else:
            yield "\n>\n".join(f"> {escape_line(escape(text))}" for text in abstract.text.split("\n"))


def _body(outline: Outline, labels: dict[str, str]) -> Iterator[str]:
    listed = False
    for group in group_lists(outline.body()):
        block = group[0]
        if block.kind == "list_item":
            yield "\n".join(f"- {_line(outline, item, labels)}" for item in group)
            continue
        section = outline.headings.get(block.id)
        if section is not None:
            yield f"{'#' * min(section.level + 1, DEEPEST)} {_heading(outline, section, labels)}"
        else:
            yield from _block(outline, block, labels)
        if section is not None and section is outline.reference_section:
            listed = True
            yield from _references(outline.article)
    if not listed:
        yield from _references(outline.article)


def _heading(outline: Outline, section: record.SectionRecord, labels: dict[str, str]) -> str:
    """Return number and heading; what looks like a list's opening is text after the signs of a heading as well."""
    number = f"{section.number} " if section.number else ""
    return escape_line(escape(number) + " " * bool(number) + _inline(outline.heading_runs(section), labels))


def _block(outline: Outline, block: record.BlockRecord, labels: dict[str, str]) -> Iterator[str]:
    if block.id in outline.tables:
        yield from _table(outline.tables[block.id])
    elif block.id in outline.figures:
        yield from _words(outline.figures[block.id].text)
    elif block.text:
        line = _line(outline, block, labels)
        yield f"> {line}" if block.kind == "quote" else line


def _line(outline: Outline, block: record.BlockRecord, labels: dict[str, str]) -> str:
    return escape_line(_inline(outline.runs(block), labels))


def _inline(runs: tuple[Run, ...], labels: dict[str, str]) -> str:
    """Return the text with calls; spaces around a cut stay as they are."""
    parts = []
    for run in runs:
        if run.marker is not None:
            parts.append(f"[^{labels[run.note]}]" if run.note else f"<sup>{escape(run.marker)}</sup>")
        else:
            parts.append(SPECIAL.sub(r"\\\g<0>", run.text))
    return " ".join("".join(parts).split())


def _table(table: record.TableRecord) -> Iterator[str]:
    """Yield a pipe table; it has one header row, which is empty where the table has none."""
    rows = [[escape(cell) for cell in row] for row in table.rows]
    if not rows or not rows[0]:
        return
    head, rest = (rows[0], rows[1:]) if table.header_rows else ([""] * len(rows[0]), rows)
    lines = [head, ["---"] * len(head), *rest]
    yield "\n".join(f"| {' | '.join(row)} |" for row in lines)


def _words(text: str | None) -> Iterator[str]:
    """Yield a picture's own words in a fence longer than any in them."""
    if text:
        runs = re.findall("`{3,}", text)
        fence = "`" * max(3, 1 + max(map(len, runs), default=0))
        yield f"{fence}text\n{text}\n{fence}"


def _references(article: record.Article) -> Iterator[str]:
    lines = [
        f"- {escape_line(escape(f'{reference.marker} {reference.text}' if reference.marker else reference.text))}"
        for reference in article.references
    ]
    if lines:
        yield "\n".join(lines)


def _notes(outline: Outline, labels: dict[str, str]) -> Iterator[str]:
    called = {anchor.note for block in outline.body() for anchor in block.anchors}
    uncalled = [note for note in outline.article.footnotes if note.id not in called]
    if uncalled:
        yield " ".join(f"[^{labels[note.id]}]" for note in uncalled)
    for note in outline.article.footnotes:
        yield f"[^{labels[note.id]}]: {escape_line(escape(note.text))}"
