"""How common a word is in a language: wordfreq's lists, read without wordfreq's own import (0.3 s).

wordfreq (Speer 2022, code Apache-2.0, data CC BY-SA 4.0) ships a "small" list for each of its languages:
words that occur at least once in a million, about 30,000 of them, in cBpack form. That is a gzipped msgpack
list: a header, then for each whole centibel below certainty the words that occur that often. One costs 20 ms.
The "large" lists, which few languages have, go down to once in a hundred millions and cost 200 ms and more; read
down to once in ten millions the English one costs 50 ms and holds 95,000 words.
"""

from __future__ import annotations

import gzip
import importlib.util
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import msgpack  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Mapping


WIDE_LIMIT = 700
"""Centibels down to which a large list is read: rarer entries are mostly names and slips of the keyboard."""


@cache
def load_centibels(lang: str) -> Mapping[str, int]:
    """Return each word of ``lang`` with its rarity: 200 = once in a hundred words, 600 = once in a million.

    Words are lower case, without inner hyphens. A language that wordfreq has no list of has no words.
    """
    path = _data_folder() / f"small_{lang}.msgpack.gz"
    if not path.is_file():
        return MappingProxyType({})
    with gzip.open(path, "rb") as stream:
        _, *buckets = msgpack.unpackb(stream.read(), raw=False)
    return MappingProxyType({word: cb for cb, words in enumerate(buckets) for word in words})


@cache
def load_wide(lang: str) -> Mapping[str, int]:
    """Return the same of the words that occur once in ten millions or more; the small list where there is no other."""
    path = _data_folder() / f"large_{lang}.msgpack.gz"
    if not path.is_file():
        return load_centibels(lang)
    with gzip.open(path, "rb") as stream:
        content = stream.read()
    unpacker = msgpack.Unpacker(raw=False, max_buffer_size=len(content))
    unpacker.feed(content)
    buckets = unpacker.read_array_header() - 1
    unpacker.skip()
    return MappingProxyType({word: cb for cb in range(min(buckets, WIDE_LIMIT)) for word in unpacker.unpack()})


def _data_folder() -> Path:
    spec = importlib.util.find_spec("wordfreq")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("wordfreq is not installed")
    return Path(spec.submodule_search_locations[0]) / "data"
