"""The index of a site: what the records come to, and every article in a table that sorts and filters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.view import markup
from pipeline.view.charts import Bar, bar_chart
from pipeline.view.frame import badge, keys_dialog, page
from pipeline.view.front_card import best_title, byline
from pipeline.view.listing import Failed, Listing, Shown
from pipeline.view.markup import Html, tag, void
from pipeline.view.names import count, kind_name, language_class, language_name
from schemas import article as record

MAIN_SHARE = 0.02  # of a text's characters; below it a language is a phrase, not a language of the article
NO_JOURNAL = "no journal found"
AUTHORS_SHOWN = 3
KEYS = (
    ("/", "search"),
    ("j ↓", "next article"),
    ("k ↑", "previous article"),
    ("Enter", "open the article"),
    ("Esc", "clear the filters"),
    ("?", "this list"),
)
COLUMNS = (
    ("Article", "words"), ("Journal", "words"), ("Year", "number"), ("Languages", "words"), ("Pages", "number"),
    ("Notes", "number"), ("References", "number"), ("Diagnostics", "number left"),
)  # fmt: skip


def index_page(listing: Listing) -> str:
    """Return the index."""
    head = tag("h1", "Records")
    body = [
        tag("a", "Skip to the table", href="#table", class_="skip"),
        tag("header", html=[head, _tiles(listing)], class_="index-head"),
        tag("main", html=[_charts(listing), _filters(listing), _table(listing)]),
        keys_dialog(KEYS),
    ]
    return page("Records – naskah", body, root="", script="index", class_="index")


def languages_of(article: record.Article) -> tuple[str, ...]:
    """Return the article's own language, then those of a fair share of its text, by share."""
    shares = language_characters([article])
    total = sum(shares.values()) or 1
    large = [code for code, size in shares.most_common() if size / total >= MAIN_SHARE]
    front = article.front_matter
    named = [title.lang for title in front.titles] + [abstract.lang for abstract in front.abstracts]
    codes = dict.fromkeys((article.language, *large, *named))
    return tuple(code for code in codes if code != "und") or ("und",)


def language_characters(articles: Iterable[record.Article]) -> Counter[str]:
    """Return the characters of text and notes in each language."""
    sizes: Counter[str] = Counter()
    for article in articles:
        owned = [block.segments for block in article.blocks] + [note.segments for note in article.footnotes]
        for segment in (segment for segments in owned for segment in segments):
            sizes[segment.lang] += segment.end - segment.start
    return sizes


def _tiles(listing: Listing) -> Html:
    articles = [shown.article for shown in listing.shown]
    notes = [note for article in articles for note in article.footnotes]
    linked = sum(note.anchor is not None for note in notes)
    doubts = sum(d.severity != "info" for article in articles for d in article.diagnostics)
    values = [
        (f"{len(articles):,}", "articles"),
        (f"{len(listing.failed):,}", "failures"),
        (f"{sum(len(article.source.pages) for article in articles):,}", "pages"),
        (f"{len(notes):,}", f"notes, {100 * linked // len(notes)} % tied to a call" if notes else "notes"),
        (f"{sum(len(article.references) for article in articles):,}", "references"),
        (f"{doubts:,}", "warnings and errors"),
    ]
    return tag("dl", html=[tag("div", html=[tag("dt", name), tag("dd", value)]) for value, name in values],
               class_="tiles")  # fmt: skip


def _charts(listing: Listing) -> Html:
    articles = [shown.article for shown in listing.shown]
    charts = [_language_chart(articles), _year_chart(articles), _section_chart(articles), _diagnostic_chart(articles)]
    summary = tag("summary", "Charts")
    return tag("details", html=[summary, tag("div", html=charts, class_="charts")], class_="charts-of", open=True)


