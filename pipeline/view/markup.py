"""HTML that is safe by construction: text is escaped unless it already is HTML made here.

Whatever comes from a record, a PDF or a file name is a plain ``str`` and is escaped on its way in; only ``tag``,
``join`` and ``void`` make ``Html``. Attribute values are always escaped.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import NewType, TypeAlias
from urllib.parse import quote, urlsplit

Html = NewType("Html", str)
"""Text that is HTML: escaped, balanced, made by this module."""

Attribute: TypeAlias = str | int | float | bool | None
WEB_SCHEMES = frozenset({"http", "https"})
"""What a link out of a record may begin with: ``javascript:`` and the like stay text."""
REPLACED = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127), "\ufffd")
"""Control characters that HTML does not allow."""


def text(value: str) -> Html:
    """Return plain text as HTML."""
    return Html(escape(value.translate(REPLACED)))


def tag(name: str, *children: str | Html, html: Iterable[Html] = (), **attributes: Attribute) -> Html:
    """Return an element.

    Args:
        name: The element's name, a literal.
        children: Plain texts, escaped; for HTML use ``html``.
        html: Elements that follow the texts.
        attributes: ``class_`` is ``class``, ``aria_label`` is ``aria-label``; None and False leave one out, True
            writes it without a value.
    """
    inner = "".join((*(text(child) for child in children), *html))
    return Html(f"<{name}{_attributes(attributes)}>{inner}</{name}>")


def void(name: str, **attributes: Attribute) -> Html:
    """Return an element that has no content, such as ``img``."""
    return Html(f"<{name}{_attributes(attributes)}>")


def join(parts: Iterable[Html], separator: str = "") -> Html:
    """Return the parts one after the other; the separator is escaped."""
    return Html(text(separator).join(parts))


def web_link(url: str, label: str | None = None) -> Html:
    """Return a link to the web, or plain text where the address is none that is safe to open."""
    try:
        parts = urlsplit(url)
        safe = parts.scheme.casefold() in WEB_SCHEMES and bool(parts.hostname)
    except ValueError:
        safe = False
    if not safe:
        return text(label or url)
    return tag("a", label or url, href=url, rel="noopener noreferrer")


def doi_link(doi: str) -> Html:
    """Return a link to the resolver of DOIs."""
    return tag("a", doi, href="https://doi.org/" + quote(doi, safe="/().;:-_"), rel="noopener noreferrer")


def _attributes(attributes: dict[str, Attribute]) -> str:
    parts = []
    for name, value in attributes.items():
        if value is None or value is False:
            continue
        name = name.rstrip("_").replace("_", "-")
        shown = "" if value is True else f'="{escape(str(value).translate(REPLACED))}"'
        parts.append(f" {name}{shown}")
    return "".join(parts)
