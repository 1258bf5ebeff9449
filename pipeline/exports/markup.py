"""XML from nested calls, written with stable bytes: UTF-8, two spaces of indent, nothing added inside of mixed content.

Names carry their prefix as they are written (``xml:lang``, ``xlink:href``); the root declares the prefixes. Built on
the standard library, which escapes; what XML 1.0 cannot hold at all becomes U+FFFD.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from xml.etree.ElementTree import Element, tostring

ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What is not a ``Char`` of XML 1.0 (section 2.2), not even when escaped."""

INDENT = "  "


def make(tag: str, attributes: Mapping[str, str | None], *content: Element | str | None) -> Element:
    """Return an element; attributes and children that are None are left out."""
    element = Element(tag, {name: _legal(value) for name, value in attributes.items() if value is not None})
    last: Element | None = None
    for child in content:
        if child is None:
            continue
        if not isinstance(child, str):
            element.append(child)
            last = child
        elif last is None:
            element.text = (element.text or "") + _legal(child)
        else:
            last.tail = (last.tail or "") + _legal(child)
    return element


def make_if(tag: str, text: str | int | None) -> Element | None:
    """Return an element with the text, or None where there is none."""
    return None if text is None or text == "" else make(tag, {}, str(text))


def write_xml(root: Element, *, mixed: Collection[str], doctype: str = "") -> bytes:
    """Return the document as UTF-8 with declaration, ``doctype`` and a newline at the end.

    Args:
        root: Indented in place.
        mixed: Tags that hold text; no white space is added inside of them, at any depth.
        doctype: The whole declaration, or nothing.
    """
    _indent(root, "\n", mixed)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n' + (f"{doctype}\n" if doctype else "")
    return head.encode() + tostring(root, encoding="unicode").encode() + b"\n"


def _indent(element: Element, margin: str, mixed: Collection[str]) -> None:
    if element.tag in mixed or not len(element):
        return
    element.text = margin + INDENT
    for child in element:
        _indent(child, margin + INDENT, mixed)
        child.tail = margin + INDENT
    element[-1].tail = margin


def _legal(text: str) -> str:
    return ILLEGAL.sub("\ufffd", text)
