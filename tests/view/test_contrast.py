"""Colours of the site can be read: WCAG 2.1 contrast of text, 4.5 to 1, in light and dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CSS = (Path(__file__).parents[2] / "pipeline" / "view" / "assets" / "view.css").read_text(encoding="utf-8")
LEAST = 4.5
PAIRS = [
    (ink, ground)
    for ground in ("ground", "paper", "raised")
    for ink in ("ink", "soft", "accent")
] + [
    ("accent", "accent-soft"), ("ink", "accent-soft"), ("ink", "mark"), ("accent", "mark"), ("paper", "accent"),
    ("error", "error-soft"), ("error", "paper"), ("warning", "warning-soft"), ("info", "info-soft"),
]  # fmt: skip


def variables(dark: bool) -> dict[str, str]:
    roots = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
    assert len(roots) == 2
    return {
        name: value
        for root in (roots if dark else roots[:1])
        for name, value in re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", root)
    }


def luminance(color: str) -> float:
    digits = color[1:] if len(color) == 7 else "".join(2 * digit for digit in color[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(ink, ground, dark):
    colors = variables(dark)
    one, other = sorted((luminance(colors[ink]), luminance(colors[ground])), reverse=True)
    assert (one + 0.05) / (other + 0.05) >= LEAST
