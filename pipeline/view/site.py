"""Writes the site: pictures in worker processes, then one HTML file an article, then the index."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import FileAccessError
from pipeline.runs.inputs import readable
from pipeline.runs.pool import DEFAULT_LIMITS, Limits, run_jobs
from pipeline.runs.worker import Job
from pipeline.view.article_page import Neighbours, article_page
from pipeline.view.index_page import index_page
from pipeline.view.listing import Listing, Shown, list_records
from pipeline.view.page_images import PICTURE_BYTES, find_images, image_job, picture_budget, render_job

ASSETS = ("view.css", "article.js", "index.js")
ARTICLES, PAGES = "articles", "pages"
"""Folders of the site."""


class Written(NamedTuple):
    """What a site holds; ``page`` is the file to open."""

    page: Path
    articles: int
    pictured: int
    failed: int


def write_site(
    records: Path,
    out: Path,
    pdfs: Path | None = None,
    *,
    jobs: int = 1,
    password: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    on_article: Callable[[str, int, int], None] = lambda name, done, total: None,
) -> Written:
    """Write a site for a folder of records.

    Files of an earlier site of the same records are written over; nothing else in the folder is touched.

    Args:
        records: Folder that a run wrote.
        out: Folder for the site.
        pdfs: Folder or file to look for the PDFs in; None: where the run found them.
        jobs: PDFs rendered at the same time.
        password: Opens encrypted PDFs.
        limits: What rendering one PDF may take.
        on_article: Called with a name, how many PDFs are rendered and how many there are.

    Raises:
        FileAccessError: A folder does not exist, or the site cannot be written.
        BadArgumentsError: There is no record.
    """
    listing = list_records(records, pdfs)
    try:
        for folder in (out, out / ARTICLES, out / PAGES, out / "assets"):
            folder.mkdir(parents=True, exist_ok=True)
        problems = _draw_pages(listing, out, jobs=jobs, password=password, limits=limits, on_article=on_article)
        pictured = _write_articles(listing, out, problems)
        source = resources.files("pipeline.view.assets")
        for name in ASSETS:
            (out / "assets" / name).write_bytes((source / name).read_bytes())
        index = out / "index.html"
        _write(index, index_page(listing))
    except OSError as error:
        raise FileAccessError(f"Cannot write the site to {readable(out)}: {error.strerror or error}.") from error
    return Written(index, len(listing.shown), pictured, len(listing.failed))


def _draw_pages(
    listing: Listing,
    out: Path,
    *,
    jobs: int,
    password: str | None,
    limits: Limits,
    on_article: Callable[[str, int, int], None],
) -> dict[str, str]:
    """Render the PDFs and return why some could not be, by slug."""
    wanted: dict[Job, Shown] = {}
    budgets: dict[str, int] = {}
    for shown in listing.shown:
        if shown.pdf is not None:
            job = image_job(shown.pdf, out / PAGES / shown.slug, password)
            wanted[job] = shown
            if (budget := picture_budget(shown.bytes)) < PICTURE_BYTES:
                budgets[job.target] = budget
    problems: dict[str, str] = {}
    lanes = min(jobs, len(wanted))
    if not lanes:
        return problems
    with tempfile.TemporaryDirectory() as folder:
        finished = run_jobs(
            wanted, lanes=lanes, limits=limits, folder=Path(folder), function=partial(render_job, budgets)
        )
        for done, (job, outcome, _) in enumerate(finished, 1):
            shown = wanted[job]
            if outcome.code is not None:
                problems[shown.slug] = f"The pages could not be drawn. {outcome.message}"
            on_article(shown.name, done, len(wanted))
    return problems


def _write_articles(listing: Listing, out: Path, problems: dict[str, str]) -> int:
    """Write the articles' pages and return how many have pictures."""
    names = [f"{shown.slug}.html" for shown in listing.shown]
    pictured = 0
    for number, shown in enumerate(listing.shown):
        images = {}
        if shown.pdf is not None and shown.slug not in problems:
            found = find_images(out / PAGES / shown.slug)
            images = {page: f"../{PAGES}/{shown.slug}/{path.name}" for page, path in found.items()}
        if not images:
            shown = replace(shown, missing=problems.get(shown.slug, shown.missing) or "No page could be drawn.")
        pictured += bool(images)
        before = names[number - 1] if number else None
        after = names[number + 1] if number + 1 < len(names) else None
        _write(out / ARTICLES / names[number], article_page(shown, images, Neighbours(before, after)))
    return pictured


def _write(path: Path, content: str) -> None:
    """Write a file whole or not at all; half a surrogate pair, which a file name may hold, becomes a question mark."""
    temporary = path.with_name(f"{path.name}.tmp")
    temporary.write_bytes(content.encode("utf-8", "replace"))
    temporary.replace(path)
