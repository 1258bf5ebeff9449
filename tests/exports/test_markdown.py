"""Markdown, read by an independent parser; its head by a YAML parser. Plain text."""

from __future__ import annotations

import pytest
import srsly

from pipeline.exports import to_markdown, to_text
from pipeline.exports.markdown import escape, escape_line
from schemas import Article
from tests.exports.records import HOSTILE, bare, hostile

markdown_it = pytest.importorskip("markdown_it")
footnote = pytest.importorskip("mdit_py_plugins.footnote")
front_matter = pytest.importorskip("mdit_py_plugins.front_matter")


def parse(text: str):
    parser = markdown_it.MarkdownIt("commonmark").enable("table")
    parser.use(footnote.footnote_plugin).use(front_matter.front_matter_plugin)
    return parser.parse(text)


def plain(token) -> str:
    """Return the text of an inline token, calls of notes as nothing."""
    return "".join(child.content for child in token.children or [] if child.type in ("text", "code_inline"))


def headings(tokens) -> list[str]:
    return [plain(tokens[index + 1]) for index, token in enumerate(tokens) if token.type == "heading_open"]


def notes(tokens) -> list[str]:
    found = []
    for index, token in enumerate(tokens):
        if token.type == "footnote_open":
            inline = next(item for item in tokens[index:] if item.type == "inline")
            found.append(plain(inline).strip())
    return found


def expected_headings(article: Article) -> list[str]:
    titles = sorted(article.front_matter.titles, key=lambda title: title.lang != article.language)[:1]
    return [title.text for title in titles] + [
        f"{section.number} {section.heading}" if section.number else section.heading for section in article.sections
    ]


def test_headings_come_back():
    assert headings(parse(to_markdown(hostile()).decode())) == expected_headings(hostile())


def test_levels_follow_the_sections():
    tokens = parse(to_markdown(hostile()).decode())
    assert [token.tag for token in tokens if token.type == "heading_open"] == ["h1", "h2", "h3", "h2", "h2", "h2"]


def test_notes_come_back_those_without_a_call_too():
    assert sorted(notes(parse(to_markdown(hostile()).decode()))) == sorted(note.text for note in hostile().footnotes)


def test_paragraphs_come_back_as_they_are():
    tokens = parse(to_markdown(hostile()).decode())
    found = [plain(token) for token in tokens if token.type == "inline"]
    for block in hostile().blocks:
        if block.kind in ("quote", "equation", "caption", "list_item") and block.text:
            assert block.text in found
    assert any(text.endswith(HOSTILE) and text.startswith("Kerja sama") for text in found)
    assert "1986. Tahun itu." in found


def test_nothing_in_a_text_becomes_markup():
    tokens = parse(to_markdown(hostile()).decode())
    inside = [child.type for token in tokens for child in token.children or []]
    assert not {"link_open", "image", "em_close_x", "code_inline"} & set(inside)
    html = [child.content for token in tokens for child in token.children or [] if child.type == "html_inline"]
    assert html == ["<sup>", "</sup>"] * 2
    assert not [token for token in tokens if token.type in ("html_block", "ordered_list_open", "hr")]


def test_tables_come_back():
    tokens = parse(to_markdown(hostile()).decode())
    cells = [plain(tokens[index + 1]) for index, token in enumerate(tokens) if token.type in ("th_open", "td_open")]
    assert cells == ["a | b", "`c`", "", "<d> & \\"]


def test_words_of_a_picture_stay_in_their_fence():
    fences = [token for token in parse(to_markdown(hostile()).decode()) if token.type == "fence"]
    assert [fence.content for fence in fences] == ["```\nlaut <&>\n"]


def test_the_head_is_yaml():
    head = next(token for token in parse(to_markdown(hostile()).decode()) if token.type == "front_matter")
    values = srsly.yaml_loads(head.content)
    assert (values["title"], values["journal"], values["year"]) == (HOSTILE, "Jurnal & Laut", 2023)
    assert values["authors"][0] == {"name": "Siti <b>", "role": "author", "email": "siti@example.org"}
    assert values["keywords"][0]["terms"] == ["kota, laut", HOSTILE]
    assert values["translated_titles"] == [{"lang": "en", "text": "English title"}]


@pytest.mark.parametrize(
    "text",
    ["1. satu", "12) dua", "- tiga", "+ empat", "# lima", "> enam", "=== tujuh", "*** delapan", "| sembilan |",
     "[^1]: sepuluh", "<div>", "```", "~~~ x", "[a]: b", "a_b_c", "&amp; x", "\\", "`", "![a](b)", "--- x", "1986. x",
     ": x", "$$ x", "{{x}}", "a * b * c", "C:\\x\\", "# a #"],
)  # fmt: skip
def test_any_line_comes_back(text):
    tokens = parse(f"Awal.\n\n{escape_line(escape(text))}\n")
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"] * 2
    assert plain(tokens[4]) == text


def test_nothing_known_is_a_head_alone():
    assert srsly.yaml_loads(to_markdown(bare()).decode().split("---")[1]) == {"id": "0" * 16, "lang": "und"}


def test_plain_text_has_every_paragraph_on_its_line():
    lines = to_text(hostile()).decode().split("\n")
    for block in hostile().blocks:
        if block.text and block.id != "b3":
            assert block.text in lines
    assert "a | b\t`c`" in lines and f"1 {HOSTILE}" in lines and "Tanpa bidang" in lines
