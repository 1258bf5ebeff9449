"""How long a page takes, what stands in the way, and what it costs in memory; ``python -m benchmarks --help``."""
