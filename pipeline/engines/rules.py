"""Drawn lines of a page: what is left of its vector graphics when all but straight level ones are dropped."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.document import BBox, Rule

THIN = 2.5
"""Points. Filled boxes up to this thickness are drawn lines: Word draws table borders and footnote separators of
0.5 to 2.25 points as filled boxes."""
MIN_LENGTH = 4.0
"""Points. Shorter ones are ticks, dots and fraction bars of formulas."""
LEVEL = 0.02
"""A line that leaves the level by at most this share of its length is level: hand-drawn rules lean a little."""
MAX_RULES = 2000
"""A page with more level lines than this holds a drawing, not a table; the longest are kept."""
WHITE = 0.99
"""Fills of at least this lightness in each channel are paper."""


def line_rule(x0: float, y0: float, x1: float, y1: float) -> Rule | None:
    """Return the rule of a drawn line as seen, None where it is short or slanting."""
    width, height = abs(x1 - x0), abs(y1 - y0)
    if max(width, height) < MIN_LENGTH or min(width, height) > max(LEVEL * max(width, height), 0.1):
        return None
    return Rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def thin_rule(box: BBox) -> tuple[Rule, ...]:
    """Return the rule that a thin filled box is, nothing for a thick one: that is shading, or paper."""
    width, height = box.x1 - box.x0, box.bottom - box.top
    return (Rule(*box),) if min(width, height) <= THIN and max(width, height) >= MIN_LENGTH else ()


def box_rules(box: BBox) -> tuple[Rule, ...]:
    """Return the rules that a stroked box is: its four edges, one where it is thin, shorter ones left out."""
    x0, top, x1, bottom = box
    if min(x1 - x0, bottom - top) <= THIN:
        return thin_rule(box)
    edges = (Rule(x0, top, x1, top), Rule(x0, bottom, x1, bottom), Rule(x0, top, x0, bottom), Rule(x1, top, x1, bottom))
    return tuple(edge for edge in edges if max(edge.x1 - edge.x0, edge.bottom - edge.top) >= MIN_LENGTH)


def merge_rules(rules: Iterable[Rule], width: float, height: float) -> tuple[Rule, ...]:
    """Return rules that touch the page, each once, from top to bottom, at most ``MAX_RULES`` of them."""
    seen: dict[tuple[int, int, int, int], Rule] = {}
    for rule in rules:
        if rule.x1 >= 0 and rule.bottom >= 0 and rule.x0 <= width and rule.top <= height:
            seen.setdefault((round(rule.x0), round(rule.top), round(rule.x1), round(rule.bottom)), rule)
    kept = list(seen.values())
    if len(kept) > MAX_RULES:
        kept.sort(key=lambda rule: (rule.x0 - rule.x1 + rule.top - rule.bottom, rule))
        del kept[MAX_RULES:]
    return tuple(sorted(kept, key=lambda rule: (rule.top, rule.x0, rule.bottom, rule.x1)))
