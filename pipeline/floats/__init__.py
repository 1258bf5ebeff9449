"""Captions, tables and figures."""
