"""The site as files: whole, linked, safe, light; no browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.cli import run_cli
from pipeline.errors import ExitCode
from pipeline.view.page_images import LEAST_PICTURE_BYTES, PICTURE_BYTES, find_images, picture_budget, render_pages
from pipeline.view.sheets import sheets
from pipeline.view.site import write_site
from schemas import dumps
from tests.view.articles import HOSTILE, NOTE, PARAGRAPH, make_article, make_pages, write_run
from tests.view.parsed import Parsed

ASSETS = Path(__file__).parents[2] / "pipeline" / "view" / "assets"


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """Three articles, the second with a hostile title and without a PDF, and a failure."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "pdf").mkdir()
    pdfs = {name: make_pages(name) for name in ("first", "third")}
    for name, data in pdfs.items():
        (folder / "pdf" / f"{name}.pdf").write_bytes(data)
    articles = {
        "a/first": make_article(pdfs["first"], filename="first.pdf"),
        "b": make_article(b"gone", filename=f"{HOSTILE}.pdf".replace("/", ""), title=HOSTILE),
        "c": make_article(pdfs["third"], filename="third.pdf", diagnostics=[]),
    }
    write_run(folder / "records", articles, {"scan": "no_text_layer"})
    written = write_site(folder / "records", folder / "site", folder / "pdf", jobs=2)
    assert written[1:] == (3, 2, 1)
    return folder


def page_of(site: Path, number: int) -> str:
    """Return the HTML of the article in that row of the index, 0-based."""
    index = Parsed((site / "site" / "index.html").read_text(encoding="utf-8"))
    links = [address for address in index.addresses if address.startswith("articles/")]
    return (site / "site" / links[number]).read_text(encoding="utf-8")


def test_every_page_is_well_formed_and_every_link_leads_somewhere(site):
    pages = [site / "site" / "index.html", *(site / "site" / "articles").glob("*.html")]
    assert len(pages) == 4
    for path in pages:
        parsed = Parsed(path.read_text(encoding="utf-8"))
        assert len(parsed.ids) == len(set(parsed.ids))
        for address in parsed.addresses:
            if address.startswith("#"):
                assert address[1:] in parsed.ids, address
            else:
                assert (path.parent / address).is_file(), address


def test_a_hostile_record_adds_no_element_and_no_address(site):
    for page in (page_of(site, 1), (site / "site" / "index.html").read_text(encoding="utf-8")):
        parsed = Parsed(page)
        scripts = [attributes for name, attributes in parsed.tags if name == "script"]
        assert len(scripts) == 1 and (scripts[0]["src"] or "").endswith(".js")
        assert not [name for _, attributes in parsed.tags for name in attributes if name.startswith("on")]
        assert not [address for address in parsed.addresses if "javascript" in address]
        assert "script-src 'self' file:;" in page
    assert Parsed(page_of(site, 1)).texts["b1"].startswith(f"title{HOSTILE}")


def test_nothing_comes_from_elsewhere(site):
    for path in (site / "site").rglob("*.[hcj][ts]*"):
        content = path.read_text(encoding="utf-8") if path.suffix in (".html", ".css", ".js") else ""
        assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//|url\(|@import|fetch\(|XMLHttpRequest""", content), (
            path
        )


def test_scripts_make_no_html_from_text():
    for path in ASSETS.glob("*.js"):
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", path.read_text()
        )


def test_a_paragraph_has_its_whole_text_and_a_box_on_each_page(site):
    parsed = Parsed(page_of(site, 0))
    assert parsed.texts["b3"] == PARAGRAPH.replace("2013). ", "2013).1 ") + "p. 1–2"
    boxes = parsed.having("data-for", "b3")
    assert len(boxes) == 2
    assert boxes[0]["style"] == "left:12.101%;top:28.504%;width:55.126%;height:7.126%"
    assert NOTE in parsed.texts["n1"]
    assert parsed.having("data-note", "n1")[0]["href"] == "#n1"


def test_languages_repairs_citations_and_sentences_are_marked(site):
    page = page_of(site, 0)
    assert '<span class="seg l-en" lang="en" title="English">paradiplomacy theory</span>' in page
    assert '<span class="repair" id="repair-0" data-repair="0">tumbuh</span>' in page
    assert '<del dir="auto">tum-|buh</del>' in page
    assert Parsed(page).having("data-refs", "r1")[0]["href"] == "#r1"
    assert page.split('id="b3"')[1].split("</div>")[0].count('class="sentence"') == 2


def test_articles_lead_to_their_neighbours(site):
    assert [len(Parsed(page_of(site, n)).having("id", "to-previous")) for n in range(3)] == [0, 1, 1]
    assert [len(Parsed(page_of(site, n)).having("id", "to-next")) for n in range(3)] == [1, 1, 0]


def test_an_article_without_its_pdf_is_text_and_says_why(site, tmp_path):
    page = page_of(site, 1)
    assert "<img" not in page and "The PDF was not found" in page
    (tmp_path / "first.pdf").write_bytes(make_pages("changed"))
    records = write_run(tmp_path / "records", {"x": make_article(make_pages(), filename="first.pdf")})
    write_site(records, tmp_path / "site", tmp_path)
    assert "it has changed since" in page_of(tmp_path, 0)


