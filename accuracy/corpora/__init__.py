"""Readers of the texts that the sets are measured on."""
