"""Python's cyclic garbage collector, kept out while a document is in the making."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collection() -> Iterator[None]:
    """Keep the collector out while a hundred thousand small objects are made, none of which is part of a cycle.

    It would look at all of them time and again: a twentieth of the way to a record, a tenth of an engine's time. It
    runs again afterwards if it ran before; objects that nothing refers to are freed all the same.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
