"""How usual are the typesetter's hyphens in this document? An estimate from the hyphens themselves.

Two hypotheses are weighed against each other: the document is set without hyphenation (all line-end hyphens but
a rare slip are the author's), or with it, some unknown share of them being soft. Both are kept, each with its
probability, so that one odd hyphen does not turn a whole document.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

SLIP = 0.004
"""Share of soft hyphens in a document set without hyphenation: typed ones left from an older line break."""

HARD_PER_LINE = 0.010
"""Line ends that carry an author's hyphen, per line of text: 0.009 in narrow columns, 0.005 in wide ones."""

STRENGTH = 3.0
"""Weight, in hyphens, of the expectation from the number of lines against what the hyphens themselves say."""

EXPECTED_SOFT = 0.85
"""Share of soft hyphens where the number of lines is not known and the document hyphenates at all."""

ROUNDS = 12


class Regime(NamedTuple):
    """``with_hyphenation`` is the probability of that hypothesis, ``soft_share`` the share of soft hyphens in it."""

    with_hyphenation: float
    soft_share: float


def estimate(weights: Sequence[float], lines: int) -> Regime:
    """Return the regime under which evidence ``weights`` (log odds of soft) of line-end hyphens is likeliest.

    ``lines`` is the number of lines that they come from, 0 where it is not known.
    """
    if not weights:
        return Regime(0.5, EXPECTED_SOFT)
    expected = _expected_share(len(weights), lines)
    share = expected
    for _ in range(ROUNDS):
        soft = sum(_sigmoid(_logit(share) + weight) for weight in weights)
        share = (soft + STRENGTH * expected) / (len(weights) + STRENGTH)
    gain = sum(_log_likelihood(share, weight) - _log_likelihood(SLIP, weight) for weight in weights)
    return Regime(_sigmoid(gain + _logit(_prior(len(weights), lines))), share)


def posterior(regime: Regime, weight: float) -> float:
    """Return the probability that a hyphen with evidence ``weight`` is soft."""
    on = _sigmoid(_logit(regime.soft_share) + weight)
    off = _sigmoid(_logit(SLIP) + weight)
    return regime.with_hyphenation * on + (1 - regime.with_hyphenation) * off


def _expected_share(hyphens: int, lines: int) -> float:
    if lines == 0:
        return EXPECTED_SOFT
    return min(max(1 - HARD_PER_LINE * lines / hyphens, 0.3), 0.9)


def _prior(hyphens: int, lines: int) -> float:
    """Many more hyphens than authors write speak for hyphenation: 2 % of lines is the even point."""
    if lines == 0:
        return 0.5
    return _sigmoid(2.0 * math.log(max(hyphens, 0.5) / (2 * HARD_PER_LINE * lines)))


def _log_likelihood(share: float, weight: float) -> float:
    return math.log(share * math.exp(weight) + 1 - share)


def _logit(p: float) -> float:
    return math.log(p / (1 - p))


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x > -500 else 0.0
