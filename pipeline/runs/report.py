"""What a run came to, for people and programs: ``_run/report.json``."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from pipeline.errors import ExitCode, PipelineError
from pipeline.version import NAME, VERSION

State = Literal["written", "unchanged", "failed"]
SLOWEST = 10
"""Files named as the slowest."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a run did with one input; ``name`` is the record's path without ``.json``.

    ``remembered`` failures were not tried again. Seconds and MiB are those of the worker.
    """

    name: str
    input: str
    state: State
    code: str | None = None
    message: str | None = None
    pages: int = 0
    diagnostics: int = 0
    seconds: float = 0.0
    peak_memory: float = 0.0
    tries: int = 1
    remembered: bool = False
    duplicate_of: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A whole run; ``results`` are in the order of the inputs. ``seconds`` is time on the clock."""

    results: tuple[Result, ...]
    inputs: int
    """Files to do; more than results where the run was interrupted."""
    seconds: float
    started: str
    """ISO 8601, UTC."""
    jobs: int
    settings: dict[str, Any] = field(default_factory=dict)
    interrupted: bool = False

    @property
    def failures(self) -> tuple[Result, ...]:
        """The results without a record."""
        return tuple(result for result in self.results if result.state == "failed")

    @property
    def exit_code(self) -> ExitCode:
        """The code of the first failure, in the order of the inputs."""
        if self.interrupted:
            return ExitCode.INTERRUPTED
        return exit_code_of(self.failures[0].code) if self.failures else ExitCode.OK

    def count(self, state: State) -> int:
        """Return how many results are in that state."""
        return sum(result.state == state for result in self.results)

    def as_json(self) -> dict[str, Any]:
        """Return the report as JSON values; the file's shape is documented in the README."""
        written = [result for result in self.results if result.state == "written"]
        pages = sum(result.pages for result in written)
        slowest = sorted(written, key=lambda result: (-result.seconds, result.name))[:SLOWEST]
        return {
            "pipeline": {"name": NAME, "version": VERSION},
            "started": self.started,
            "seconds": round(self.seconds, 3),
            "interrupted": self.interrupted,
            "exit_code": int(self.exit_code),
            "jobs": self.jobs,
            "settings": self.settings,
            "counts": {
                "inputs": self.inputs,
                "written": len(written),
                "unchanged": self.count("unchanged"),
                "failed": len(self.failures),
                "duplicates": sum(result.duplicate_of is not None for result in self.results),
                "pages": pages,
                "diagnostics": sum(result.diagnostics for result in self.results),
            },
            "pages_per_second": round(pages / self.seconds, 2) if self.seconds else 0.0,
            "peak_memory_mib": max((result.peak_memory for result in self.results), default=0.0),
            "failures_by_code": dict(sorted(Counter(result.code for result in self.failures).items(), key=str)),
            "failures": [
                {key: value for key, value in asdict(result).items() if key in FAILURE_KEYS} for result in self.failures
            ],
            "duplicates": [
                {"name": result.name, "duplicate_of": result.duplicate_of}
                for result in self.results
                if result.duplicate_of is not None
            ],
            "slowest": [
                {"name": result.name, "pages": result.pages, "seconds": round(result.seconds, 3)} for result in slowest
            ],
        }


FAILURE_KEYS = frozenset({"name", "input", "code", "message", "tries", "remembered", "seconds", "peak_memory"})


def error_kind(code: str | None) -> type[PipelineError]:
    """Return the error with that ``code``; PipelineError itself where there is none."""
    return next((kind for kind in _kinds(PipelineError) if kind.code == code), PipelineError)


def exit_code_of(code: str | None) -> ExitCode:
    """Return the exit code of the error with that ``code``."""
    return error_kind(code).exit_code


def _kinds(kind: type[PipelineError]) -> list[type[PipelineError]]:
    return [kind, *(found for child in kind.__subclasses__() for found in _kinds(child))]
