"""Titles: the largest lines above the first label, the same in another language, and titles between abstracts."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from pipeline.front.contacts import has_mail
from pipeline.front.journal_data import has_issue_data
from pipeline.front.journal_titles import names_journal
from pipeline.front.lines import classify_line, has_words
from pipeline.front.marks import fence
from pipeline.front.names import read_names
from pipeline.front.pieces import Piece, shares
from pipeline.lexicon import load_json

GROUP_WHITE = 2.1
"""Sizes between baselines within one title; double-spaced titles have 2."""

SPLIT_WHITE = 1.3
"""Times the closest step of a title's lines from which a second title or a subtitle starts."""

MIN_LETTERS = 6
"""Letters of the shortest title; chapter numbers have none."""

BOLD, CAPITALS, CENTRED, LONG, PERSON, ONE_WORD = 0.3, 0.3, 0.15, 0.3, -1.0, -1.2
"""What a sign adds to twice the ratio of type size to body size. Set so that a size step of 10 % does not
outweigh a name set bold under a plain title in capitals, and 40 % outweighs everything."""

NAME_WORDS = 5
"""Words of a name on a line without marks or commas: titles in capitals look like longer names."""

SUBTITLE_SIZE = 0.72
"""Share of the title's size that a subtitle has at least."""


class TitleFind(NamedTuple):
    """The pieces of each title passage, in printing order."""

    passages: tuple[tuple[Piece, ...], ...]


def find_titles(candidates: Sequence[Piece], body_size: float, page_width: float, journal: str) -> TitleFind:
    """Return the title among pieces above the first label, cut into passages.

    ``journal`` is the journal's name where running heads give it: its logo is no title.
    """
    groups = _groups(candidates)
    best = _find_best(groups, body_size, page_width, journal)
    if best is None:
        return TitleFind(())
    at = first = last = best
    if at > 0 and _is_kicker(groups[at - 1], groups[at]):
        first = at - 1
    while last + 1 < len(groups) and _is_subtitle(groups[last + 1], groups[at], groups[last], journal):
        last += 1
    passages = [part for group in groups[first : last + 1] for part in _split(group)]
    return TitleFind(tuple(passages))


def _find_best(groups: Sequence[Sequence[Piece]], body_size: float, page_width: float, journal: str) -> int | None:
    """Return the index of the group that looks most like a title, the first of equals.

    What a group looks like is asked of all, what it reads like only of those that may still win.
    """
    looks = sorted(((_score(group, body_size, page_width), -at) for at, group in enumerate(groups)), reverse=True)
    best: tuple[float, int] | None = None
    for score, at in looks:
        if best is not None and score < best[0]:
            break
        if _may_be_title(groups[-at], journal):
            read = (score + (PERSON if _is_about_people(groups[-at]) else 0), at)
            best = read if best is None else max(best, read)
    return None if best is None else -best[1]


def find_other_titles(free: Sequence[Piece], labels: Sequence[Piece], title: Sequence[Piece]) -> TitleFind:
    """Return titles lower down: set like the title, or standing just above the label of an abstract."""
    found = []
    for group in _groups(free):
        if any(piece.ends_front and piece.heading != "unknown" for piece in group):
            continue
        alike = bool(title) and _is_like(group[0], title[0]) and sum(len(piece.words) for piece in group) >= 3
        if (alike or _stands_above_abstract(group, labels)) and _may_be_title(group, ""):
            found.append(tuple(group))
    return TitleFind(tuple(found))


