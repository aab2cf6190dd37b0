"""Which function computes which formula: the whole list."""

from collections.abc import Callable, Iterator, Mapping

from samarkand.domain.measurement import Measurement
from samarkand.measure import counts, diversity, inscriptions, rates, rules, shares, students, synergy_initiatives
from samarkand.measure.sheet import Sheet

Formula = Callable[[Sheet], Iterator[Measurement]]

FORMULAS: Mapping[str, Formula] = {
    "count": counts.exchanges,
    "fractional_count": counts.fractional,
    "monthly_rate": rates.monthly,
    "hill_partners": diversity.of_partners,
    "hill_organisations": diversity.of_organisations,
    "hill_types": diversity.of_types,
    "top_partners": diversity.top_partners,
    "joint_share": shares.joint,
    "practice_share": shares.practice,
    "called_off": shares.called_off,
    "corroboration": shares.corroborated,
    "claim_evidence_gap": shares.gap,
    "both_sides": shares.both_sides,
    "inscriptions": inscriptions.inscriptions,
    "rule_openness": rules.openness,
    "initiative_overlap": synergy_initiatives.overlap,
    "relabelled": synergy_initiatives.relabelled,
    "student_flows": students.flows,
}
