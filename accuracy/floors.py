"""Floors: the shares that each set has reached and must not fall below."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from types import ModuleType

FLOORS = Path(__file__).parent / "floors.json"
SETS = tuple(
    path.stem
    for path in sorted(Path(__file__).parent.glob("*.py"))
    if path.stem not in ("__init__", "__main__", "floors", "layout")
)
"""Modules of this folder that hold a set."""


def load_set(name: str) -> ModuleType:
    """Return the module of a set; raises ModuleNotFoundError."""
    return import_module(f"accuracy.{name}")


def read_floors(name: str) -> dict[str, float]:
    """Return the floors whose names begin with that of the set."""
    floors: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return {key: floor for key, floor in floors.items() if key.split(".")[0] == name}


def find_breaches(name: str, measured: Mapping[str, float]) -> list[str]:
    """Return a line for each floor of the set that is not reached, or whose figure is missing."""
    lines = []
    for key, floor in sorted(read_floors(name).items()):
        value = measured.get(key)
        if value is None:
            lines.append(f"{key}: not measured, floor {floor}")
        elif value < floor:
            lines.append(f"{key}: {value:.4f} below {floor}")
    return lines
