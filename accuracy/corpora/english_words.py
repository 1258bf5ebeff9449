"""Makes the lists of English words written solid and written with a hyphen, from SCOWL and WordNet.

``python -m accuracy.corpora.english_words SCOWL WORDNET`` writes ``english_solid.txt`` and ``english_hyphenated.txt``
into ``pipeline/lexicon``. The folders are those of the Debian packages ``scowl`` 2020.12.07 (``usr/share/dict/scowl``)
and ``wordnet-base`` 3.0 (``usr/share/wordnet``), neither of which naskah needs when it runs. Both licences allow it;
their notices stand at the head of the lists.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

LEXICON = Path(__file__).parents[2] / "pipeline" / "lexicon"
LARGEST = 70
"""SCOWL's size up to which a word is taken: its author's own choice for large dictionaries; 80 is for word games."""

SOLID = re.compile(r"[a-z]{4,}")
HYPHENATED = re.compile(r"[a-z]+(?:-[a-z]+)+")
IN_GLOSS = re.compile(r"(?<![\w'-])[a-z]+(?:-[a-z]+)+(?![\w'-])")
ATKINSON = """Copyright 2000-2011 by Kevin Atkinson. Permission to use, copy, modify, distribute and sell these word
lists, the associated scripts, the output created from the scripts, and its documentation for any purpose is hereby
granted without fee, provided that the above copyright notice appears in all copies and that both that copyright
notice and this permission notice appear in supporting documentation. Kevin Atkinson makes no representations about
the suitability of this array for any purpose. It is provided "as is" without express or implied warranty."""

KUENNING = """Parts: Copyright 1993, Geoff Kuenning, Granada Hills, CA. All rights reserved. Redistribution and use in
source and binary forms, with or without modification, are permitted provided that the following conditions are met:
1. Redistributions of source code must retain the above copyright notice, this list of conditions and the following
disclaimer. 2. Redistributions in binary form must reproduce the above copyright notice, this list of conditions and
the following disclaimer in the documentation and/or other materials provided with the distribution. 3. All
modifications to the source code must be clearly marked as such. Binary redistributions based on modified source code
must be clearly marked as modified versions in the documentation and/or other materials provided with the
distribution. 5. The name of Geoff Kuenning may not be used to endorse or promote products derived from this software
without specific prior written permission. THIS SOFTWARE IS PROVIDED BY GEOFF KUENNING AND CONTRIBUTORS "AS IS" AND
ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND
FITNESS FOR A PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT SHALL GEOFF KUENNING OR CONTRIBUTORS BE LIABLE FOR ANY
DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT
OF SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON ANY
THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY
WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE."""

PRINCETON = """This software and database is being provided to you, the LICENSEE, by Princeton University under the
following license. By obtaining, using and/or copying this software and database, you agree that you have read,
understood, and will comply with these terms and conditions. Permission to use, copy, modify and distribute this
software and database and its documentation for any purpose and without fee or royalty is hereby granted, provided
that you agree to comply with the following copyright notice and statements, including the disclaimer, and that the
same appear on ALL copies of the software, database and documentation, including modifications that you make for
internal use or for distribution. WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved. THIS
SOFTWARE AND DATABASE IS PROVIDED "AS IS" AND PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES, EXPRESS OR
IMPLIED. BY WAY OF EXAMPLE, BUT NOT LIMITATION, PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES OF
MERCHANTABILITY OR FITNESS FOR ANY PARTICULAR PURPOSE OR THAT THE USE OF THE LICENSED SOFTWARE, DATABASE OR
DOCUMENTATION WILL NOT INFRINGE ANY THIRD PARTY PATENTS, COPYRIGHTS, TRADEMARKS OR OTHER RIGHTS. The name of Princeton
University or Princeton may not be used in advertising or publicity pertaining to distribution of the software and/or
database. Title to copyright in this software, database and any associated documentation shall at all times remain
with Princeton University and LICENSEE agrees to preserve same."""


def read_solid(folder: Path) -> set[str]:
    """Return SCOWL's lower-case words of four letters and more, British and American spelling alike."""
    words: set[str] = set()
    for path in sorted(folder.glob("*-words.*")):
        if int(path.suffix[1:]) <= LARGEST:
            words.update(filter(SOLID.fullmatch, path.read_text(encoding="latin-1").splitlines()))
    return words


def read_hyphenated(folder: Path) -> set[str]:
    """Return WordNet's hyphenated lemmas, and the hyphenated words of its definitions and examples."""
    words: set[str] = set()
    for part in ("noun", "verb", "adj", "adv"):
        lemmas = (line.split()[0] for line in _entries(folder / f"index.{part}"))
        words.update(filter(HYPHENATED.fullmatch, lemmas))
        for line in _entries(folder / f"data.{part}"):
            words.update(IN_GLOSS.findall(line.split("|", 1)[1]))
    return words


def _entries(path: Path) -> Iterator[str]:
    """Yield the lines of a WordNet file after its licence, which is indented."""
    return (line for line in path.read_text(encoding="latin-1").splitlines() if not line.startswith(" "))


def write(name: str, what: str, notices: Iterable[str], words: Iterable[str]) -> None:
    """Write a list with its notices in front; nothing but the words comes after them."""
    notes = [f"# {line}" for text in (what, *notices) for line in text.splitlines()]
    (LEXICON / f"{name}.txt").write_text("\n".join([*notes, *sorted(words)]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    scowl, wordnet = map(Path, sys.argv[1:])
    write(
        "english_solid",
        f"English words written solid: SCOWL 2020.12.07, sizes to {LARGEST}, made by accuracy.corpora.english_words.",
        (ATKINSON, KUENNING, "From WordNet 1.6 (Copyright 1997):", PRINCETON),
        read_solid(scowl),
    )
    write(
        "english_hyphenated",
        "English words written with a hyphen: WordNet 3.0, lemmas and glosses, by accuracy.corpora.english_words.",
        (PRINCETON,),
        read_hyphenated(wordnet),
    )
