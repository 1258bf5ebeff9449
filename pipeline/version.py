"""The version, named once; ``pyproject.toml`` reads it from here."""

NAME = "naskah"
VERSION = "0.1.0"
