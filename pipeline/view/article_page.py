"""The page of an article: the pages of its PDF on one side, its text on the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pipeline.view import markup
from pipeline.view.blocks import Blocks, pair
from pipeline.view.frame import badge, icon_link, keys_dialog, page
from pipeline.view.front_card import best_title, front_card
from pipeline.view.listing import Shown
from pipeline.view.markup import Html, tag, void
from pipeline.view.names import count, kind_name, language_class, language_name
from pipeline.view.sheets import legend, sheets
from schemas import article as record

KEYS = (
    ("j →", "next page"),
    ("k ←", "previous page"),
    ("n", "next article"),
    ("p", "previous article"),
    ("i", "back to the index"),
    ("b", "show or hide the boxes"),
    ("l", "show or hide the colours of languages"),
    ("r", "show or hide repairs"),
    ("s", "show or hide the starts of sentences"),
    ("Esc", "close, let go"),
    ("?", "this list"),
)
SWITCHES = (("boxes", "Boxes", True), ("languages", "Languages", True), ("repairs", "Repairs", True),
            ("sentences", "Sentences", False))  # fmt: skip


DEEPEST = 30
"""Levels of the section tree that are shown: a record may nest as it likes, the call stack may not."""


class Neighbours(NamedTuple):
    """File names of the articles before and after; None at the ends."""

    before: str | None
    after: str | None


def article_page(shown: Shown, images: Mapping[int, str], neighbours: Neighbours) -> str:
    """Return the page; ``images`` gives the address of each page's picture, relative to it, and may be empty."""
    article = shown.article
    panes = [_text_pane(shown, bool(images))]
    if images:
        panes.insert(0, _page_pane(article, images))
    body = [
        tag("a", "Skip to the text", href="#text", class_="skip"),
        _bar(article, neighbours, bool(images)),
        tag("main", html=panes, class_="panes"),
        tag("div", id="pop", class_="pop", role="dialog", aria_label="Note", tabindex=-1, hidden=True),
        keys_dialog(KEYS),
        tag("div", id="said", class_="unseen", role="status"),
    ]
    title = f"{best_title(article)} – naskah"
    classes = "article" if images else "article text-only"
    return page(title, body, root="../", script="article", class_=classes, head=_links(neighbours))


def _links(neighbours: Neighbours) -> list[Html]:
    pairs = (("prev", neighbours.before), ("next", neighbours.after))
    return [void("link", rel=rel, href=href) for rel, href in pairs if href is not None]


def _bar(article: record.Article, neighbours: Neighbours, pictured: bool) -> Html:
    title = tag("span", best_title(article), class_="bar-title", dir="auto")
    switches = [
        tag("button", label, type_="button", class_="switch", data_switch=name, aria_pressed=str(on).lower())
        for name, label, on in SWITCHES
        if pictured or name != "boxes"
    ]
    show = [
        tag("button", label, type_="button", data_pane=pane, aria_pressed=str(pane == "text").lower())
        for pane, label in (("pages", "Pages"), ("text", "Text"))
    ]
    parts = [
        tag("a", html=[tag("span", "‹", aria_hidden="true"), tag("span", " Index")], href="../index.html",
            class_="button", id="to-index"),
        title,
        tag("span", html=show, class_="pane-choice", role="group", aria_label="Show") if pictured else Html(""),
        tag("span", html=switches, class_="switches", role="group", aria_label="Marks"),
        icon_link("Previous article", neighbours.before, "↑", "to-previous"),
        icon_link("Next article", neighbours.after, "↓", "to-next"),
        tag("button", "?", type_="button", class_="button", id="show-keys", aria_label="Keyboard"),
    ]  # fmt: skip
    return tag("nav", html=parts, class_="bar", aria_label="Article")


def _page_pane(article: record.Article, images: Mapping[int, str]) -> Html:
    parts = [legend(article), *sheets(article, images)]
    return tag("section", html=parts, class_="pane pages", id="pages", tabindex=0, aria_label="Pages")


def _text_pane(shown: Shown, pictured: bool) -> Html:
    article = shown.article
    blocks = Blocks(article, pictured=pictured)
    missing = [] if pictured else [tag("p", shown.missing, class_="notice", role="note")]
    parts = [
        *missing,
        front_card(article),
        _languages(article),
        tag("div", html=blocks.write(), class_="blocks"),
        _part("notes", "Notes", [blocks.notes()] if article.footnotes else []),
        _part("diagnostics", "Diagnostics", [_diagnostics(article, pictured)] if article.diagnostics else []),
        _part("repairs", "Repairs", [_repairs(article)] if article.repairs else []),
        _part("furniture", "Page furniture", [_furniture(article)] if article.furniture else []),
        _part("record", "Record", [_record(shown)]),
    ]
    text = tag("div", html=parts, class_="sheet-text")
    return tag("section", html=[_outline(article), text], class_="pane text", id="text", tabindex=0, aria_label="Text")


