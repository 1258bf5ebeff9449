"""Addresses cut by line ends: does the next line go on with the URL, DOI or e-mail address of this one?

An address has no spaces, so that nothing in it says where it ends. In order of trust: the link annotation over
the printed lines (its URI is the truth), the shape of what follows, the words of the language. What stays
unclear is left apart with a space.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal
from urllib.parse import unquote

from pipeline.language.word_lists import is_listed

Verdict = Literal["joined", "joined_without_hyphen", "apart"]

ADDRESS_START = re.compile(
    r"""(?: (?:https?|ftp):/{0,2}      # the scheme, perhaps cut before its slashes
          | www\d?\.
          | \bdoi(?:\.org|:)\s?
          | \b10\.\d{4,9}/             # a bare DOI
          )""",
    re.VERBOSE | re.IGNORECASE,
)
EMAIL_HEAD = re.compile(r"[\w.+-]+@[\w.-]*$")
MAY_BE_ADDRESS = re.compile(r"[/@:]|^\W*(?:www|doi)", re.IGNORECASE)
ENDS_OPEN = re.compile(r"[/._=&?%#:~@+-]$")
"""A line that ends so inside an address has more to come, unless a sentence ends there."""

GOES_ON = re.compile(
    r"""^(?: [^\s]*[/=&?%#_~@]           # a character that no prose word holds
           | [^\s]*\.(?:html?|pdf|php|aspx?|com|org|net|edu|gov|info|id|ac|co|go|or|sch|web)\b
           | [a-z]+(?:-[a-z0-9]+){2,}    # a slug: gambaran-umum-kota
           | (?=[\w.-]*\d)(?=[\w.-]*[a-z])[\w.-]+  # letters and digits mixed
           | \d[\w.()-]*                 # the number of a DOI
           )""",
    re.VERBOSE,
)
LABEL = re.compile(r"\W*(?:doi|url|https?)\W?", re.IGNORECASE)
"""``doi:`` alone announces an address and belongs to none."""

NEW_ADDRESS = re.compile(r"https?:|www\.", re.IGNORECASE)
YEAR = re.compile(r"(?:19|20)\d\d")
UNFINISHED = frozenset("-_=&?%#~@+")
"""Characters that no address ends with."""

MIN_TAIL = 4
"""Characters of a line's end that must be found in a URI before the URI is believed to be that of this text."""


def find_tail(token: str) -> str | None:
    """Return the part of the last token of a line that is an address, None where there is none."""
    if not MAY_BE_ADDRESS.search(token):
        return None
    match = ADDRESS_START.search(token) or EMAIL_HEAD.search(token)
    if match is None or LABEL.fullmatch(token):
        return None
    return token[match.start() :]


def continues(tail: str, head: str, uris: Sequence[str] = ()) -> tuple[Verdict, str, float]:
    """Return whether ``head`` (first token of the next line) goes on with ``tail``; with rule and confidence.

    ``uris`` are the targets of link annotations over either line.
    """
    core = head.rstrip(".,;:)]>”’\"'")
    more = _has_more(tail, core)
    for uri in uris:
        verdict = _ask_annotation(_plain(tail), _plain(core), _plain(uri))
        if verdict and not (verdict == "apart" and more):  # some annotations hold one printed line each
            return verdict, "link_annotation", 0.99
    if not core or head[0] in '([<“"‘' or (NEW_ADDRESS.match(core) and not tail.endswith("//")):
        return "apart", "address_ends", 0.95
    if tail[-1] in UNFINISHED:
        return "joined", "address_unfinished", 0.95
    if _is_prose(core) or (tail[-1] in ".," and core[0].isupper()):
        return "apart", "address_ends", 0.9
    return ("joined", "address_shape", 0.9) if more else ("apart", "address_ends", 0.7)


def _has_more(tail: str, core: str) -> bool:
    """The shapes on both sides of the line end say that the address goes on."""
    if ENDS_OPEN.search(tail) or core[:1] in ("@", "."):
        return True
    if "/" not in tail and EMAIL_HEAD.search(tail):
        return False
    if core.isdigit():
        return tail[-1].isdigit() and not YEAR.fullmatch(core)
    return bool(GOES_ON.match(core))


def _ask_annotation(tail: str, head: str, uri: str) -> Verdict | None:
    end = tail[-max(MIN_TAIL, 12) :]
    if len(end) < MIN_TAIL or not head:
        return None
    if end + head in uri:
        return "joined"
    if end.endswith("-") and end[:-1] + head in uri:
        return "joined_without_hyphen"
    if uri.endswith(end.rstrip(".,;)")) and not uri.startswith(head):
        return "apart"
    return None


def _plain(address: str) -> str:
    return unquote(address).lower().rstrip("/") if "%" in address else address.lower()


def _is_prose(word: str) -> bool:
    return word.isalpha() and (is_listed(word.lower(), "id") or is_listed(word.lower(), "en"))
