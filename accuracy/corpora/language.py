"""The texts that language and sentences are measured on, read from ``data/language`` and ``texts``.

Even items are for tuning, odd ones for testing (of ``texts``: odd-numbered files for tuning).
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent.parent
DATA = HERE / "data" / "language"
HALVES = ("tuning", "test")

SEED = 20240706
"""Of the places at which strings are cut out; any other gives figures within 0.3 points."""

MARKUP = re.compile(r"\*|\{(?P<lang>[a-z]+):|\}")


class Mixed(NamedTuple):
    """A sentence with its stretches in other languages ``(start, end, lang)`` and its italics ``(start, end)``."""

    text: str
    stretches: tuple[tuple[int, int, str], ...]
    italics: tuple[tuple[int, int], ...]


def read_lines(name: str, half: str) -> list[str]:
    """Return the entries of ``data/language/<name>`` that are in ``half``."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")][HALVES.index(half) :: 2]


def read_prose(lang: str, half: str) -> list[str]:
    """Return paragraphs in Indonesian or English: articles written for the accuracy sets, and the Declaration."""
    rest = 1 if half == "tuning" else 0
    paragraphs = read_lines(f"udhr/{lang}.txt", half)
    for path in sorted((HERE / "texts").glob(f"{lang}-*.txt")):
        if int(path.stem.split("-")[1]) % 2 == rest:
            paragraphs += path.read_text(encoding="utf-8").splitlines()
    return [paragraph for paragraph in paragraphs if paragraph]


def cut_strings(paragraphs: list[str], length: int, count: int) -> list[str]:
    """Return ``count`` strings of ``length`` characters from word starts, drawn with a fixed seed."""
    rng = random.Random(SEED)
    long_enough = [paragraph for paragraph in paragraphs if len(paragraph) > length]
    strings = []
    while len(strings) < count:
        paragraph = rng.choice(long_enough)
        start = rng.randrange(len(paragraph) - length)
        start = paragraph.rfind(" ", 0, start + 1) + 1
        strings.append(paragraph[start : start + length])
    return strings


def read_phrases(half: str) -> list[Mixed]:
    """Return the sentences of ``phrases.txt``, their marks read."""
    return [parse_mixed(line) for line in read_lines("phrases.txt", half)]


def parse_mixed(line: str) -> Mixed:
    """Return a sentence without its marks: ``{lang:...}`` is in another language, ``*...*`` in italics."""
    text = ""
    stretches: list[tuple[int, int, str]] = []
    italics: list[tuple[int, int]] = []
    opened: list[tuple[int, str]] = []
    italic: int | None = None
    position = 0
    for mark in MARKUP.finditer(line):
        text += line[position : mark.start()]
        position = mark.end()
        if mark["lang"]:
            opened.append((len(text), mark["lang"]))
        elif mark.group() == "}":
            start, lang = opened.pop()
            stretches.append((start, len(text), lang))
        elif italic is None:
            italic = len(text)
        else:
            italics.append((italic, len(text)))
            italic = None
    return Mixed(text + line[position:], tuple(stretches), tuple(italics))


def read_labelled(name: str, half: str) -> list[tuple[str, str]]:
    """Return ``(lang, text)`` of each entry of a file of labelled lines that is in ``half``."""
    return _split_labels(read_lines(name, half))


def read_others(half: str) -> list[tuple[str, str]]:
    """Return ``(lang, text)`` of the sentences in other languages: one whole file a half."""
    name = "sentences_other.txt" if half == "tuning" else "others_test.txt"
    return _split_labels(line for part in HALVES for line in read_lines(name, part))


def _split_labels(lines: Iterable[str]) -> list[tuple[str, str]]:
    pairs = (line.split("\t", 1) for line in lines)
    return [(lang, text) for lang, text in pairs]
