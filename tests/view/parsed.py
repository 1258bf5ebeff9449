"""A page of the site as a test reads it: by the standard library's parser, which knows nothing of how it was made."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"meta", "link", "img", "input"}


class Parsed(HTMLParser):
    """Tags with their attributes, and texts by the id of the element around them; wrong nesting fails at once."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self._open: list[tuple[str, str | None]] = []
        self.feed(page)
        self.close()
        assert not self._open, self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append((tag, dict(attrs).get("id")))

    def handle_endtag(self, tag: str) -> None:
        opened, _ = self._open.pop()
        assert opened == tag, f"</{tag}> closes <{opened}>"

    def handle_data(self, data: str) -> None:
        for _, identity in self._open:
            if identity is not None:
                self.texts[identity] = self.texts.get(identity, "") + data

    def having(self, name: str, value: str) -> list[dict[str, str | None]]:
        """Return the attributes of the elements whose attribute ``name`` has the word ``value``."""
        return [attributes for _, attributes in self.tags if value in (attributes.get(name) or "").split()]

    @property
    def ids(self) -> list[str]:
        return [identity for _, attributes in self.tags if (identity := attributes.get("id")) is not None]

    @property
    def addresses(self) -> list[str]:
        values = [attributes.get(name) for _, attributes in self.tags for name in ("href", "src")]
        return [value for value in values if value is not None]
