"""What a record depends on besides the file: naskah itself, the libraries that read for it, the settings."""

from __future__ import annotations

import hashlib
from dataclasses import astuple
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pipeline.document import Settings
from pipeline.engines.ocr import find_tesseract
from pipeline.version import VERSION

LIBRARIES = ("langdetect", "pdf-oxide", "pdfminer.six", "pdfplumber", "pypdfium2", "spacy", "wordfreq")
SOURCE_SUFFIXES = frozenset({".py", ".json", ".txt"})
"""Code and word lists: an edited stage makes every record stale, as make would have it."""


def fingerprint(settings: Settings) -> str:
    """Return a hash that changes whenever the same file could give another record."""
    digest = hashlib.sha256(repr((VERSION, astuple(settings))).encode())
    for name in LIBRARIES:
        digest.update(f"{name}={_installed(name)}\n".encode())
    if settings.ocr != "never":
        program = find_tesseract()
        digest.update(f"tesseract={program.version} {program.models}\n".encode() if program else b"tesseract=none\n")
    for folder in (Path(__file__).parent, Path(__file__).parent.parent / "schemas"):
        for path in sorted(path for path in folder.rglob("*") if path.suffix in SOURCE_SUFFIXES):
            digest.update(path.relative_to(folder.parent).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:32]


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"
