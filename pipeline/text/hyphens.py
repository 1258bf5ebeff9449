"""Hyphens at line ends: did the typesetter put them there, or the author? Pure functions on strings.

Method. Each line-end hyphen is put into one evidence class (``hyphen_evidence``), whose weight is the log odds
of "soft" (typesetter's) against "hard" (author's) that the class alone brings. How usual soft hyphens are in
this document, or in each of its languages, is not known beforehand: the share is estimated from the classes
themselves (``hyphen_regime``). A hyphen is dropped when weight and share together make soft likelier.

A document set without hyphenation (Word's default) has hard hyphens only, one set with it about seven soft ones
for each hard one, and pasted text lies between: the one estimate covers all three.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pipeline.text.hyphen_evidence import Evidence, LineHyphen, weigh
from pipeline.text.hyphen_regime import Regime, count_hard, estimate, posterior
from pipeline.text.hyphen_vocabulary import Vocabulary

MIN_GROUP = 8
"""Line-end hyphens that a language needs for an estimate of its own; with fewer it shares the document's."""


DROP_ABOVE = 0.7
"""Probability of a soft hyphen above which it is dropped: not half, since a hyphen left standing can be taken out
by any reader and one that is gone cannot be put back. 0.5 to 0.75 measure alike over all hyphens; 0.7 loses a third
fewer of the author's than 0.5."""


class Decision(NamedTuple):
    """What becomes of a line-end hyphen. ``confidence`` is the probability that the decision is right."""

    keep: bool
    spaced: bool
    rule: str
    confidence: float


def decide_hyphens(
    hyphens: Sequence[LineHyphen], vocabulary: Vocabulary, line_counts: Mapping[str, int]
) -> tuple[Decision, ...]:
    """Decide every line-end hyphen of a document at once; parallel to ``hyphens``.

    ``line_counts`` holds the lines of running text per language: hard hyphens end about one line in a
    hundred, so that many more than that are a sign of hyphenation.
    """
    evidence = [weigh(hyphen, vocabulary) for hyphen in hyphens]
    regimes = _estimate_regimes(hyphens, evidence, line_counts)
    return tuple(
        _decide(found, posterior(regimes[hyphen.lang], found.weight))
        for hyphen, found in zip(hyphens, evidence, strict=True)
    )


def _estimate_regimes(
    hyphens: Sequence[LineHyphen], evidence: Sequence[Evidence], line_counts: Mapping[str, int]
) -> Mapping[str, Regime]:
    """Return the regime of each language that occurs; hyphens decided by shape say nothing about it."""
    weights: defaultdict[str, list[float]] = defaultdict(list)
    for hyphen, found in zip(hyphens, evidence, strict=True):
        if not found.shape:
            weights[hyphen.lang].append(found.weight)
    whole = estimate([w for own in weights.values() for w in own], count_hard(line_counts))
    return {
        lang: estimate(weights[lang], count_hard({lang: line_counts.get(lang, 0)}))
        if len(weights[lang]) >= MIN_GROUP
        else whole
        for lang in {hyphen.lang: None for hyphen in hyphens}
    }


def _decide(evidence: Evidence, soft: float) -> Decision:
    if evidence.shape:
        return Decision(True, evidence.spaced, evidence.rule, evidence.certainty)
    if soft > DROP_ABOVE:
        return Decision(False, False, evidence.rule, round(soft, 3))
    return Decision(True, evidence.spaced, evidence.rule, round(1 - soft, 3))