def _groups(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Return runs of pieces of one size in printing order; a row of several boxes is no title."""
    groups: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.page, piece.baseline, piece.box.x0)):
        last = groups[-1][-1] if groups else None
        if last is not None and _continues(last, piece):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _continues(last: Piece, piece: Piece) -> bool:
    if last.page != piece.page or abs(last.size - piece.size) > 0.6:
        return False
    step = piece.baseline - last.baseline
    on_row = step < 0.3 * piece.size
    if on_row:
        return piece.box.x0 - last.box.x1 < 2 * piece.size
    if step > GROUP_WHITE * piece.size or not (last.bold == piece.bold or _mixed(last) or _mixed(piece)):
        return False
    if _is_capital(last.text) != _is_capital(piece.text) and _has_letters(piece.text):
        return False
    return not (_slope_turns(last, piece) and _is_about_people([piece]))


def _slope_turns(last: Piece, piece: Piece) -> bool:
    """Return whether one of two lines is wholly in italics and the other has none."""
    slants = [{word.italic for word in part.words} for part in (last, piece)]
    return slants in ([{True}, {False}], [{False}, {True}])


def _has_letters(text: str) -> bool:
    return sum(map(str.isalpha, text)) > 2


def _mixed(piece: Piece) -> bool:
    return len({word.bold for word in piece.words}) > 1


def _is_capital(text: str) -> bool:
    """Return whether a line is set in capitals; brackets may say the same in small letters."""
    letters = list(filter(str.isalpha, text))
    return bool(letters) and sum(map(str.isupper, letters)) > 0.8 * len(letters)


def _may_be_title(group: Sequence[Piece], journal: str) -> bool:
    text = " ".join(piece.text for piece in group)
    if (
        "\ufffd" in text
        or sum(map(str.isalpha, text)) < MIN_LETTERS
        or any(piece.label or piece.dated for piece in group)
    ):
        return False
    if has_issue_data(text) or has_mail(text) or "http" in text or "www." in text:
        return False
    letters = _loose(text)
    if journal and (letters in _loose(journal) or _loose(journal) in letters):
        return False
    return not (names_journal(text) and len(text.split()) <= 6 and _starts_with_kind(text))


def _starts_with_kind(text: str) -> bool:
    return text.split()[0].casefold() in ("jurnal", "journal", "jom", "majalah", "buletin", "prosiding", "e-jurnal")


def _score(group: Sequence[Piece], body_size: float, page_width: float) -> float:
    """Return what the type of a group and the number of its words say for it."""
    text = " ".join(piece.text for piece in group)
    score = 2 * group[0].size / max(body_size, 1.0)
    score += BOLD if sum(piece.bold for piece in group) * 2 > len(group) else 0
    score += CAPITALS if _is_capital(text) else 0
    middles = [(piece.box.x0 + piece.box.x1) / 2 for piece in group]
    score += CENTRED if all(abs(middle - page_width / 2) < 0.06 * page_width for middle in middles) else 0
    score += LONG if len(text.split()) >= 5 else 0
    return score + (ONE_WORD if sum(any(map(str.isalpha, word)) for word in text.split()) < 2 else 0)


def _is_about_people(group: Sequence[Piece]) -> bool:
    """Return whether a group reads as names or institutions."""
    text = " ".join(piece.text for piece in group)
    words = [word for piece in group for word in piece.words]
    if words[-1].raised:
        words.pop()  # what calls a note at the end of a title
    marked = "," in text or "*" in text.rstrip("*† ") or any(word.raised for word in words)
    if not marked and any(len(name.text.split()) > NAME_WORDS for name in read_names(fence(text))):
        return False
    kinds = [classify_line(fence(piece.text)) for piece in group]
    institution = has_words(group[0].text, "institution") and len(group) == 1
    return all(kind in ("author", "supervisor", "contact", "student_id", "label") for kind in kinds) or (
        institution and kinds[0] == "affiliation"
    )


def _is_kicker(above: Sequence[Piece], title: Sequence[Piece]) -> bool:
    """Return whether a smaller line above leads into the title with a colon."""
    near = title[0].baseline - above[-1].baseline < GROUP_WHITE * title[0].size
    return near and above[-1].text.rstrip().endswith(":") and above[-1].label is None


def _is_subtitle(group: Sequence[Piece], title: Sequence[Piece], before: Sequence[Piece], journal: str) -> bool:
    """Return whether a group under the title belongs to it: in brackets, or set as large and no names."""
    step = group[0].baseline - before[-1].baseline
    translated = group[0].bold and _language_turns([*title, *group], len(title), 0 if _is_long(title) else 1)
    reach = (2 if translated else 1) * 1.2 * GROUP_WHITE * title[0].size
    if group[0].page != title[0].page or step > reach or not _may_be_title(group, journal):
        return False
    alike = _is_like(group[0], title[0])
    institution = has_words(" ".join(piece.text for piece in group), "institution")
    if group[0].text.lstrip().startswith("(") and (not institution or alike or before[-1] in title):
        return True
    large = group[0].size >= SUBTITLE_SIZE * title[0].size
    if not large or _is_about_people(group):
        return False
    same = abs(group[0].size - title[0].size) <= 0.6
    lead_in = before[-1].text.rstrip().endswith(":")
    apart = title[0].size > 1.15 * group[0].size and not (group[0].italic and len(group[0].words) >= 5)
    if translated and len(group[0].words) >= 5:
        return True  # 12 under 14 points (sample psikologi-skala-lampiran)
    kinds = [classify_line(fence(piece.text)) for piece in group]
    return (same or lead_in or not apart) and "affiliation" not in kinds[:1]


def _is_long(group: Sequence[Piece]) -> bool:
    """Return whether a group has so many words that one of English would have a small one among them."""
    return sum(len(piece.words) for piece in group) > 2 * NAME_WORDS


def translates(title: Sequence[Piece], piece: Piece) -> bool:
    """Return whether a line of five words or more under a title is in the other language."""
    return len(piece.words) >= 5 and _language_turns([*title, piece], len(title), 1)


def _split(group: Sequence[Piece]) -> list[tuple[Piece, ...]]:
    """Cut a title at white, at a bracket that opens a line, and where the language changes."""
    steps = [b.baseline - a.baseline for a, b in itertools.pairwise(group)]
    closest = min((step for step in steps if step > 0.5 * group[0].size), default=0.0)
    parts = [[group[0]]]
    for at, piece in enumerate(group[1:], 1):
        white = closest and steps[at - 1] > SPLIT_WHITE * closest
        bracket = piece.text.startswith("(") and "(" not in "".join(p.text for p in parts[-1])
        turned = piece.italic != group[at - 1].italic and piece.bold != group[at - 1].bold
        if white or bracket or turned or _language_turns(group, at):
            parts.append([])
        parts[-1].append(piece)
    return list(map(tuple, parts))


def _language_turns(group: Sequence[Piece], at: int, least: int = 2) -> bool:
    """Return whether the small words before and after line ``at`` are of two languages, each without the other.

    ``least`` of them are needed before, two after.
    """
    halves = [" ".join(piece.text for piece in part).casefold().split() for part in (group[:at], group[at:])]
    (id_before, en_before), (id_after, en_after) = (
        [sum(word in _small_words(lang) for word in words) for lang in ("id", "en")] for words in halves
    )
    if id_before >= least and not en_before and en_after >= 2 and not id_after:
        return True
    return en_before >= least and not id_before and id_after >= 2 and not en_after


@cache
def _small_words(lang: str) -> frozenset[str]:
    return frozenset(load_json("function_words")[lang].split())


def _is_like(piece: Piece, title: Piece) -> bool:
    return abs(piece.size - title.size) <= 0.6 and piece.bold == title.bold


def _stands_above_abstract(group: Sequence[Piece], labels: Sequence[Piece]) -> bool:
    """Return whether a group of words set apart stands just above an abstract's label that is not the first."""
    last = group[-1]
    under = next((label for label in labels[1:] if _is_just_under(last, label)), None)
    if under is None or under.label is None or under.label.kind != "abstract":
        return False
    text = " ".join(piece.text for piece in group)
    if len(text.split()) < 4 or len(group) > 5 or text.rstrip().endswith(".") or not (last.bold or _is_capital(text)):
        return False
    return not _is_about_people(group)


def _is_just_under(last: Piece, label: Piece) -> bool:
    step = label.baseline - last.baseline
    return label.page == last.page and 0 < step < 3.5 * last.size and shares(label, last.box.x0, last.box.x1)


def _loose(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
