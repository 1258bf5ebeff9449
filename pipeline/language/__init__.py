"""The language of every part, its words and its sentences."""
