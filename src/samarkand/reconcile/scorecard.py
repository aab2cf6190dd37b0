"""The published table by which two mentions are one act: feature, weight, reason."""

from collections.abc import Callable
from dataclasses import dataclass

from samarkand.domain.scale import Stage
from samarkand.match.overlap import jaccard
from samarkand.reconcile.told import Told

SAME = 0.66
_FAR_DAYS = 45


@dataclass(frozen=True, slots=True)
class Feature:
    """`measure` gives −1..1, or None where either side is silent; a silent feature counts nothing."""

    name: str
    weight: float
    reason: str
    measure: Callable[[Told, Told], float | None]


def _type(a: Told, b: Told) -> float:
    if a.mention.type == b.mention.type:
        return 1.0
    crossed = {a.mention.type, *a.mention.alt_types} & {b.mention.type, *b.mention.alt_types}
    return 0.6 if crossed else 0.0


def _parties(a: Told, b: Told) -> float | None:
    return jaccard(a.parties, b.parties) if a.parties or b.parties else None


def _when(a: Told, b: Told) -> float | None:
    if not a.when or not b.when:
        return None
    days = a.when.days_apart(b.when)
    return 1.0 if days <= 2 else max(-1.0, 1.0 - days / 15)


def _place(a: Told, b: Told) -> float | None:
    left, right = a.mention.place, b.mention.place
    if not left.country or not right.country:
        return None
    if left.country != right.country:
        return -1.0
    return 1.0 if left.name and left.name == right.name else 0.3


def _names(a: Told, b: Told) -> float | None:
    return (1.0 if a.names & b.names else 0.0) if a.names and b.names else None


def _numbers(a: Told, b: Told) -> float | None:
    return (1.0 if a.numbers & b.numbers else -0.2) if a.numbers and b.numbers else None


def _meaning(a: Told, b: Told) -> float:
    """0 at a cosine of 0.35, 1 at 0.75: below, sentences of one language and field already meet."""
    return max(-1.0, min(1.0, (float(a.vector @ b.vector) - 0.35) / 0.4))


def _called_off(a: Told, b: Told) -> float | None:
    off = {Stage.CANCELLED, Stage.SUSPENDED}
    return None if (a.mention.stage in off) == (b.mention.stage in off) else -0.3


FEATURES: tuple[Feature, ...] = (
    Feature("type", 0.20, "the same kind of act, or each reader's second choice", _type),
    Feature("parties", 0.22, "the same countries and bodies take part", _parties),
    Feature("when", 0.18, "the acts, or the documents where the act has no date, lie days apart", _when),
    Feature("place", 0.12, "the same place; another country speaks against", _place),
    Feature("names", 0.14, "a title or name in quotation marks is shared", _names),
    Feature("numbers", 0.06, "a number that sizes the act is shared", _numbers),
    Feature("meaning", 0.24, "the two passages mean the same to the sentence encoder", _meaning),
    Feature("called off", 0.10, "one says it was called off, the other does not", _called_off),
)


def score(a: Told, b: Told) -> float:
    """Weighted mean of the features that speak, in −1..1; 0 at once where the acts cannot be one."""
    if not a.parties & b.parties or a.mention.type[0] != b.mention.type[0]:
        return 0.0
    if a.when and b.when and a.when.days_apart(b.when) > _FAR_DAYS:
        return 0.0
    spoken = [(f.weight, value) for f in FEATURES if (value := f.measure(a, b)) is not None]
    return sum(w * v for w, v in spoken) / sum(w for w, _ in spoken)


def reasons(a: Told, b: Told) -> dict[str, float]:
    """What each feature said, for people who ask why."""
    return {f.name: round(value, 3) for f in FEATURES if (value := f.measure(a, b)) is not None}
