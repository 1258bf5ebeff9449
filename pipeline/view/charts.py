"""Small bar charts as SVG inside the page; each row can be clicked to filter the table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.view.markup import Html, tag

WIDTH = 330
LABEL_WIDTH = 150
"""Units of the drawing, about pixels."""
ROW = 22
BAR = 14
MAX_ROWS = 8
LABEL_LENGTH = 22
"""Characters that fit the label's width."""


class Bar(NamedTuple):
    """A row of a chart; ``value`` is what the filter takes, ``shown`` is printed behind the bar."""

    label: str
    size: float
    shown: str
    value: str = ""
    class_: str = ""


def bar_chart(title: str, bars: Sequence[Bar], *, filter_: str = "", note: str = "") -> Html:
    """Return a chart with its title; the longest bar fills the width. Rows beyond the eighth are added up in words."""
    head = tag("figcaption", title)
    if not bars:
        return tag("figure", html=[head, tag("p", "nothing to count", class_="nothing")], class_="chart")
    kept = bars[:MAX_ROWS]
    largest = max(bar.size for bar in kept) or 1.0
    rows = [_row(bar, number, largest, filter_) for number, bar in enumerate(kept)]
    label = f"{title}: " + ", ".join(f"{bar.label} {bar.shown}" for bar in kept)
    height = ROW * len(kept)
    drawing = tag("svg", html=rows, viewBox=f"0 0 {WIDTH} {height}", role="img", aria_label=label)
    more = f"and {len(bars) - MAX_ROWS} more" if len(bars) > MAX_ROWS else ""
    foot = ". ".join(filter(None, (more, note)))
    return tag("figure", html=[head, drawing, *([tag("p", foot, class_="chart-note")] if foot else [])], class_="chart")


def _row(bar: Bar, number: int, largest: float, filter_: str) -> Html:
    top = number * ROW
    room = WIDTH - LABEL_WIDTH - 54  # for the number behind the bar
    width = max(2.0, room * bar.size / largest)
    label = bar.label if len(bar.label) <= LABEL_LENGTH else bar.label[: LABEL_LENGTH - 1] + "…"
    middle = top + ROW / 2 + 4
    parts = [
        tag("title", f"{bar.label}: {bar.shown}"),
        tag("rect", x=0, y=top, width=WIDTH, height=ROW, class_="chart-row"),
        tag("text", label, x=LABEL_WIDTH - 8, y=middle, text_anchor="end"),
        tag("rect", x=LABEL_WIDTH, y=top + (ROW - BAR) / 2, width=f"{width:.1f}", height=BAR, rx=3,
            class_=f"bar-fill {bar.class_}".strip()),
        tag("text", bar.shown, x=f"{LABEL_WIDTH + width + 6:.1f}", y=middle, class_="chart-value"),
    ]  # fmt: skip
    value = bar.value or None
    return tag("g", html=parts, data_filter=filter_ or None if value else None, data_value=value)
