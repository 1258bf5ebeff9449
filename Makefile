# Every target sets up what it needs in .venv; Python 3.11 to 3.13 and make are enough to begin with.
#
#   make run IN=folder OUT=folder     PDFs to records (IN may hold spaces; also JOBS=2, ARGS="--force")
#   make test                         the whole test suite

IN ?= samples/pdf
OUT ?= out
JOBS ?= 0
ARGS ?=
WORKERS ?= 2
FUZZ_COUNT ?= 200
FUZZ_SECONDS ?= 300
CHAOS_COUNT ?= 20
CHAOS_FILES ?= 1000
export IN OUT

SUPPORTED := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
PYTHON ?= $(shell for python in python3 python python3.13 python3.12 python3.11; do \
	$$python -c '$(SUPPORTED)' >/dev/null 2>&1 && echo $$python && break; done)

VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help install run test lint type schema samples regress repin golden docs accuracy bench fuzz chaos audit clean

help:  ## show the targets
	@sed -n 's/^\([a-z]*\):.*  ## /  make \1\t/p' Makefile | expand -t 16

install: $(INSTALLED)  ## set up .venv, again only when pyproject.toml changes

$(INSTALLED): pyproject.toml
	@test -n "$(PYTHON)" || { echo "naskah needs Python 3.11, 3.12 or 3.13: make PYTHON=/path/to/python3.12"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -qq --disable-pip-version-check --use-pep517 --editable '.[dev]'
	@touch $@

run: $(INSTALLED)  ## PDFs below IN to records in OUT
	@$(BIN)/python -m pipeline run "$$IN" --out "$$OUT" --jobs $(JOBS) $(ARGS)

test: $(INSTALLED)  ## the test suite
	$(BIN)/python -m pytest -n $(WORKERS) -q

lint: $(INSTALLED)  ## style and likely mistakes
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

type: $(INSTALLED)  ## types, strict
	$(BIN)/mypy

schema: $(INSTALLED)  ## write schemas/article.schema.json anew
	$(BIN)/python -m schemas.json_schema

samples: $(INSTALLED)  ## typeset samples/pdf anew and write its truth (needs the typesetters, see samples/README.md)
	$(BIN)/python -m samples.generate

regress: $(INSTALLED)  ## score every sample against its truth and the floors
	$(BIN)/python samples/regress.py

repin: $(INSTALLED)  ## raise the floors to the scores of now; ARGS=--allow-regression also lowers them
	$(BIN)/python samples/regress.py --repin $(ARGS)

golden: $(INSTALLED)  ## rewrite the snapshots in tests/golden and the excerpt in the README; look at the diff
	$(BIN)/python -m pytest -q -p no:cacheprovider tests/test_golden.py tests/test_docs.py --regen -k "record and not flag"

docs: $(INSTALLED)  ## write the pages in docs that come from the code, and the site in build/site
	$(BIN)/python -m docs.generate
	$(BIN)/python -m pip install -qq --disable-pip-version-check --use-pep517 --editable '.[docs]'
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet

accuracy: $(INSTALLED)  ## measure the single stages on labelled data
	$(BIN)/python -m accuracy $(ARGS)

bench: $(INSTALLED)  ## time and memory a page
	$(BIN)/python -m benchmarks $(ARGS)

fuzz: $(INSTALLED)  ## damage the samples FUZZ_COUNT times, at most FUZZ_SECONDS, and read them
	$(BIN)/python tests/fuzz.py --count $(FUZZ_COUNT) --seconds $(FUZZ_SECONDS)

chaos: $(INSTALLED)  ## kill runs and workers CHAOS_COUNT times, read CHAOS_FILES files with 20 bad ones among them
	CHAOS_COUNT=$(CHAOS_COUNT) CHAOS_FILES=$(CHAOS_FILES) $(BIN)/python -m pytest -q -rP --timeout 3000 \
		--show-capture=stdout tests/test_batch.py tests/test_dask.py tests/test_remote.py -k 'killed or twenty_bad'

audit: $(INSTALLED)  ## known weaknesses of the installed packages; asks the package index
	$(BIN)/python -m pip install -qq --disable-pip-version-check pip-audit
	$(BIN)/python -m pip_audit --skip-editable --progress-spinner off

clean:  ## remove everything that the targets made
	rm -rf $(VENV) out build dist site .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
