"""Articles whose text was extracted before, without pages and boxes."""
