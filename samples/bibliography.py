"""Reference entries: fields in, printed form and truth out. One function per citation style."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Fields = dict[str, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the list: ``markup`` is what the typesetter prints after ``marker``."""

    marker: str | None
    markup: str
    truth: dict[str, Any]


def names(fields: Fields) -> list[tuple[str | None, str | None]]:
    """Return ``(given, family)`` per author; an author without a comma has no family name."""
    out = []
    for part in fields.get("a", "").split(";"):
        family, comma, given = (piece.strip() for piece in part.partition(","))
        if family:
            out.append((given, family) if comma else (family, None))
    return out


def initials(given: str, dots: bool = True, gap: str = " ") -> str:
    """Return ``S. N.`` or ``SN`` for ``Siti Nur``."""
    letters = [word[0] for word in re.split(r"[ -]", given) if word]
    return gap.join(f"{letter}." for letter in letters) if dots else "".join(letters)


def joined(items: list[str], last: str, comma: str = ", ") -> str:
    """Join names with commas and ``last`` before the last one."""
    if len(items) < 2:
        return "".join(items)
    return comma.join(items[:-1]) + last + items[-1]


def link(fields: Fields, before: str = "https://doi.org/") -> str:
    """Return the DOI or address as it stands at the end of an entry."""
    if "doi" in fields:
        return f"<https://doi.org/{fields['doi']}|{before}{fields['doi']}>"
    return f"<{fields['url']}>" if "url" in fields else ""


def accessed(fields: Fields, lang: str) -> str:
    """Return the access clause with its address."""
    if lang == "en":
        return f"Retrieved {fields['acc']}, from <{fields['url']}>"
    return f"Diakses pada {fields['acc']}, dari <{fields['url']}>"


def apa(fields: Fields, lang: str) -> tuple[str, list[Any]]:
    """``Rahmawati, S., & Putra, I. G. (2021). Judul. Jurnal, 5(2), 101–118. https://doi.org/...``."""
    people = [(initials(g) if f else g, f) for g, f in names(fields)]
    who = joined(
        [f"{f}, {g}" if f else str(g) for g, f in people], ", & " if lang == "en" or len(people) > 2 else " & "
    )
    who = who if who.endswith(".") else who + "."
    head = f"{who} ({fields.get('y', 't.t.')}). "
    if "c" in fields:
        issue = f"({fields['n']})" if "n" in fields else ""
        where = (
            f"*{fields['c']}*, *{fields['v']}*{issue}, {fields['pp']}."
            if "v" in fields
            else f"*{fields['c']}*, {fields['pp']}."
        )
        return f"{head}{fields['t']}. {where} {link(fields)}".strip(), people
    place = f"{fields['place']}: " if "place" in fields else ""
    publisher = f" {place}{fields['p']}." if "p" in fields else ""
    edition = f" ({fields['ed']})" if "ed" in fields else ""
    tail = accessed(fields, lang) if "acc" in fields else link(fields)
    return f"{head}*{fields['t']}*{edition}.{publisher} {tail}".strip(), people


def harvard(fields: Fields, lang: str) -> tuple[str, list[Any]]:
    """``Soekanto, Soerjono. 2014. Judul. Jakarta: Rajawali.``."""
    people = names(fields)
    who = [f"{f}, {g}" if f else str(g) for g, f in people[:1]] + [f"{g} {f}" if f else str(g) for g, f in people[1:]]
    people_text = joined(who, " dan " if lang == "id" else " and ")
    people_text += "" if people_text.endswith(".") else "."
    year = f" {fields.get('y', 'Tanpa tahun')}."
    if "c" in fields:
        volume = f" Vol. {fields['v']}" if "v" in fields else ""
        issue = f", No. {fields['n']}" if "n" in fields else ""
        pages = f", {'hlm.' if lang == 'id' else 'pp.'} {fields['pp']}" if "pp" in fields else ""
        return (
            f"{people_text}{year} “{fields['t']}”. *{fields['c']}*,{volume}{issue}{pages}. {link(fields)}".strip(),
            people,
        )
    tail = accessed(fields, lang) if "acc" in fields else link(fields)
    place = f" {fields['place']}: {fields['p']}." if "p" in fields else ""
    edition = f" {fields['ed']}." if "ed" in fields else ""
    return f"{people_text}{year} *{fields['t']}*.{edition}{place} {tail}".strip(), people


def law(fields: Fields, lang: str) -> tuple[str, list[Any]]:
    """``Marbun, Hotman, 2016, Judul, Pustaka Adil, Medan.``."""
    people = names(fields)
    who = joined([f"{f}, {g}" if f else str(g) for g, f in people], ", dan ")
    if "c" in fields:
        volume = f", Vol. {fields['v']}" if "v" in fields else ""
        issue = f", No. {fields['n']}" if "n" in fields else ""
        pages = f", hlm. {fields['pp']}" if "pp" in fields else ""
        return f"{who}, {fields['y']}, “{fields['t']}”, *{fields['c']}*{volume}{issue}{pages}.", people
    edition = f", {fields['ed']}" if "ed" in fields else ""
    return f"{who}, {fields['y']}, *{fields['t']}*{edition}, {fields['p']}, {fields['place']}.", people