def _language_chart(articles: Sequence[record.Article]) -> Html:
    sizes = language_characters(articles)
    total = sum(sizes.values()) or 1
    bars = [
        Bar(language_name(code), size, _percent(size / total), code, f"fill-{language_class(code)}")
        for code, size in sorted(sizes.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    return bar_chart("Languages, share of text", bars, filter_="language")


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %" if share >= 0.0095 else "< 1 %"


def _year_chart(articles: Sequence[record.Article]) -> Html:
    years = Counter(article.front_matter.journal.year for article in articles)
    unknown = years.pop(None, 0)
    bars = [Bar(str(year), number, str(number), str(year)) for year, number in years.items()]
    bars.sort(key=lambda bar: bar.label, reverse=True)
    return bar_chart("Years", bars, filter_="search", note=f"{unknown} without a year" if unknown else "")


def _section_chart(articles: Sequence[record.Article]) -> Html:
    types: Counter[str] = Counter(section.type for article in articles for section in article.sections)
    return bar_chart("Section types", _counted(types))


def _diagnostic_chart(articles: Sequence[record.Article]) -> Html:
    codes = Counter(diagnostic.code for article in articles for diagnostic in article.diagnostics)
    return bar_chart("Diagnostics", _counted(codes, valued=True), filter_="diagnostic")


def _counted(counts: Counter[str], *, valued: bool = False) -> list[Bar]:
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [Bar(kind_name(name), number, f"{number:,}", name if valued else "") for name, number in ordered]


def _filters(listing: Listing) -> Html:
    articles = [shown.article for shown in listing.shown]
    languages = Counter(code for article in articles for code in languages_of(article))
    journals = Counter(_journal(article) for article in articles)
    codes = Counter(code for article in articles for code in {d.code for d in article.diagnostics})
    codes.update(failure.code for failure in listing.failed)
    states = {"ok": len(articles), "doubt": sum(bool(a.diagnostics) for a in articles), "failed": len(listing.failed)}
    names = {"ok": "with a record", "doubt": "with diagnostics", "failed": "failures"}
    search = tag(
        "label",
        html=[tag("span", "Search"), void("input", type_="search", id="search", autocomplete="off")],
        class_="wide",
    )
    parts = [
        search,
        _select("status", "Show", [(key, names[key], number) for key, number in states.items()]),
        _select("language", "Language", [(c, language_name(c), n) for c, n in sorted(languages.items())]),
        _select("journal", "Journal", [(name, name, n) for name, n in sorted(journals.items())]),
        _select(
            "diagnostic", "Diagnostic or failure", [(code, kind_name(code), n) for code, n in sorted(codes.items())]
        ),
        tag("button", "Clear", type_="button", id="clear", class_="button"),
        tag("output", count(len(listing.shown) + len(listing.failed), "row"), id="shown", aria_live="polite"),
    ]
    return tag("form", html=parts, class_="filters", role="search", aria_label="Filter the table")


def _select(identity: str, label: str, options: Iterable[tuple[str, str, int]]) -> Html:
    inner = [tag("option", "all", value="")]
    inner += [tag("option", f"{name} ({number})", value=value) for value, name, number in options]
    return tag("label", html=[tag("span", label), tag("select", html=inner, id=identity)])


def _table(listing: Listing) -> Html:
    heads = []
    for number, (name, kind) in enumerate(COLUMNS):
        button = tag("button", name, type_="button")
        heads.append(
            tag(
                "th",
                html=[button],
                scope="col",
                class_=kind,
                data_column=number,
                data_kind=kind.split()[0],
                aria_sort="none",
            )
        )
    rows = [*map(_failed_row, listing.failed), *map(_row, listing.shown)]
    parts = [
        tag("caption", "Articles and failures", class_="unseen"),
        tag("thead", html=[tag("tr", html=heads)]),
        tag("tbody", html=rows),
    ]
    empty = tag("p", "Nothing fits these filters.", class_="nothing", id="empty", hidden=True)
    return tag("div", html=[tag("table", html=parts, class_="records"), empty], class_="table-of", id="table")


def _row(shown: Shown) -> Html:
    article = shown.article
    journal = article.front_matter.journal
    codes = sorted({diagnostic.code for diagnostic in article.diagnostics})
    languages = languages_of(article)
    cells = [
        _article_cell(shown),
        tag("td", journal.title or "–", dir="auto", data_label="Journal", data_sort=journal.title or ""),
        _number("Year", journal.year),
        tag("td", html=[_languages(languages)], data_label="Languages", data_sort=" ".join(languages)),
        _number("Pages", len(article.source.pages)),
        _number("Notes", len(article.footnotes)),
        _number("References", len(article.references)),
        _diagnostics_cell(article),
    ]
    return tag(
        "tr",
        html=cells,
        data_status="ok doubt" if codes else "ok",
        data_language=" ".join(languages),
        data_journal=_journal(article),
        data_diagnostic=" ".join(codes),
    )


def _article_cell(shown: Shown) -> Html:
    title = best_title(shown.article)
    names = [author.name for author in shown.article.front_matter.authors]
    authors = byline(shown.article) if len(names) <= AUTHORS_SHOWN else f"{', '.join(names[:AUTHORS_SHOWN])} et al."
    link = tag("a", title, href=f"articles/{shown.slug}.html", dir="auto", lang=shown.article.language)
    below = [tag("span", authors, dir="auto", class_="authors")] if authors else []
    small = tag("small", html=[*below, tag("span", shown.name, class_="file")])
    return tag("th", html=[link, small], scope="row", data_sort=title)


def _failed_row(failure: Failed) -> Html:
    name = tag("th", html=[tag("span", failure.name, class_="file"), tag("small", failure.message)], scope="row",
               data_sort=failure.name)  # fmt: skip
    state = tag("td", html=[badge(kind_name(failure.code), "error")], colspan=len(COLUMNS) - 1, data_label="Failure")
    return tag("tr", html=[name, state], class_="failed", data_status="failed", data_diagnostic=failure.code,
               data_language="", data_journal="")  # fmt: skip


def _number(label: str, value: int | None) -> Html:
    shown = "–" if value is None else str(value)
    return tag("td", shown, class_="number", data_label=label, data_sort="" if value is None else value)


def _languages(codes: Iterable[str]) -> Html:
    spans = [tag("abbr", code, class_=f"badge {language_class(code)}", title=language_name(code)) for code in codes]
    return markup.join(spans, " ")


def _diagnostics_cell(article: record.Article) -> Html:
    severities = Counter(diagnostic.severity for diagnostic in article.diagnostics)
    badges = [
        badge(count(severities[severity], severity).replace("infos", "info"), severity)
        for severity in ("error", "warning", "info")
        if severities[severity]
    ]
    total = len(article.diagnostics)
    none = [tag("span", "none", class_="nothing")]
    return tag("td", html=[markup.join(badges or none, " ")], data_label="Diagnostics", data_sort=total)


def _journal(article: record.Article) -> str:
    return article.front_matter.journal.title or NO_JOURNAL
