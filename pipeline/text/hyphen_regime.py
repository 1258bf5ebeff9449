"""How usual are the typesetter's hyphens in this document? An estimate from the hyphens themselves.

Two hypotheses are weighed against each other: the document is set without hyphenation (all line-end hyphens but
a rare slip are the author's), or with it, some unknown share of them being soft. Both are kept, each with its
probability, so that one odd hyphen does not turn a whole document.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

SLIP = 0.001
"""Share of soft hyphens in a document set without hyphenation: typed ones, left from an older line break."""

HARD_PER_LINE = {"id": 0.010, "en": 0.022, "de": 0.020}
"""Line ends that carry an author's hyphen, per line of text, measured on articles re-laid at several widths.

English ones vary from 0.003 to 0.05 with a mean of 0.016; it is set above, where documents without hyphenation, which
are the rule, come out best on the tuning half and on stretches of 500 words from articles.
"""

HARD_PER_LINE_ELSEWHERE = 0.010

STRENGTH = 6.0
"""Weight, in hyphens, of the expectation from the number of lines against what the hyphens themselves say; 3 to 10
measure alike."""

EXPECTED_SOFT = 0.85
"""Share of soft hyphens where the number of lines is not known and the document hyphenates at all."""

PRIOR_SLOPE = 3.0
"""Log odds for hyphenation per factor of e in the number of hyphens; 2 to 4 measure alike."""

ROUNDS = 12
"""Of the estimate; it moves by less than 0.001 after eight."""


class Regime(NamedTuple):
    """``with_hyphenation`` is the probability of that hypothesis, ``soft_share`` the share of soft hyphens in it."""

    with_hyphenation: float
    soft_share: float


def count_hard(lines: Mapping[str, int]) -> float:
    """Return how many author's hyphens to expect at the ends of so many lines in each language."""
    return sum(count * HARD_PER_LINE.get(lang, HARD_PER_LINE_ELSEWHERE) for lang, count in lines.items())


def estimate(weights: Sequence[float], hard: float) -> Regime:
    """Return the regime under which evidence ``weights`` (log odds of soft) of line-end hyphens is likeliest.

    ``hard`` is the number of author's hyphens to expect, 0 where the number of lines is not known.
    """
    if not weights:
        return Regime(0.5, EXPECTED_SOFT)
    expected = _expected_share(len(weights), hard)
    share = expected
    counts = Counter(weights)  # a dozen classes of evidence
    for _ in range(ROUNDS):
        odds = _logit(share)
        soft = sum([count * _sigmoid(odds + weight) for weight, count in counts.items()])
        share = (soft + STRENGTH * expected) / (len(weights) + STRENGTH)
    gain = sum(_log_likelihood(share, weight) - _log_likelihood(SLIP, weight) for weight in weights)
    return Regime(_sigmoid(gain + _prior_log_odds(len(weights), hard)), share)


def posterior(regime: Regime, weight: float) -> float:
    """Return the probability that a hyphen with evidence ``weight`` is soft."""
    on = _sigmoid(_logit(regime.soft_share) + weight)
    off = _sigmoid(_logit(SLIP) + weight)
    return regime.with_hyphenation * on + (1 - regime.with_hyphenation) * off


def _expected_share(hyphens: int, hard: float) -> float:
    return min(max(1 - hard / hyphens, 0.3), 0.9) if hard else EXPECTED_SOFT


def _prior_log_odds(hyphens: int, hard: float) -> float:
    """Many more hyphens than authors write speak for hyphenation: twice as many is the even point."""
    return PRIOR_SLOPE * math.log(hyphens / (2 * hard)) if hard else 0.0


def _log_likelihood(share: float, weight: float) -> float:
    return math.log(share * math.exp(weight) + 1 - share)


def _logit(p: float) -> float:
    return math.log(p / (1 - p))


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x > -500 else 0.0
