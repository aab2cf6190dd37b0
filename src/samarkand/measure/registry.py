"""Which function computes which formula: the whole list."""

from collections.abc import Callable, Iterator, Mapping

from samarkand.domain.measurement import Measurement
from samarkand.measure import counts, diversity, follow_through, inscriptions, rates, rules, shares, standing, students
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
    "student_flows": students.flows,
    "delivery_bounds": follow_through.bounds,
    "mature_rate": follow_through.mature,
    "delivered_within": follow_through.within,
    "median_time": follow_through.median,
    "delivery_pace": follow_through.pace,
    "stage_funnel": standing.funnel,
    "open_age": standing.open_age,
    "testable_share": standing.testable_share,
}
