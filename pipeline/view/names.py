"""What things in a record are called on the page, and the classes that colour them."""

from __future__ import annotations

LANGUAGES = {
    "id": "Indonesian", "en": "English", "ar": "Arabic", "jv": "Javanese", "su": "Sundanese", "min": "Minangkabau",
    "ms": "Malay", "nl": "Dutch", "la": "Latin", "de": "German", "fr": "French", "zh": "Chinese", "ja": "Japanese",
    "und": "undetermined",
}  # fmt: skip
BOX_GROUPS = {
    "title": "front", "author": "front", "affiliation": "front", "abstract_heading": "front", "abstract": "front",
    "keywords": "front", "heading": "heading", "reference_heading": "heading", "paragraph": "text", "quote": "text",
    "list_item": "text", "caption": "float", "table": "float", "figure": "float", "equation": "float",
    "footnote": "note", "reference": "reference", "furniture": "furniture", "other": "other",
}  # fmt: skip
"""Kinds of boxes to the colours that they share: seven can be told apart on a page, seventeen cannot."""
GROUP_NAMES = {
    "front": "front matter", "heading": "headings", "text": "text", "float": "tables, figures, equations",
    "note": "notes", "reference": "references", "furniture": "page furniture", "other": "other",
}  # fmt: skip


def language_name(code: str) -> str:
    """Return the language's name, or the code where no name is known."""
    return LANGUAGES.get(code.split("-")[0], code)


def language_class(code: str) -> str:
    """Return the class that gives the language its colour."""
    base = code.split("-")[0]
    return f"l-{base}" if base in LANGUAGES else "l-x"


def kind_name(kind: str) -> str:
    """Return a kind, type or code for people."""
    return kind.replace("_", " ")


def box_group(kind: str) -> str:
    """Return the colour group of a kind of box."""
    return BOX_GROUPS.get(kind, "other")


def count(number: int, word: str) -> str:
    """Return ``1 note``, ``2 notes``, ``1,234 notes``."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"
