"""Which function computes which formula: the whole list."""

from collections.abc import Callable, Iterator, Mapping

from samarkand.domain.measurement import Measurement
from samarkand.measure import (
    counts,
    diversity,
    follow_through,
    inscriptions,
    rates,
    rules,
    shares,
    standing,
    students,
    synergy_initiatives,
)
from samarkand.measure.findings import attention, heritage, platforms, products, reach, rhythm
from samarkand.measure.network import balance, concentration, continuity, structure
from samarkand.measure.official import entry, listed, points
from samarkand.measure.pattern import lead, mechanisms, novelty, participation, technology
from samarkand.measure.sheet import Sheet
from samarkand.measure.synergy import contrast

Formula = Callable[[Sheet], Iterator[Measurement]]

FORMULAS: Mapping[str, Formula] = {
    "count": counts.exchanges,
    "fractional_count": counts.fractional,
    "occurrences": counts.occurrences,
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
    "delivery_bounds": follow_through.bounds,
    "mature_rate": follow_through.mature,
    "delivered_within": follow_through.within,
    "median_time": follow_through.median,
    "delivery_pace": follow_through.pace,
    "stage_funnel": standing.funnel,
    "open_age": standing.open_age,
    "testable_share": standing.testable_share,
    "live_instruments": mechanisms.live,
    "mechanism_linked": mechanisms.linked,
    "lead_test": lead.lead,
    "novelty": novelty.novel,
    "novelty_survival": novelty.survival,
    "hill_formats": diversity.of_formats,
    "technology_share": technology.tech,
    "led_by_others": participation.led_by_others,
    "of_people": participation.of_people,
    "products": products.released,
    "kinds_an_exchange": platforms.kinds_an_exchange,
    "dispersion": rhythm.dispersion,
    "beyond_niche": reach.beyond_niche,
    "third_markets": reach.third_markets,
    "attention": attention.half_life,
    "heritage_cooperation": heritage.cooperation,
    "membership_contrast": contrast.membership,
    "reciprocity": balance.of_pairs,
    "lasting_ties": continuity.lasting,
    "new_ties": continuity.new,
    "top_partners_by_chance": concentration.top_partners_by_chance,
    "web_of_countries": structure.of_countries,
    "web_of_organisations": structure.of_organisations,
    "treaties": listed.treaties,
    "twin_towns": listed.towns,
    "song_contest": points.points,
    "entry_openness": entry.openness,
    "listed_sites": inscriptions.listed,
}
