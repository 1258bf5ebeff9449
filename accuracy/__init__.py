"""Accuracy sets with their generators: each module has ``measure()``, shares by name, and ``tables()``."""
