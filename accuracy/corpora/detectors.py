"""Other language identifiers on the strings and headings of the test half, beside this pipeline.

``python -m accuracy.corpora.detectors`` prints the table for those that are installed; none of them is a
dependency (``pip install lingua-language-detector py3langid``). Each is held to Indonesian and English and gets
lower-case text, which is the best that it can be given. Headings are given as paragraphs, so that this pipeline
cannot look them up.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

from accuracy.corpora.language import cut_strings, read_prose
from accuracy.language import CASES, STRINGS, list_headings, tag
from pipeline.language.detector import weigh_letters
from pipeline.language.tokens import WORDS
from pipeline.language.words import HOME

LENGTHS = (10, 15, 20, 30, 60, 120)

Detector = Callable[[str], str | None]


def _find_detectors() -> Iterator[tuple[str, Detector]]:
    yield "naskah", lambda text: tag(text).lang
    yield "letters", _ask_letters
    yield "langdetect", _make_langdetect()
    if find_spec("lingua"):
        yield "lingua", _make_lingua()
    if find_spec("py3langid"):
        yield "py3langid", _make_py3langid()


def _ask_letters(text: str) -> str | None:
    indonesian, english = weigh_letters(WORDS.findall(text.lower()), HOME)
    return None if indonesian == english else HOME[indonesian < english]


def _make_langdetect() -> Detector:
    from langdetect import PROFILES_DIRECTORY, LangDetectException
    from langdetect.detector_factory import DetectorFactory

    factory = DetectorFactory()
    factory.set_seed(0)
    factory.load_json_profile([(Path(PROFILES_DIRECTORY) / lang).read_text(encoding="utf-8") for lang in sorted(HOME)])

    def ask(text: str) -> str | None:
        detector = factory.create()
        detector.append(text.lower())
        try:
            return str(detector.detect())
        except LangDetectException:  # no n-gram that any profile knows
            return None

    return ask


def _make_lingua() -> Detector:
    from lingua import Language, LanguageDetectorBuilder

    detector = LanguageDetectorBuilder.from_languages(Language.INDONESIAN, Language.ENGLISH).build()
    names = {Language.INDONESIAN: "id", Language.ENGLISH: "en"}
    return lambda text: names.get(detector.detect_language_of(text.lower()))


def _make_py3langid() -> Detector:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(HOME))
    return lambda text: identifier.classify(text.lower())[0]


def _list_sets() -> list[tuple[str, list[tuple[str, str]]]]:
    prose = {lang: read_prose(lang, "test") for lang in HOME}
    sets = [
        (f"strings of {length}", [(lang, text) for lang in HOME for text in cut_strings(prose[lang], length, STRINGS)])
        for length in LENGTHS
    ]
    sets += [
        (f"headings, {name}", [(lang, change(text)) for lang, text in list_headings("test")]) for name, change in CASES
    ]
    return sets


def main() -> None:
    """Print the share right, and the milliseconds of a call."""
    for name, detector in _find_detectors():
        for title, pairs in _list_sets():
            start = time.perf_counter()
            right = sum(detector(text) == lang for lang, text in pairs)
            cost = (time.perf_counter() - start) / len(pairs)
            sys.stdout.write(f"{name:12}{title:22}{100 * right / len(pairs):8.2f} %{1000 * cost:8.3f} ms\n")


if __name__ == "__main__":
    main()
