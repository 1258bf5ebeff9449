"""What every page of the site shares: its head, its rules for what may load, its footer."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.version import NAME, VERSION
from pipeline.view.markup import Html, tag, void

POLICY = (
    "default-src 'none'; img-src 'self' file:; style-src 'self' file: 'unsafe-inline'; script-src 'self' file:; "
    "base-uri 'none'; form-action 'none'"
)
"""Content-Security-Policy: no network, no script but the site's own files, whatever a record says. ``file:`` is for
browsers that do not count files as ``'self'``; inline styles place the boxes."""


def page(title: str, body: Iterable[Html], *, root: str, script: str, class_: str, head: Iterable[Html] = ()) -> str:
    """Return a whole HTML document.

    Args:
        title: The text of the browser's tab.
        body: What the page holds.
        root: Relative address of the site's folder, ``""`` or ``"../"``.
        script: Name of its script in ``assets``, without ``.js``.
        class_: Class of the body.
        head: More elements for the head.
    """
    heads = [
        void("meta", charset="utf-8"),
        void("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        Html(f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'),
        void("meta", name_="referrer", content="no-referrer"),
        void("meta", name_="color-scheme", content="light dark"),
        void("meta", name_="generator", content=f"{NAME} {VERSION}"),
        tag("title", title),
        void("link", rel="stylesheet", href=f"{root}assets/view.css"),
        *head,
    ]
    scripts = tag("script", src=f"{root}assets/{script}.js", defer=True)
    document = tag(
        "html",
        html=[tag("head", html=[*heads, scripts]), tag("body", html=body, class_=class_)],
        lang="en",
    )
    return f"<!doctype html>\n{document}\n"


def keys_dialog(keys: Iterable[tuple[str, str]]) -> Html:
    """Return the dialog that lists the keys; ``keys`` are the key's name and what it does."""
    rows = [
        tag("div", html=[tag("dt", html=[tag("kbd", key) for key in name.split()]), tag("dd", does)])
        for name, does in keys
    ]
    close = tag("button", "Close", type_="submit", class_="button")
    parts = [
        tag("h2", "Keyboard", id="keys-title"),
        tag("dl", html=rows, class_="keys"),
        tag("form", html=[close], method="dialog"),
    ]
    return tag("dialog", html=parts, id="keys", aria_labelledby="keys-title")


def badge(text: str, kind: str = "") -> Html:
    """Return a short label; ``kind`` is a severity or empty."""
    return tag("span", text, class_=f"badge {kind}".strip())


def icon_link(label: str, href: str | None, sign: str, identity: str) -> Html:
    """Return a link that shows a sign, or a greyed place for it where it would lead nowhere."""
    if href is None:
        return tag("span", sign, class_="button off", aria_hidden="true")
    shown = tag("span", sign, aria_hidden="true")
    return tag("a", html=[shown], class_="button", href=href, id=identity, aria_label=label, title=label)
