"""The recipes of docs/distributed.md: scripts that a shell can read, objects that YAML can, options that exist."""

from __future__ import annotations

import re
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import typer

from pipeline.cli import make_app

PAGE = (Path(__file__).parents[1] / "docs" / "distributed.md").read_text(encoding="utf-8")
BLOCKS: list[tuple[str, str]] = re.findall(r"```(\w+)\n(.*?)```", PAGE, re.DOTALL)
SCRIPTS = [body for language, body in BLOCKS if language in ("sh", "bash")]
OBJECTS = "".join(body for language, body in BLOCKS if language == "yaml")
COMMAND = re.compile(r"\b(naskah run|dask scheduler|dask worker)\b([^\n&]*)")


@pytest.mark.parametrize("script", SCRIPTS)
def test_scripts_are_sound(script: str) -> None:
    assert subprocess.run(["bash", "-n"], input=script, text=True, capture_output=True).stderr == ""


@pytest.mark.skipif(find_spec("distributed") is None, reason="the extra `distributed` is not installed")
def test_commands_have_the_options_that_recipes_give_them() -> None:
    from distributed.cli import dask_scheduler, dask_worker

    app: Any = typer.main.get_command(make_app())
    known = {
        "naskah run": app.commands["run"].params,
        "dask scheduler": dask_scheduler.main.params,
        "dask worker": dask_worker.main.params,
    }
    commands = [(name, re.findall(r"--[a-z-]+", rest)) for name, rest in COMMAND.findall("\n".join(SCRIPTS))]
    commands += [(f"{line[0]} {line[1]}", [word for word in line if word.startswith("--")]) for line in containers()]
    assert {name for name, _ in commands} == set(known)
    assert sum(len(options) for _, options in commands) > 15
    for name, options in commands:
        found = {option for param in known[name] for option in (*param.opts, *param.secondary_opts)}
        assert set(options) <= found, name


def containers() -> list[list[str]]:
    """The commands of the containers of the Kubernetes recipe."""
    import yaml

    objects = list(yaml.safe_load_all(OBJECTS))
    assert [item["kind"] for item in objects] == ["Deployment", "Service", "Deployment", "Job"]
    pods = [item["spec"]["template"]["spec"] for item in objects if "template" in item["spec"]]
    return [container["command"] for pod in pods for container in pod["containers"]]
