"""Style and scripts of the site, copied into it as they are."""
