"""Reference lists, their fields, and what the text and the notes cite."""
