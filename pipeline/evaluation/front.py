"""Scores of front matter: titles, authors, abstracts, keywords, the journal's data, dates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.evaluation.fields import ALIKE, FieldScore, Miss, Truth, pairwise, share, value_of
from pipeline.evaluation.similarity import f1, letters, pair_up, plain, shared, similarity
from schemas.article import Article, AuthorRecord

SAME_NAME = 0.95


def score_front(truth: Truth, article: Article) -> list[FieldScore]:
    """Return the scores of the front matter; fields that a truth file does not name are left out."""
    out = [_titles(truth, article), _authors(truth, article)]
    if "author_details" in truth:
        out.append(_author_details(truth, article))
    if "affiliations" in truth:
        out.append(_affiliations(truth, article))
    out += [*_abstracts(truth, article), _keywords(truth, article)]
    front = article.front_matter
    for field, record in (("journal", front.journal), ("dates", front.dates)):
        if field in truth:
            wanted = ((name, value_of(value)) for name, value in truth[field].items() if value is not None)
            found = ((name, value_of(value)) for name, value in record if value is not None)
            out.append(pairwise(field, wanted, found))
    return out


def _wanted_titles(truth: Truth) -> list[tuple[str | None, str]]:
    if "titles" in truth:
        return [(item["lang"], item["text"]) for item in truth["titles"]]
    return [(None, text) for text in (truth.get("title"), truth.get("title_en")) if text]


def _titles(truth: Truth, article: Article) -> FieldScore:
    """Score titles: text and, where the truth names it, language; an invented title costs."""
    wanted, found = _wanted_titles(truth), article.front_matter.titles
    hits, misses = 0, []
    for lang, text in wanted:
        hit = any(
            similarity(plain(title.text).casefold(), plain(text).casefold()) >= ALIKE
            and lang in (None, title.lang.split("-")[0])
            for title in found
        )
        hits += hit
        if not hit:
            misses.append(Miss(f"{lang}: {text}", "; ".join(f"{title.lang}: {title.text}" for title in found)))
    extra = [Miss("", f"{title.lang}: {title.text}") for title in found] if len(found) > len(wanted) else []
    return FieldScore("titles", f1(hits, len(found), len(wanted)), tuple(misses + extra))


def _authors(truth: Truth, article: Article) -> FieldScore:
    """Score the names of authors; supervisors are no authors."""
    wanted = [value_of(name) for name in truth.get("authors", ())]
    found = [value_of(author.name) for author in article.front_matter.authors if author.role == "author"]
    pairs = pair_up(found, wanted, SAME_NAME)
    missing = [Miss(name, "") for j, name in enumerate(wanted) if j not in {pair.expected for pair in pairs}]
    extra = [Miss("", name) for i, name in enumerate(found) if i not in {pair.actual for pair in pairs}]
    return FieldScore("authors", f1(len(pairs), len(found), len(wanted)), tuple(missing + extra))


def _author_details(truth: Truth, article: Article) -> FieldScore:
    """Score what is said of each person: role, degrees, student number, addresses, affiliations."""
    texts = {item.id: item.text for item in article.front_matter.affiliations}
    wanted = truth["author_details"]
    found = [_as_truth(author, texts) for author in article.front_matter.authors]
    names, expected_names = [value_of(item["name"]) for item in found], [value_of(item["name"]) for item in wanted]
    same = {pair.actual: pair.expected for pair in pair_up(names, expected_names, SAME_NAME)}
    expected = [pair for name, item in zip(expected_names, wanted, strict=True) for pair in _details(name, item)]
    actual = []
    for index, (name, item) in enumerate(zip(names, found, strict=True)):
        if index in same:
            item["affiliations"] = _named_alike(item["affiliations"], wanted[same[index]]["affiliations"])
            name = expected_names[same[index]]
        actual += _details(name, item)
    return pairwise("author_details", expected, actual)


def _as_truth(author: AuthorRecord, texts: dict[str, str]) -> dict[str, Any]:
    return {
        "name": author.name, "role": author.role, "degrees": author.degrees, "student_id": author.student_id,
        "emails": author.emails, "orcid": author.orcid, "corresponding": author.corresponding,
        "affiliations": [texts[key] for key in author.affiliations if key in texts],
    }  # fmt: skip


def _named_alike(found: list[str], wanted: list[str]) -> list[str]:
    """Return what is wanted where an affiliation holds it, else what was found.

    An address below an institution may be a part of it or not.
    """
    held = wanted and any(letters(wanted[0]) in letters(text) for text in found)
    return wanted if held else found


def _details(name: str, item: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the details of a person as named values; empty ones have none."""
    out = [(f"{name} role", str(item["role"]))]
    for key in ("degrees", "emails"):
        out += [(f"{name} {key} {letters(value)}", "yes") for value in item[key]]
    out += [(f"{name} {key}", value_of(item[key])) for key in ("student_id", "orcid") if item[key]]
    if item["corresponding"]:
        out.append((f"{name} corresponding", "yes"))
    if item["affiliations"]:
        out.append((f"{name} affiliation", letters(item["affiliations"][0])))
    return out


def _affiliations(truth: Truth, article: Article) -> FieldScore:
    """Score affiliations by their words: where one ends and the next begins is often a matter of taste."""
    wanted = [word for text in truth["affiliations"] for word in value_of(text).split()]
    found = [word for item in article.front_matter.affiliations for word in value_of(item.text).split()]
    misses = (Miss(" ".join(wanted), " ".join(found)),) if wanted != found else ()
    return FieldScore("affiliations", shared(wanted, found), misses)


def _abstracts(truth: Truth, article: Article) -> list[FieldScore]:
    """Score abstracts: text alike and language right; then those exact to the character; then their parts."""
    found = {item.lang.split("-")[0]: item for item in article.front_matter.abstracts}
    close = exact = 0
    misses, parts, actual_parts = [], [], []
    for item in truth.get("abstracts", ()):
        actual = plain(found[item["lang"]].text) if item["lang"] in found else ""
        wanted = plain(item["text"])
        close, exact = close + (similarity(actual, wanted) >= ALIKE), exact + (actual == wanted)
        if actual != wanted:
            misses.append(Miss(f"{item['lang']}: {wanted}", f"{item['lang']}: {actual}"))
        parts += [(f"{item['lang']} {value_of(p['label'])}", plain(p["text"])) for p in item.get("parts", ())]
    for lang, record in found.items():
        actual_parts += [(f"{lang} {value_of(part.label).rstrip(':')}", plain(part.text)) for part in record.parts]
    total = len(truth.get("abstracts", ()))
    return [
        FieldScore("abstracts", f1(close, len(article.front_matter.abstracts), total), tuple(misses)),
        share("abstracts_exact", exact, total, misses),
        pairwise("abstract_parts", parts, actual_parts),
    ]


def _keywords(truth: Truth, article: Article) -> FieldScore:
    """Score keywords with their language."""
    wanted = [f"{item['lang']}: {value_of(term)}" for item in truth.get("keywords", ()) for term in item["terms"]]
    found = [
        f"{item.lang.split('-')[0]}: {value_of(term)}" for item in article.front_matter.keywords for term in item.terms
    ]
    misses = (Miss("; ".join(wanted), "; ".join(found)),) if sorted(wanted) != sorted(found) else ()
    return FieldScore("keywords", shared(wanted, found), misses)
