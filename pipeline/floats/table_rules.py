"""Drawn lines put together: grids of crossing lines, and stacks of level lines of one width.

Writers draw one table border as many pieces (one per cell, corner or shading), so pieces in one line are joined
first. What crosses or touches is one grid; level lines that touch no upright make a stack (three-line tables).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.document import BBox, Rule
from pipeline.geometry import contains, overlap, union

SAME_LINE = 2.2
"""Points; pieces this close side by side are one drawn line: double borders are 1.5 apart."""
JOIN = 3.5
"""Points; white between pieces of one line: corners that other strokes fill."""
TOUCH = 3.5
"""Points; how far a line may end before the one that it meets."""
THICK = 3.0
"""Points; a rule is level when it is no taller than this."""
SAME_WIDTH = 4.0
"""Points; ends of the level lines of one table differ by less."""
FRAME_SHARE = 0.8
"""Share of a grid's width that its top and bottom lines cover when it is a table and not a flow chart."""
MIN_RULE = 30.0
"""Points; level lines of tables are longer, fraction bars mostly shorter."""


class Grid(NamedTuple):
    """Level and upright lines that touch each other, and the box around them."""

    bbox: BBox
    levels: tuple[Rule, ...]
    uprights: tuple[Rule, ...]


class Ruling(NamedTuple):
    """The lines of a page: grids, and level lines that touch no upright, from top to bottom."""

    grids: tuple[Grid, ...]
    levels: tuple[Rule, ...]


def is_level(rule: Rule) -> bool:
    """Return whether the rule is a level line."""
    return rule.bottom - rule.top <= THICK and rule.x1 - rule.x0 > rule.bottom - rule.top


def find_ruling(rules: Iterable[Rule]) -> Ruling:
    """Return the grids and the free level lines that the rules of a page make."""
    level: list[Rule] = []
    upright: list[Rule] = []
    for rule in rules:
        if is_level(rule):
            level.append(rule)
        else:
            upright.append(_turn(rule))
    levels, uprights = _join(level), [_turn(rule) for rule in _join(upright)]
    groups = _connect(levels, uprights)
    grids, free = [], []
    for group_levels, group_uprights in groups:
        if group_uprights and group_levels:
            box = union(BBox(*rule) for rule in (*group_levels, *group_uprights))
            grids.append(Grid(box, tuple(group_levels), tuple(group_uprights)))
        else:
            free.extend(group_levels)
    grids.sort(key=lambda grid: (grid.bbox.top, grid.bbox.x0))
    return Ruling(tuple(grids), tuple(sorted(free, key=lambda rule: (rule.top, rule.x0))))


def _turn(rule: Rule) -> Rule:
    """Return the rule with x and y exchanged."""
    return Rule(rule.top, rule.x0, rule.bottom, rule.x1)


def _join(levels: list[Rule]) -> list[Rule]:
    """Return level lines with pieces of one line joined, from top to bottom."""
    levels.sort(key=lambda rule: (rule.top, rule.x0))
    rows: list[list[Rule]] = []
    for rule in levels:
        if rows and rule.top - rows[-1][0].top <= SAME_LINE:
            rows[-1].append(rule)
        else:
            rows.append([rule])
    joined: list[Rule] = []
    for row in rows:
        row.sort(key=lambda rule: rule.x0)
        first = len(joined)
        for rule in row:
            if len(joined) > first and rule.x0 - joined[-1].x1 <= JOIN:
                x0, top, x1, bottom = joined[-1]
                joined[-1] = Rule(x0, min(top, rule.top), max(x1, rule.x1), max(bottom, rule.bottom))
            else:
                joined.append(rule)
    return joined


