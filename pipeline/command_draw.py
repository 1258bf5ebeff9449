"""``naskah draw FILE --out DIR``: page pictures with what was found drawn on."""

from __future__ import annotations

from pathlib import Path

from pipeline.read import read_pdf

from pipeline.draw import draw
from pipeline.errors import BadArgumentsError
from pipeline.stages import STAGES


def draw_file(path: Path, out_dir: Path, *, stage: str | None = None, dpi: int = 100) -> tuple[Path, ...]:
    """Read ``path``, run the stages up to and with ``stage`` (all when None), write the page pictures.

    Raises BadArgumentsError for an unknown stage, and what ``read_pdf`` raises.
    """
    names = [known.name for known in STAGES]
    if stage is not None and stage not in names:
        raise BadArgumentsError(f"There is no stage {stage!r}; the stages are {', '.join(names)}.")
    last = len(names) if stage is None else names.index(stage) + 1
    doc = read_pdf(path)
    for known in STAGES[:last]:
        doc = known.run(doc)
    return draw(doc, path, out_dir, dpi=dpi)
