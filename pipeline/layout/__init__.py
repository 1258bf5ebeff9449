"""Geometry of a page: words, rows, columns, notes, headings and paragraphs."""
