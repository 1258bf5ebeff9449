"""What the passages of the front matter say, put together: titles, abstracts and keywords with their languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.document import Document, Text
from pipeline.fields import Abstract, AbstractPart, Keywords, Title
from pipeline.front.labels import Label, read_label, split_structure
from pipeline.front.language import UNKNOWN, frame_language, words_language
from pipeline.front.terms import choose_language, split_terms

_LATE_KEYWORDS = re.compile(
    r"\s*\b(?:kata[\s-]*kata\s+kunci|kata\s+kunci|key\s?words?|index\s+terms)\s*[:—–]\s*", re.IGNORECASE
)
LATE_SHARE = 0.6
"""Share of an abstract's text behind which keywords may follow on the same line."""

_INDONESIAN_LABEL = re.compile(r"\s*kata", re.IGNORECASE)


class FrontText(NamedTuple):
    """A text of the front matter: its index, kind, language, page of its first line and printed lines."""

    at: int
    kind: str
    text: str
    lang: str
    page: int
    lines: tuple[str, ...]
    label: Label | None


class Reading(NamedTuple):
    """Titles, abstracts and keywords."""

    titles: tuple[Title, ...]
    abstracts: tuple[Abstract, ...]
    keywords: tuple[Keywords, ...]


def front_texts(doc: Document) -> tuple[FrontText, ...]:
    """Return the texts of front matter passages in reading order."""
    starts = {passage.spans[0] for passage in doc.front if passage.spans}
    found = []
    for index, text in enumerate(doc.texts):
        passage = doc.passages[text.passage]
        if not passage.spans or passage.spans[0] not in starts or passage.kind == "footnote":
            continue
        lang = doc.tags[index].lang if index < len(doc.tags) else UNKNOWN
        lines = _printed_lines(text)
        page = doc.lines[passage.spans[0].line].page
        first = passage.spans[0]
        label = read_label(lines[0], doc.lines[first.line].words[first.start : first.end]) if lines else None
        found.append(FrontText(index, passage.kind, text.text, lang, page, lines, label))
    return tuple(found)


def _printed_lines(text: Text) -> tuple[str, ...]:
    """Return the printed lines of a text; a word broken at a line end stays with its first line."""
    cuts = [offset for offset, _ in text.breaks if text.text[offset - 1 : offset] == " "]
    ends = [*cuts, len(text.text)]
    return tuple(part for a, b in zip([0, *cuts], ends, strict=True) if (part := text.text[a:b].strip()))


def read_parts(texts: Sequence[FrontText]) -> Reading:
    """Return what titles, abstracts and keywords say."""
    abstracts, late = _read_abstracts(texts)
    keywords = _read_keywords(texts, late)
    return Reading(_read_titles(texts), abstracts, keywords)


def _read_titles(texts: Sequence[FrontText]) -> tuple[Title, ...]:
    """Return one title per language: neighbours of one language are title and subtitle, repeats count once."""
    groups: list[list[FrontText]] = []
    for at, text in enumerate(texts):
        if text.kind != "title":
            continue
        before = texts[at - 1] if at else None
        joins = before is not None and before.kind == "title" and before.page == text.page
        if joins and groups and _one_title(groups[-1], text):
            groups[-1].append(text)
        else:
            groups.append([text])
    titles: list[Title] = []
    for group in groups:
        title = _join_title(group)
        if title.text and not any(_repeats(title, other) for other in titles):
            titles = [other for other in titles if not _repeats(other, title)]
            titles.append(title)
    return tuple(titles)


def _one_title(group: Sequence[FrontText], text: FrontText) -> bool:
    """Return whether a title text goes on with the one before: same language, or one of them says none."""
    langs = {frame_language(part.text, part.lang) for part in (*group, text)}
    if len(langs - {UNKNOWN}) <= 1:
        return True
    return len(text.text.split()) < 4 or group[-1].text.rstrip().endswith(":")


def _join_title(group: Sequence[FrontText]) -> Title:
    text = " ".join(part.text.strip() for part in group)
    if text.startswith("(") and text.endswith(")") and text.count("(") == 1:
        text = text[1:-1].strip()
    langs = [part.lang for part in sorted(group, key=lambda part: -len(part.text)) if part.lang != UNKNOWN]
    lang = frame_language(text, langs[0] if langs else UNKNOWN)
    return Title(lang, text.rstrip("*†‡ "), tuple(part.at for part in group))


