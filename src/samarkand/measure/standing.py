"""Where commitments stand: how far they came, how old the open ones are, and how many promises can be tested."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from statistics import median

from samarkand.domain.commitment import Commitment, State
from samarkand.domain.measurement import Measurement
from samarkand.domain.scale import Layer, Stage
from samarkand.measure.cohort import NO_TABLE, Cohort, made
from samarkand.measure.estimate import LEAST_CELL, Estimate, share
from samarkand.measure.fates import DELIVERED, endings, is_outcome
from samarkand.measure.sheet import Sheet
from samarkand.measure.time_to import DAYS_A_MONTH
from samarkand.stats.median import median_interval

LADDER = (Stage.ANNOUNCED, Stage.AGREED, Stage.FUNDED, Stage.UNDER_WAY, Stage.DELIVERED, Stage.EVALUATED)
AGES = ((0, 6), (6, 18), (18, 36), (36, None))
OLD = 18
NOT_KEPT = "claims that sound like a promise and cannot be tested were not kept"
_STANDING = (State.OPEN, State.PARTLY, State.SUSPENDED)


def funnel(sheet: Sheet) -> Iterator[Measurement]:
    """How many reached each stage or one beyond it, how they stand, and how many no time can be told of."""
    cohort = sheet.view.cohort
    if not cohort.everything:
        yield sheet.gap("reached:announced", NO_TABLE)
        return
    for group, inside in cohort.groups(cohort.commitments).items():
        tail = f":{group}" if group else ""
        for stage, there in _reached(cohort, inside).items():
            yield _count(sheet, f"reached:{stage}{tail}", there, inside)
    inside = cohort.commitments
    for state in State:
        yield _count(sheet, f"state:{state}", [c for c in inside if c.state is state], inside)
    for name, there in _apart(cohort).items():
        yield _count(sheet, name, there, inside)


def open_age(sheet: Sheet) -> Iterator[Measurement]:
    """Months since open commitments of any year were promised, when last searched for."""
    cohort = sheet.view.cohort
    if not cohort.everything:
        yield sheet.gap("", NO_TABLE)
        return
    standing = [c for c in cohort.everything if c.state in _STANDING and _is_before(c, sheet.view.focus.last_year)]
    for group, inside in cohort.groups(standing).items():
        ages = {c.id: age for c in inside if (age := age_of(c, cohort.until)) is not None}
        yield _median_age(sheet, group, inside, ages)
        if not group:
            for low, high in AGES:
                there = [c for c in inside if c.id in ages and low <= ages[c.id] < (high or float("inf"))]
                yield _count(sheet, f"age:{low}-{high or ''}", there, inside)
            old = [c for c in inside if ages.get(c.id, 0) >= OLD]
            yield _count(sheet, f"older:{OLD}", old, inside)
            yield _count(sheet, "stalled", [c for c in inside if c.stalled], inside)
            yield _count(sheet, "undated", [c for c in inside if c.id not in ages], inside)


def testable_share(sheet: Sheet) -> Iterator[Measurement]:
    """Promises that can be tested, among all that sounds like one."""
    cohort, focus = sheet.view.cohort, sheet.view.focus
    kept = sheet.view.record.evaluations
    vague = [e for e in kept or () if focus.covers(e.parties) and e.said_on and e.said_on.year in focus.years]
    found = cohort.commitments
    if kept is None:
        yield sheet.gap("", NO_TABLE if not cohort.everything else NOT_KEPT)
    elif len(found) + len(vague) < LEAST_CELL:
        yield sheet.gap("", f"fewer than {LEAST_CELL} promises or promise-like claims", len(found) + len(vague))
    else:
        hits = [True] * len(found) + [False] * len(vague)
        records = (*(c.id for c in found), *sorted(f"{e.document_id}:{e.quote.start}" for e in vague))
        yield sheet.value("", share(hits), len(hits), records)


def age_of(commitment: Commitment, until: date | None) -> float | None:
    """Months since it was promised; None where either day is not known."""
    day = made(commitment)
    return max(0, (until - day).days) / DAYS_A_MONTH if until and day else None


def highest(cohort: Cohort, commitment: Commitment) -> Stage:
    """The furthest stage of the ladder that it reached on this layer; a commitment was at least announced.

    What was delivered in part, or delivered and put on hold again, is under way.
    """
    steps = cohort.steps.get(commitment.id, ())
    cause, told = endings(commitment, steps, cohort.layer)
    passed = [s.stage for s in steps if s.stage in LADDER[:4] and _counts(s.grade.is_evidenced, cohort, s.stage)]
    if cause == DELIVERED:
        passed += [s.stage for s in told] or [Stage.DELIVERED]
    elif any(is_outcome(s, cohort.layer) for s in steps):
        passed.append(Stage.UNDER_WAY)
    return max(passed, key=LADDER.index, default=Stage.ANNOUNCED)


def _counts(is_evidenced: bool, cohort: Cohort, stage: Stage) -> bool:
    """Being announced or agreed is an act of words, which a party can do; practice must be evidenced on that layer."""
    return is_evidenced or cohort.layer is Layer.CLAIMED or not stage.is_practice


def _reached(cohort: Cohort, inside: Sequence[Commitment]) -> Mapping[str, list[Commitment]]:
    rank = {c.id: LADDER.index(highest(cohort, c)) for c in inside}
    return {stage.value: [c for c in inside if rank[c.id] >= place] for place, stage in enumerate(LADDER)}


def _apart(cohort: Cohort) -> Mapping[str, list[Commitment]]:
    """Those that stand outside the rates, or outside the times, each with why."""
    timed = {f.commitment.id: f for f in cohort.fates}
    lately = {c.id for c in cohort.recent}
    there = [c for c in cohort.commitments if c.id not in lately]
    return {
        "apart:recent": list(cohort.recent),
        "apart:not-searched": [c for c in there if not c.search.was_made],
        "apart:undated": [c for c in there if c.search.was_made and c.id not in timed],
        "apart:born-ended": [c for c in there if c.id in timed and timed[c.id].was_born_ended],
        "apart:not-watched": [
            c for c in there if c.id in timed and not timed[c.id].is_watched and not timed[c.id].was_born_ended
        ],
        "timed": [f.commitment for f in cohort.watched],
        "stalled": [c for c in cohort.commitments if c.stalled],
        "late": [c for c in cohort.commitments if c.late],
    }


def _is_before(commitment: Commitment, year: int) -> bool:
    day = made(commitment)
    return day is None or day.year <= year


def _count(sheet: Sheet, cell: str, there: Sequence[Commitment], of: Sequence[Commitment]) -> Measurement:
    estimate = Estimate(float(len(there)), None, None, "counted among the promises we read of; without an interval")
    return sheet.value(cell, estimate, len(of), tuple(c.id for c in there), "commitments")


def _median_age(sheet: Sheet, group: str, inside: Sequence[Commitment], ages: Mapping[str, float]) -> Measurement:
    if len(ages) < LEAST_CELL:
        return sheet.gap(group, f"fewer than {LEAST_CELL} open commitments of known day", len(ages))
    found = sorted(ages.values())
    interval = median_interval(found)
    low, high = interval or (None, None)
    method = "median; order statistics" if interval else "median; too few for an interval"
    return sheet.value(group, Estimate(median(found), low, high, method), len(ages), sorted(ages))