def test_a_pdf_that_cannot_be_drawn_costs_its_pictures_only(tmp_path):
    (tmp_path / "pdf").mkdir()
    (tmp_path / "pdf" / "paper.pdf").write_bytes(b"%PDF-1.7 broken")
    records = write_run(tmp_path / "records", {"x": make_article(b"%PDF-1.7 broken")})
    assert write_site(records, tmp_path / "site", tmp_path / "pdf").pictured == 0
    assert "could not be drawn" in page_of(tmp_path, 0)


def test_the_index_says_what_filters_and_sorting_need(site):
    page = (site / "site" / "index.html").read_text(encoding="utf-8")
    rows = [attributes for name, attributes in Parsed(page).tags if name == "tr" and "data-status" in attributes]
    assert [row["data-status"] for row in rows] == ["failed", "ok doubt", "ok doubt", "ok"]
    assert [row["data-diagnostic"] for row in rows] == ["no_text_layer", *["note_without_anchor"] * 2, ""]
    assert {row["data-journal"] for row in rows[1:]} == {"Jurnal Perbatasan"}
    assert {row["data-language"] for row in rows[1:]} == {"id en"}
    assert page.count("<svg") == 4
    assert "scan has no text" in page


def test_a_record_that_breaks_the_schema_is_a_failure(tmp_path):
    records = write_run(tmp_path / "records", {"good": make_article(b"x")})
    (records / "bad.json").write_text('{"schema_version": "1.0.0"}')
    assert write_site(records, tmp_path / "site").failed == 1
    assert "Breaks the schema" in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")


def test_two_records_of_one_pdf_have_a_page_each(tmp_path):
    article = make_article(b"same")
    write_site(write_run(tmp_path / "records", {"one": article, "two": article}), tmp_path / "site")
    assert len(list((tmp_path / "site" / "articles").iterdir())) == 2


def test_the_same_records_give_the_same_site(site, tmp_path):
    write_site(site / "records", tmp_path / "site", site / "pdf")
    files = {path.relative_to(tmp_path / "site"): path.read_bytes() for path in (tmp_path / "site").rglob("*.*")}
    assert files and all((site / "site" / name).read_bytes() == data for name, data in files.items())


def test_sections_that_turn_in_a_circle_or_nest_without_end_are_survived(tmp_path):
    section = make_article().sections[0].model_dump()
    deep = [{**section, "id": f"s{n}", "parent": f"s{n - 1}" if n > 1 else None} for n in range(1, 2000)]
    circle = [{**section, "parent": "s1"}]
    articles = {"deep": make_article(b"1", sections=deep), "circle": make_article(b"2", sections=circle)}
    assert write_site(write_run(tmp_path / "records", articles), tmp_path / "site").articles == 2


def test_heavy_records_leave_less_room_for_pictures(tmp_path):
    assert picture_budget(50_000) == PICTURE_BYTES
    assert LEAST_PICTURE_BYTES < picture_budget(2_000_000) < PICTURE_BYTES
    assert picture_budget(9_000_000) == LEAST_PICTURE_BYTES
    (tmp_path / "paper.pdf").write_bytes(make_pages())
    assert render_pages(tmp_path / "paper.pdf", tmp_path / "full") == 2
    full = sum(path.stat().st_size for path in find_images(tmp_path / "full").values())
    assert render_pages(tmp_path / "paper.pdf", tmp_path / "small", budget=full // 2) == 2
    small = find_images(tmp_path / "small").values()
    assert 0 < sum(path.stat().st_size for path in small) <= full // 2


def test_pictures_of_an_earlier_time_do_not_stay(tmp_path):
    (tmp_path / "paper.pdf").write_bytes(make_pages())
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "0009.webp").write_bytes(b"old")
    (tmp_path / "out" / "mine.txt").write_bytes(b"not ours")
    render_pages(tmp_path / "paper.pdf", tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["0001.jpg", "0002.jpg", "mine.txt"]


def test_the_command_finds_the_pdfs_where_the_run_did(tmp_path, capsys):
    (tmp_path / "pdf").mkdir()
    (tmp_path / "pdf" / "paper.pdf").write_bytes(make_pages())
    write_run(tmp_path / "records", {"paper": make_article(make_pages())})
    out = tmp_path / "site"
    assert run_cli(["view", str(tmp_path / "records"), "--out", str(out), "--jobs", "1"]) == ExitCode.OK
    shown = capsys.readouterr()
    assert shown.out.strip() == str(out / "index.html")
    assert "1 article" in shown.err and "without pages" not in shown.err
    assert len(list((out / "pages").rglob("*.jpg"))) == 2


def test_the_command_says_what_is_wrong(tmp_path, capsys):
    out = str(tmp_path / "site")
    assert run_cli(["view", str(tmp_path / "none"), "--out", out]) == ExitCode.FILE_ACCESS
    (tmp_path / "empty").mkdir()
    assert run_cli(["view", str(tmp_path / "empty"), "--out", out]) == ExitCode.BAD_ARGUMENTS
    assert "naskah run" in capsys.readouterr().err
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "x.json").write_bytes(dumps(make_article()))
    (tmp_path / "taken").write_text("a file")
    assert run_cli(["view", str(tmp_path / "records"), "--out", str(tmp_path / "taken")]) == ExitCode.FILE_ACCESS


def test_a_page_of_no_size_does_not_divide_by_nothing(tmp_path):
    source = make_article(b"x").source.model_dump(mode="json")
    source["pages"][0] |= {"width": 0, "height": 0}
    article = make_article(b"x", source=source)
    assert len(list(sheets(article, {1: "1.jpg"}))) == 2