def _repeats(title: Title, other: Title) -> bool:
    """Return whether a title is printed twice, on a cover and over the article, or is part of the other."""
    mine, theirs = _loose(title.text), _loose(other.text)
    return bool(mine) and mine in theirs


def _loose(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _read_abstracts(texts: Sequence[FrontText]) -> tuple[tuple[Abstract, ...], dict[int, tuple[str, str]]]:
    """Return abstracts, and keywords that ran on in their last line, by the index of their text."""
    groups: list[list[FrontText]] = []
    opened = True
    for text in texts:
        if text.kind in ("abstract_heading", "keywords", "title"):
            opened = True
        elif text.kind == "abstract":
            fresh = text.label is not None and text.label.kind == "abstract" and not text.label.alone
            other = (
                bool(groups) and UNKNOWN not in (text.lang, groups[-1][-1].lang) and text.lang != groups[-1][-1].lang
            )
            if opened or fresh or other or not groups:
                groups.append([])
            groups[-1].append(text)
            opened = False
    abstracts, late = [], {}
    for group in groups:
        body, rest = _strip_abstract(group)
        if rest:
            late[group[-1].at] = (rest, group[0].lang)
        if body:
            parts = tuple(AbstractPart(label, text) for label, text in split_structure(body) if text)
            lang = max(group, key=lambda part: (part.lang != UNKNOWN, len(part.text))).lang
            abstracts.append(Abstract(lang, body, parts, tuple(part.at for part in group)))
    return tuple(abstracts), late


def _strip_abstract(group: Sequence[FrontText]) -> tuple[str, str]:
    """Return an abstract's text without label, and keywords that stand at its end."""
    paragraphs = [part.text.strip() for part in group]
    label = group[0].label
    if label is not None and label.kind == "abstract":
        paragraphs[0] = paragraphs[0][label.end :].strip()
    body = "\n".join(paragraph for paragraph in paragraphs if paragraph)
    start = int(LATE_SHARE * len(body))
    small = body[start:].lower()
    named = "kunci" in small or "word" in small or "index" in small
    match = _LATE_KEYWORDS.search(body, start) if named else None
    return (body[: match.start()].strip(), body[match.start() :].strip()) if match else (body, "")


def _read_keywords(texts: Sequence[FrontText], late: dict[int, tuple[str, str]]) -> tuple[Keywords, ...]:
    """Return the keyword lists; two lists of one language are one."""
    terms: dict[str, list[str]] = {}
    abstract = UNKNOWN
    langs = [text.lang for text in texts if text.kind == "abstract"]
    for text in texts:
        if text.kind == "abstract":
            abstract = text.lang
        source = [(text.text, text.lang, text.lines)] if text.kind == "keywords" else []
        if text.at in late:
            source.append((late[text.at][0], UNKNOWN, (late[text.at][0],)))
        for printed, lang, lines in source:
            beside = abstract if abstract != UNKNOWN else (langs[0] if langs else UNKNOWN)
            found = _read_list(printed, lines)
            if found:
                label = "id" if _INDONESIAN_LABEL.match(printed) else _label_language(printed)
                words = words_language(" ".join(found)) if lang in ("id", "en", UNKNOWN) else lang
                terms.setdefault(choose_language(label, words, beside), []).extend(found)
    return tuple(Keywords(lang, tuple(dict.fromkeys(words))) for lang, words in terms.items())


def _read_list(printed: str, lines: Sequence[str]) -> tuple[str, ...]:
    label = read_label(printed)
    end = label.end if label is not None and label.kind == "keywords" else 0
    first = lines[0] if lines else printed
    alone = read_label(first)
    if alone is not None and alone.alone:
        return split_terms(lines[1:], stacked=True)
    if end:
        return split_terms([printed[end : len(first)], *lines[1:]])
    head = read_label(first)
    return split_terms([first[head.end :] if head else first, *lines[1:]])


def _label_language(printed: str) -> str:
    return "en" if re.match(r"\s*(?:key|index)", printed, re.IGNORECASE) else UNKNOWN