def chicago(fields: Fields, lang: str) -> tuple[str, list[Any]]:
    """``Marbun, Hotman. Title. Medan: Pustaka Adil, 2016.``."""
    people = names(fields)
    who = [f"{f}, {g}" if f else str(g) for g, f in people[:1]] + [f"{g} {f}" if f else str(g) for g, f in people[1:]]
    head = joined(who, ", and " if lang == "en" else ", dan ")
    head += "" if head.endswith(".") else "."
    if "c" in fields:
        volume = f" {fields['v']}" if "v" in fields else ""
        issue = f", no. {fields['n']}" if "n" in fields else ""
        return (
            f"{head} “{fields['t']}.” *{fields['c']}*{volume}{issue} ({fields['y']}): {fields['pp']}. "
            f"{link(fields)}".strip(),
            people,
        )
    return f"{head} *{fields['t']}*. {fields['place']}: {fields['p']}, {fields['y']}.", people


def ieee(fields: Fields, lang: str) -> tuple[str, list[Any]]:
    """``S. Rahmawati dan I. G. Putra, “Judul,” Jurnal, vol. 2, no. 4, hal. 133–138, 2020, doi: 10...``."""
    people = [(initials(g) if f else g, f) for g, f in names(fields)]
    who = joined([f"{g} {f}" if f else str(g) for g, f in people], " dan " if lang == "id" else " and ")
    page = "hal." if lang == "id" else "pp."
    if "c" in fields:
        volume = f", vol. {fields['v']}" if "v" in fields else ""
        issue = f", no. {fields['n']}" if "n" in fields else ""
        pages = f", {page} {fields['pp']}" if "pp" in fields else ""
        doi = f", doi: {link(fields, '')}" if "doi" in fields else ""
        return f"{who}, “{fields['t']},” *{fields['c']}*{volume}{issue}{pages}, {fields['y']}{doi}.", people
    if "url" in fields:
        return (
            f"{who}, “{fields['t']},” {fields['y']}. [Daring]. Tersedia pada: <{fields['url']}>. "
            f"[Diakses: {fields['acc']}].",
            people,
        )
    edition = f", {fields['ed'].rstrip('.')}" if "ed" in fields else ""
    return f"{who}, *{fields['t']}*{edition}. {fields['place']}: {fields['p']}, {fields['y']}.", people


def vancouver(fields: Fields, lang: str) -> tuple[str, list[Any]]:
    """``Rahmawati S, Putra IG. Judul. Jurnal. 2020;2(1):1-5.``."""
    people = [(initials(g, dots=False, gap="") if f else g, f) for g, f in names(fields)]
    who = joined([f"{f} {g}" if f else str(g) for g, f in people], ", ")
    if "c" in fields:
        issue = f"({fields['n']})" if "n" in fields else ""
        doi = f" doi: {link(fields, '')}" if "doi" in fields else ""
        return f"{who}. {fields['t']}. *{fields['c']}*. {fields['y']};{fields['v']}{issue}:{fields['pp']}.{doi}", people
    place = f"{fields['place']}: {fields['p']}; {fields['y']}." if "p" in fields else f"{fields['y']}."
    edition = f" {fields['ed']}." if "ed" in fields else ""
    tail = accessed(fields, lang) if "acc" in fields else ""
    return f"{who}. {fields['t']}.{edition} {place} {tail}".strip(), people


def statute(fields: Fields, lang: str) -> tuple[str, list[Any]]:
    """Print a statute, verdict or interview: its title is the entry."""
    publisher = f" ({fields['p']})" if "p" in fields else ""
    return f"{fields['t']}{publisher}.", names(fields)


STYLES: dict[str, Callable[[Fields, str], tuple[str, list[Any]]]] = {
    "apa": apa, "harvard": harvard, "law": law, "chicago": chicago, "ieee": ieee, "vancouver": vancouver,
}  # fmt: skip
MARKERS = {"ieee": "[{}]", "vancouver": "{}."}
TRUTH_FIELDS = {
    "t": "title", "c": "container", "v": "volume", "n": "issue", "pp": "pages", "p": "publisher", "doi": "doi",
    "url": "url", "acc": "accessed",
}  # fmt: skip


MONTHS = {
    name: number
    for names in (
        "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
        "January February March April May June July August September October November December",
    )
    for number, name in enumerate(names.split(), 1)
}


def iso_date(text: str) -> str:
    """Return ``2024-07-06`` for ``6 Juli 2024``."""
    day, month, year = text.split()
    return f"{year}-{MONTHS[month]:02}-{int(day):02}"


def plain_markup(markup: str) -> str:
    """Take the markup off an entry."""
    text = re.sub(r"<([^>|]+)(?:\|([^>]*))?>", lambda match: match[2] if match[2] is not None else match[1], markup)
    return text.replace("*", "")


def entries(lines: tuple[str, ...], style: str, lang: str, first: int = 1) -> list[Entry]:
    """Return the entries of a list; lines are ``key=value | key=value`` or ``statute | t=...``."""
    out = []
    for number, line in enumerate(lines, first):
        words = [part.strip() for part in line.split(" | ")]
        fields = dict(word.split("=", 1) for word in words if "=" in word)
        entry_lang = fields.pop("lang", lang)
        markup, people = (statute if "statute" in words else STYLES[style])(fields, lang)
        if fields.pop("same", ""):
            markup = "_______" + re.sub(r"^[^.]*(?:\. (?=[A-Z]\.)[^.]*)*?\.(?= \(?\d)", ".", markup)
        marker = MARKERS[style].format(number) if style in MARKERS else None
        year = re.match(r"\d{4}", fields.get("y", ""))
        truth: dict[str, Any] = {
            "marker": marker, "text": plain_markup(markup), "lang": entry_lang,
            "authors": [{"given": given, "family": family} for given, family in people],
            "year": int(year[0]) if year else None,
        }  # fmt: skip
        for key, name in TRUTH_FIELDS.items():
            truth[name] = fields.get(key)
        if "acc" in fields:
            truth["accessed"] = iso_date(fields["acc"])
        out.append(Entry(marker, markup, truth))
    return out
