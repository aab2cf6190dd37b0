"""How many promises were kept, as far as can be told while some are open."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from samarkand.domain.commitment import Commitment, State
from samarkand.domain.measurement import Measurement
from samarkand.domain.scale import Grade, Layer
from samarkand.measure.cohort import NO_TABLE, Cohort
from samarkand.measure.detection import Detection, detection
from samarkand.measure.estimate import Estimate, share
from samarkand.measure.fates import CANCELLED, DELIVERED, OPEN, Fate, endings
from samarkand.measure.sheet import Sheet
from samarkand.measure.time_to import LEAST_SPELLS, Fitted, as_spells
from samarkand.stats.log_rank import LEAST_EVENTS, fewest_events, log_rank

LEAST_COMMITMENTS = 10
GRACE = timedelta(days=30)
HORIZONS = (12, 24, 36)
MAIN_HORIZON = 24
Kept = Sequence[Commitment]


def bounds(sheet: Sheet) -> Iterator[Measurement]:
    """The share delivered if none of the open is, and if all are; each with Wilson's limits."""
    cohort = sheet.view.cohort
    if not cohort.everything:
        yield sheet.gap("low", NO_TABLE)
        return
    for group, kept in cohort.groups(cohort.settled).items():
        done = [c for c in kept if _is_done(cohort, c, {Grade.V1, Grade.V2, Grade.V3})]
        may = [c for c in kept if c.state is not State.CANCELLED]
        yield _share(sheet, _cell("low", group), kept, done, "share")
        yield _share(sheet, _cell("high", group), kept, may, "share")
        if sheet.view.layer is Layer.CLAIMED and not group:
            strict = [c for c in kept if _is_done(cohort, c, {Grade.V2, Grade.V3})]
            yield _share(sheet, "low:V2", kept, strict, "share")
            yield _share(sheet, "low:V0", kept, [c for c in kept if _is_done(cohort, c, None)], "share")


def mature(sheet: Sheet) -> Iterator[Measurement]:
    """Delivered among those that were due, a month of grace included, when last searched."""
    cohort = sheet.view.cohort
    if not cohort.everything:
        yield sheet.gap("", NO_TABLE)
        return
    yield _count(sheet, "lag", cohort.lag, "90th percentile of days until first heard of", cohort.commitments, "days")
    due = [c for c in cohort.settled if cohort.until and c.due and c.due.last + GRACE <= cohort.until]
    for group, kept in cohort.groups(due).items():
        done = [c for c in kept if _is_done(cohort, c, None)]
        yield _count(sheet, _cell("due", group), len(kept), "counted", kept)
        yield _count(sheet, _cell("done", group), len(done), "counted", done)
        yield _share(sheet, group, kept, done, "share")


def within(sheet: Sheet) -> Iterator[Measurement]:
    """The share delivered within so many months, cancelled ones being out of the running and open ones still in it."""
    cohort = sheet.view.cohort
    if not cohort.everything:
        yield sheet.gap(f"{MAIN_HORIZON}m", NO_TABLE)
        return
    whole, everyone = cohort.fit(DELIVERED), cohort.watched
    for months in HORIZONS:
        yield _at(sheet, f"{months}m", everyone, whole, months)
        yield _at(sheet, f"cancelled:{months}m", everyone, cohort.fit(CANCELLED), months, CANCELLED)
    yield _at(sheet, f"heard:{MAIN_HORIZON}m", cohort.heard, cohort.hopeful_fit, MAIN_HORIZON)
    yield _detected(sheet, everyone, whole, detection(sheet.view))
    for group, fates in cohort.watched_groups.items():
        if group:
            yield _at(sheet, _cell(f"{MAIN_HORIZON}m", group), fates, cohort.fit(DELIVERED, group), MAIN_HORIZON)


def median(sheet: Sheet) -> Iterator[Measurement]:
    """Months until half were delivered."""
    cohort = sheet.view.cohort
    if not cohort.everything:
        yield sheet.gap("", NO_TABLE)
        return
    for group, fates in cohort.watched_groups.items():
        yield _median(sheet, group, fates, cohort.fit(DELIVERED, group))


def pace(sheet: Sheet) -> Iterator[Measurement]:
    """Do fields, and types, deliver at the same pace? Only where each has at least ten deliveries."""
    cohort = sheet.view.cohort
    if not cohort.everything:
        yield sheet.gap("field", NO_TABLE)
        return
    for kind in ("field", "type"):
        yield _pace(sheet, kind, cohort.watched)


def _cell(name: str, group: str) -> str:
    return f"{name}:{group}" if group else name


