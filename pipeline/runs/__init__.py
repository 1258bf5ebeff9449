"""A folder of files: workers, their limits, what is written and what is remembered."""
