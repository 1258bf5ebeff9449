"""The characters of the text: glyphs, hyphens, joins and addresses."""
