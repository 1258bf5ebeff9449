"""Title, abstract and keywords in another language behind an article's last section."""

from __future__ import annotations

from pipeline.document import Document
from pipeline.stages.front import find_front
from tests.stages.sheets import BODY, Sheet, printed

TITLE = ("WHO OWNS THE SHORE", {"size": 14, "bold": True, "center": True})
PARTS = (
    ("Conclusion", {"bold": True, "gap": 24, "head": "conclusion"}),
    BODY,
    ("References", {"bold": True, "gap": 24, "head": "references"}),
    "Branch, Ann (2009), Shores and Owners, Leiden: Zeeman.",
    "Carr, Ben (2011), Who Owns What, Leiden: Zeeman.",
)
GERMAN = (
    ("Wem gehört die Küste", {"bold": True, "gap": 36}),
    (f"Zusammenfassung: {BODY}", {"gap": 20}),
    BODY,
    BODY,
    f"{BODY}.",
    ("Schlagwörter: Küste, Eigentum, Fischerei", {"gap": 24}),
)


def article(*closing: object) -> Document:
    sheet = Sheet().column(
        TITLE, ("Ann Branch", {"center": True}), ("Abstract", {"bold": True, "gap": 24}), *[BODY] * 4
    )
    for page in (2, 3):
        sheet = sheet.column(("Fishing", {"bold": True, "gap": 24, "head": "other"}), *[BODY] * 8, page=page)
    return sheet.column(*PARTS, *closing, page=4).document()  # type: ignore[no-any-return]


def test_a_closing_abstract_has_its_title_and_keywords() -> None:
    found = printed(find_front(article(*GERMAN)))
    assert found[-3][:20] == "title: Wem gehört di"
    assert found[-2].startswith("abstract: Zusammenfassung: ")
    assert found[-1] == "keywords: Schlagwörter: Küste, Eigentum, Fischerei"


def test_entries_and_sections_are_no_closing_abstract() -> None:
    entry = "Summary of the proceedings (2012), Leiden: Zeeman."
    plain = printed(find_front(article()))
    assert printed(find_front(article(entry, BODY, BODY))) == plain
    section = (("Zusammenfassung: Ausblick", {"bold": True, "gap": 24}), ("Epilogue", {"head": "other", "bold": True}))
    assert printed(find_front(article(*section, BODY, BODY, BODY))) == plain