def _part(identity: str, name: str, content: Iterable[Html]) -> Html:
    inner = list(content) or [tag("p", "None.", class_="nothing")]
    return tag("section", html=[tag("h2", name), *inner], id=identity, class_="part", aria_label=name)


def _languages(article: record.Article) -> Html:
    """Return what the colours in the text mean: the languages that are not the article's own."""
    found = {segment.lang for block in article.blocks for segment in block.segments}
    found |= {segment.lang for note in article.footnotes for segment in note.segments}
    others = sorted(found - {article.language})
    if not others:
        return Html("")
    items = [tag("li", language_name(code), class_=f"seg {language_class(code)}") for code in others]
    return tag("ul", html=items, class_="legend languages", aria_label="Colours of languages")


def _outline(article: record.Article) -> Html:
    children: dict[str | None, list[record.SectionRecord]] = {}
    for section in article.sections:
        children.setdefault(section.parent, []).append(section)
    tree = _branch(children, None, 0) if children else tag("p", "No sections found.", class_="nothing")
    rest = [
        tag("li", html=[tag("a", name, href=f"#{identity}")])
        for identity, name in (("notes", "Notes"), ("diagnostics", "Diagnostics"), ("repairs", "Repairs"),
                               ("furniture", "Page furniture"), ("record", "Record"))
    ]  # fmt: skip
    parts = [tag("summary", "Sections"), tree, tag("ul", html=rest, class_="rest")]
    details = tag("details", html=parts, open=True)
    return tag("nav", html=[details], class_="outline", aria_label="Sections")


def _branch(
    children: Mapping[str | None, list[record.SectionRecord]], parent: str | None, depth: int, above: str = ""
) -> Html:
    """Return a level of the tree; a type is named where it is not that of the section above.

    A record that turns in a circle has no top and so no tree.
    """
    items = []
    for section in children.get(parent, []) if depth < DEEPEST else []:
        number = f"{section.number} " if section.number else ""
        told = section.type in (above, "other") or kind_name(section.type) == section.heading.casefold()
        kind = [] if told else [tag("small", kind_name(section.type))]
        link = tag("a", f"{number}{section.heading}", html=kind, href=f"#{section.heading_block}", dir="auto")
        below = [_branch(children, section.id, depth + 1, section.type)] if section.id in children else []
        items.append(tag("li", html=[link, *below]))
    return tag("ol", html=items)


def _diagnostics(article: record.Article, pictured: bool) -> Html:
    items = []
    for diagnostic in article.diagnostics:
        number = diagnostic.page
        place = [tag("span", f"p. {number}", class_="where")] if number is not None else []
        if pictured and number is not None:
            place = [tag("a", f"p. {number}", href=f"#p{number}", class_="where")]
        head = [
            badge(diagnostic.severity, diagnostic.severity),
            tag("code", diagnostic.code),
            tag("small", f"{diagnostic.stage}"),
        ]
        items.append(tag("li", html=[markup.join(head, " "), tag("p", diagnostic.message), *place]))
    return tag("ol", html=items, class_="diagnostics")


def _repairs(article: record.Article) -> Html:
    """Return each change with what stood there before; its place in the text is a link."""
    items = []
    for number, repair in enumerate(article.repairs):
        change = [
            tag("del", repair.before, dir="auto"),
            tag("span", " → ", aria_label="becomes"),
            tag("ins", repair.after, dir="auto"),
        ]
        link = tag("a", html=change, href=f"#repair-{number}", class_="change")
        facts = f"{kind_name(repair.kind)} · {kind_name(repair.rule)} · {repair.confidence:.2f} · p. {repair.page}"
        items.append(tag("li", html=[link, tag("small", facts)], id=f"repaired-{number}"))
    return tag("ol", html=items, class_="repairs")


def _furniture(article: record.Article) -> Html:
    items = [
        tag(
            "li",
            html=[tag("small", f"p. {one.page} · {kind_name(one.kind)}"), tag("span", one.text, dir="auto")],
            id=f"furniture-{number}",
            data_item=f"furniture-{number}",
            class_="block k-furniture",
        )
        for number, one in enumerate(article.furniture)
    ]
    summary = tag("summary", count(len(items), "line") + " that belong to pages, not to the text")
    return tag("details", html=[summary, tag("ul", html=items)])


def _record(shown: Shown) -> Html:
    article = shown.article
    accounting = article.accounting.model_dump()
    glyphs = ", ".join(f"{kind_name(name)} {value:,}" for name, value in accounting.items() if value)
    values = {
        "record": f"{shown.name}.json", "PDF": article.source.filename, "sha256": article.source.sha256,
        "size": f"{article.source.bytes:,} bytes", "producer": article.source.pdf.producer,
        "creator": article.source.pdf.creator, "made by": f"{article.pipeline.name} {article.pipeline.version}",
        "engine": article.pipeline.engine, "glyphs": glyphs,
    }  # fmt: skip
    rows = [pair(name, markup.text(value)) for name, value in values.items() if value]
    return tag("dl", html=rows, class_="fields")
