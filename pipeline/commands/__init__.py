"""The commands of ``naskah``, one module each; see ``pipeline.cli``."""
