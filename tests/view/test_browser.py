"""The site in a real Chromium, opened from disk as people open it. Skipped where there is no browser."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.view.site import write_site
from tests.view.articles import HOSTILE, NOTE, REFERENCE, make_article, make_pages, write_run

sync_api = pytest.importorskip("playwright.sync_api")
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
ARTICLES = 30
LEAST_SECONDS = 1.0
"""What the index and an article may take to load."""
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium: install it, or set CHROMIUM to its path"),
    pytest.mark.filterwarnings("default"),  # the driver's own, in its own event loop
]


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """Thirty articles and two failures; the second article is hostile."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "pdf").mkdir()
    articles = {}
    for number in range(ARTICLES):
        name = f"{number:02}"
        data = make_pages(name)
        (folder / "pdf" / f"{name}.pdf").write_bytes(data)
        title = HOSTILE if number == 1 else f"Artikel {name}"
        articles[name] = make_article(data, filename=f"{name}.pdf", title=title)
    write_run(folder / "records", articles, {"scan": "no_text_layer", "locked": "encrypted"})
    write_site(folder / "records", folder / "site", folder / "pdf", jobs=2)
    return folder / "site"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A page of desktop size, or of the size that the test asks for; an error of a script fails the test."""
    width, height = getattr(request, "param", (1440, 900))
    context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
    context.set_default_timeout(5000)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("dialog", lambda dialog: errors.append(dialog.message))
    page.on("request", lambda asked: None if asked.url.startswith("file:") else errors.append(asked.url))
    yield page
    context.close()
    assert not errors


def article(site: Path, page: Any, number: int = 0) -> None:
    """Open the article in that row of the index."""
    page.goto((site / "index.html").as_uri())
    page.locator("tbody tr:not(.failed) th a").nth(number).click()
    page.wait_for_selector("html.scripted .blocks")


def test_a_click_on_a_box_shows_its_text(site, page):
    article(site, page)
    page.locator(".box[data-for=b3]").first.click()
    assert page.locator("#text .on").get_attribute("id") == "b3"
    assert page.locator(".box.on").count() == 2, "the paragraph goes on over the page"
    assert page.url.endswith("#b3")


def test_a_click_on_a_text_shows_its_box(site, page):
    article(site, page)
    page.locator("#r1 .said").click()
    box = page.locator(".box.on")
    assert box.get_attribute("data-for") == "r1"
    pane, at = page.locator("#pages").bounding_box(), box.bounding_box()
    assert pane["y"] <= at["y"] <= pane["y"] + pane["height"], "scrolled to the second page"


def test_pictures_lie_under_their_boxes(site, page):
    article(site, page)
    assert (
        page.evaluate(
            "document.querySelector('.sheet img').complete && document.querySelector('.sheet img').naturalWidth"
        )
        > 500
    )
    sheet, box = page.locator(".sheet").first.bounding_box(), page.locator(".box[data-for=b3]").first.bounding_box()
    assert box["x"] - sheet["x"] == pytest.approx(72 / 595 * sheet["width"], abs=1)
    assert box["y"] - sheet["y"] == pytest.approx(240 / 842 * sheet["height"], abs=1)


def test_a_hostile_title_is_inert(site, page):
    page.goto((site / "index.html").as_uri())
    page.locator("#search").fill("owned")
    link = page.locator("tbody tr:visible th a")
    assert link.inner_text() == HOSTILE
    assert page.title() == "Records – naskah"
    link.click()
    page.wait_for_selector("html.scripted .blocks")
    page.wait_for_timeout(100)
    assert page.title().startswith(HOSTILE[:20])
    assert page.locator("h1").inner_text() == HOSTILE
    assert page.locator("img[src='x']").count() == 0
    page.locator(".box[data-for=b1]").click()
    assert page.locator("#b1").inner_text().count(HOSTILE) == 1


def test_keys_move_between_pages_and_articles(site, page):
    article(site, page)
    now = page.locator(".page.now")
    assert now.get_attribute("id") == "p1"
    for key, expected in (("j", "p2"), ("k", "p1"), ("ArrowRight", "p2"), ("ArrowRight", "p2"), ("ArrowLeft", "p1")):
        page.keyboard.press(key)
        assert now.get_attribute("id") == expected, key
    page.keyboard.press("n")
    page.wait_for_function("document.title.includes('owned')")
    page.keyboard.press("n")
    page.wait_for_function("document.title.includes('Artikel 02')")
    page.keyboard.press("p")
    page.wait_for_function("document.title.includes('owned')")
    page.keyboard.press("i")
    page.wait_for_selector("body.index")


def test_a_box_is_opened_by_keyboard_and_takes_the_focus_to_its_text(site, page):
    article(site, page)
    page.locator(".box[data-for=b3]").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "b3"
    page.locator("#b3 .where").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.dataset.for") == "b3"


def test_notes_pop_up_where_they_are_called(site, page):
    article(site, page)
    call = page.locator("a[data-note=n1]")
    call.click()
    pop = page.locator("#pop")
    assert NOTE in pop.inner_text()
    assert f"= {REFERENCE}" in pop.inner_text(), "what the note means"
    assert call.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    assert not pop.is_visible()
    call.focus()
    page.keyboard.press("Enter")
    pop.get_by_role("button", name="Show the note").click()
    assert page.locator("#text .on").get_attribute("id") == "n1"
    page.locator("#n1 a", has_text="to its call").click()
    assert page.locator("#text .block.on").get_attribute("id") == "b3"


def test_repairs_and_citations_explain_themselves(site, page):
    article(site, page)
    pop = page.locator("#pop")
    page.locator("#repair-0").click()
    assert "tum-|buh" in pop.inner_text() and "hyphen dropped" in pop.inner_text()
    page.locator("#b3 a.cite").first.click()
    assert "Diplomacy and law" in pop.inner_text()


def test_switches_are_kept(site, page):
    article(site, page)
    page.get_by_role("button", name="Languages").click()
    page.keyboard.press("s")
    article(site, page, 2)
    assert page.get_by_role("button", name="Languages").get_attribute("aria-pressed") == "false"
    assert page.locator("html.with-sentences").count() == 1


def test_the_table_filters_and_sorts(site, page):
    page.goto((site / "index.html").as_uri())
    visible = page.locator("tbody tr:visible")
    page.select_option("#status", "failed")
    assert visible.count() == 2
    page.select_option("#status", "")
    page.select_option("#diagnostic", "encrypted")
    assert visible.all_inner_texts()[0].startswith("locked")
    page.reload()
    assert visible.count() == 1, "the address keeps the filters"
    page.keyboard.press("Escape")
    page.locator("[data-filter=diagnostic]").first.click()
    assert visible.count() == ARTICLES
    page.select_option("#diagnostic", "")
    head = page.locator("thead th", has_text="Article")
    head.get_by_role("button").click()
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    assert "scan" in visible.first.inner_text()
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.tagName") == "A"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"


@pytest.mark.parametrize("page", [(390, 844)], indirect=True)
def test_a_phone_shows_one_pane_at_a_time_and_nothing_sticks_out(site, page):
    page.goto((site / "index.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    article(site, page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator("#text").is_visible() and not page.locator("#pages").is_visible()
    page.get_by_role("button", name="Pages").click()
    page.locator(".box[data-for=b3]").first.click()
    assert page.locator("#b3").is_visible() and not page.locator("#pages").is_visible()
    page.locator("#b3 .where").click()
    assert page.locator(".box.on").first.is_visible()


def test_without_scripts_everything_is_there_and_boxes_lead_to_texts(site, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    page.locator("tbody tr:not(.failed) th a").first.click()
    page.locator(".box[data-for=n1]").click()
    assert page.url.endswith("#n1")
    assert page.locator("#n1").is_visible()
    context.close()


def test_index_and_article_load_at_once(site, page):
    """Best of three: the machine may be busy, the site may not be slow."""
    first = next((site / "articles").iterdir())
    for path in (site / "index.html", first):
        times = []
        for _ in range(3):
            start = time.perf_counter()
            page.goto(path.as_uri(), wait_until="load")
            times.append(time.perf_counter() - start)
        assert min(times) < LEAST_SECONDS
    pictures = sum(path.stat().st_size for path in (site / "pages" / first.stem).iterdir())
    assert first.stat().st_size + pictures < 4_000_000
