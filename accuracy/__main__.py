"""``python -m accuracy [NAME ...]`` prints the tables of the sets; with ``--check`` it holds them to their floors."""

from __future__ import annotations

import sys

from accuracy.floors import SETS, find_breaches, load_set

if __name__ == "__main__":
    names = [name for name in sys.argv[1:] if not name.startswith("-")] or list(SETS)
    if "--check" in sys.argv[1:]:
        breaches = [line for name in names for line in find_breaches(name, load_set(name).measure())]
        sys.stdout.write("\n".join([*breaches, f"{len(breaches)} below their floor"]) + "\n")
        sys.exit(1 if breaches else 0)
    for name in names:
        sys.stdout.write(f"## {name}\n{load_set(name).tables()}\n\n")