def _is_done(cohort: Cohort, commitment: Commitment, grades: set[Grade] | None) -> bool:
    """Delivered on this layer, by word of one of the grades; None where any will do."""
    cause, told = endings(commitment, cohort.steps.get(commitment.id, ()), cohort.layer)
    return cause == DELIVERED and (grades is None or any(s.grade in grades for s in told))


def _records(kept: Kept) -> tuple[str, ...]:
    return tuple(c.id for c in kept)


def _count(sheet: Sheet, cell: str, number: int, method: str, kept: Kept, unit: str = "commitments") -> Measurement:
    return sheet.value(cell, Estimate(float(number), None, None, method), len(kept), _records(kept), unit)


def _share(sheet: Sheet, cell: str, kept: Kept, hits: Kept, unit: str) -> Measurement:
    if len(kept) < LEAST_COMMITMENTS:
        told = f"{len(hits)} of {len(kept)}; fewer than {LEAST_COMMITMENTS} commitments make no percentage"
        return sheet.gap(cell, told, len(kept), unit)
    found = {c.id for c in hits}
    return sheet.value(cell, share([c.id in found for c in kept]), len(kept), _records(kept), unit)


def _why_not(made: Fitted | None, months: float = 0.0) -> str:
    if made is None:
        return f"fewer than {LEAST_SPELLS} commitments were followed from before they ended"
    if made.curve.emptied is not None:
        return (
            f"all that were followed at {made.curve.emptied:.0f} months had ended, though others came into view later"
        )
    if not made.curve.knows(months):
        return f"none was followed for {months:.0f} months"
    return ""


def _estimate(made: Fitted, months: float, factor: float = 1.0) -> Estimate:
    value, low, high = made.curve.times_factor(factor).at(months)
    if "too few" in made.method:
        return Estimate(value, None, None, made.method)
    return Estimate(value, low, high, made.method)


def _at(
    sheet: Sheet, cell: str, fates: Sequence[Fate], made: Fitted | None, months: int, cause: int = DELIVERED
) -> Measurement:
    why = _why_not(made, months)
    if made is None or why:
        return sheet.gap(cell, why, len(fates))
    by = [f.commitment for f in fates if f.cause in (cause, OPEN)]
    return sheet.value(cell, _estimate(made, months), len(fates), _records(by))


def _detected(sheet: Sheet, fates: Sequence[Fate], made: Fitted | None, found: Detection) -> Measurement:
    """The share within the main horizon if deliveries that nobody we read tells of were as many as in the registers."""
    cell = f"detected:{MAIN_HORIZON}m"
    why = found.reason or _why_not(made, MAIN_HORIZON)
    if made is None or why or not found.share:
        return sheet.gap(cell, why, len(fates))
    estimate = _estimate(made, MAIN_HORIZON, 1 / found.share)
    return sheet.value(cell, estimate, len(fates), _records([f.commitment for f in fates]))


def _median(sheet: Sheet, group: str, fates: Sequence[Fate], made: Fitted | None) -> Measurement:
    why = _why_not(made)
    if made is None or why:
        return sheet.gap(group, why, len(fates))
    when, earliest, latest = made.curve.reaches(0.5)
    if when is None:
        most = float(made.curve.estimate[-1]) if len(made.curve.times) else 0.0
        return sheet.gap(group, f"not reached: {most:.0%} delivered in {made.curve.until:.0f} months", len(fates))
    is_open = earliest is None or latest is None
    low, high = (None, None) if is_open or "too few" in made.method else (earliest, latest)
    method = f"{made.method}; the later end was not reached" if is_open else made.method
    return sheet.value(group, Estimate(when, low, high, method), len(fates), _records([f.commitment for f in fates]))


def _pace(sheet: Sheet, kind: str, fates: Sequence[Fate]) -> Measurement:
    names = [f.commitment.field if kind == "field" else f.commitment.type for f in fates]
    if len(set(names)) < 2:
        return sheet.gap(kind, f"fewer than two {kind}s were followed", len(fates))
    observed = as_spells(fates)
    tested = log_rank(observed, names, DELIVERED)
    if tested is None:
        fewest = fewest_events(observed, names, DELIVERED)
        return sheet.gap(kind, f"a {kind} has only {fewest} deliveries, fewer than {LEAST_EVENTS}: no test", len(fates))
    method = f"log-rank, chi-squared {tested.chi2:.2f} with {tested.freedom} degrees of freedom"
    return sheet.value(
        kind, Estimate(tested.p, None, None, method), len(fates), _records([f.commitment for f in fates])
    )
