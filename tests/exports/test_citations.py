"""BibTeX, RIS and CSL-JSON, each read by a library that others wrote."""

from __future__ import annotations

import json

import pytest

from pipeline.exports import (
    references_to_bibtex,
    references_to_csl_json,
    references_to_ris,
    to_bibtex,
    to_csl_json,
    to_ris,
)
from tests.exports.records import HOSTILE, bare, hostile

UNKNOWN_TO_READER = ((r"\textbraceleft{}", r"\{"), (r"\textbraceright{}", r"\}"))