def _connect(levels: Sequence[Rule], uprights: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Return groups of lines that touch; ``levels`` stand from top to bottom."""
    parent = list(range(len(levels) + len(uprights)))

    def find(member: int) -> int:
        while parent[member] != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    tops = [rule.top for rule in levels]
    for number, upright in enumerate(uprights, len(levels)):
        for at in range(bisect_left(tops, upright.top - TOUCH), len(levels)):
            if tops[at] > upright.bottom + TOUCH:
                break
            if levels[at].x0 - TOUCH <= upright.x0 <= levels[at].x1 + TOUCH:
                parent[find(number)] = find(at)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for number, rule in enumerate((*levels, *uprights)):
        groups.setdefault(find(number), ([], []))[number >= len(levels)].append(rule)
    return list(groups.values())


def is_framed(grid: Grid) -> bool:
    """Return whether lines run along the top and the bottom of the grid: a table, not boxes joined by arrows."""
    box = grid.bbox
    return all(
        _covered(grid.levels, edge, box.x0, box.x1) >= FRAME_SHARE * (box.x1 - box.x0) for edge in (box.top, box.bottom)
    )


def _covered(levels: Iterable[Rule], at: float, x0: float, x1: float) -> float:
    """Return the length of ``[x0, x1]`` that level lines at height ``at`` cover."""
    return sum(max(0.0, overlap(rule.x0, rule.x1, x0, x1)) for rule in levels if abs(rule.top - at) <= TOUCH)


def has_boxes_inside(grid: Grid, grids: Iterable[Grid]) -> bool:
    """Return whether other drawings stand inside the grid without touching it: lanes of a flow chart."""
    inner = [other for other in grids if other is not grid and contains(grid.bbox, other.bbox) and _is_box(other)]
    return len(inner) >= 2


def _is_box(grid: Grid) -> bool:
    return len(grid.levels) >= 2 and len(grid.uprights) >= 2


def merge_grids(grids: Iterable[Grid], gap: float) -> list[Grid]:
    """Join grids that are pieces of one table: halves side by side of one height, or parts right below each other.

    ``gap`` is the widest white between pieces in points.
    """
    result: list[Grid] = []
    for grid in grids:
        for place, other in enumerate(result):
            if _are_pieces(other.bbox, grid.bbox, gap):
                box = union((other.bbox, grid.bbox))
                result[place] = Grid(box, other.levels + grid.levels, other.uprights + grid.uprights)
                break
        else:
            result.append(grid)
    return result


def _are_pieces(upper: BBox, lower: BBox, gap: float) -> bool:
    if abs(upper.top - lower.top) <= SAME_WIDTH and abs(upper.bottom - lower.bottom) <= SAME_WIDTH:
        return 0 <= -overlap(upper.x0, upper.x1, lower.x0, lower.x1) <= gap
    if abs(upper.x0 - lower.x0) <= SAME_WIDTH and abs(upper.x1 - lower.x1) <= SAME_WIDTH:
        return -SAME_WIDTH <= lower.top - upper.bottom <= TOUCH
    return False


def stack_levels(levels: Iterable[Rule]) -> list[list[Rule]]:
    """Return level lines of one width below each other, each group from top to bottom; single ones too."""
    stacks: list[list[Rule]] = []
    for rule in levels:
        if rule.x1 - rule.x0 < MIN_RULE:
            continue
        for stack in stacks:
            if _are_one_width(stack[-1], rule):
                stack.append(rule)
                break
        else:
            stacks.append([rule])
    return stacks


def _are_one_width(upper: Rule, rule: Rule) -> bool:
    slack = max(SAME_WIDTH, 0.02 * (rule.x1 - rule.x0))
    return abs(upper.x0 - rule.x0) <= slack and abs(upper.x1 - rule.x1) <= slack


def may_stack(levels: Sequence[Rule]) -> bool:
    """Return whether two level lines of a page may be of one width, pieces joined; cheap, since most pages have few."""
    ordered = sorted(levels, key=lambda rule: rule.top)
    return any(lower.top - upper.top <= SAME_LINE for upper, lower in pairwise(ordered)) or any(
        _are_one_width(upper, lower) for place, upper in enumerate(ordered) for lower in ordered[place + 1 :]
    )
