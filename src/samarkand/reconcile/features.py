"""What speaks for and against two mentions being one act; the weights stand in `scorecard.toml`."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from math import log2
from typing import NamedTuple

from samarkand.domain.scale import Stage
from samarkand.gazetteer.labels import country_codes
from samarkand.reconcile.organisations.features import Named
from samarkand.reconcile.organisations.same import load_scorecard as organisations_scorecard
from samarkand.reconcile.organisations.same import score as organisations_score
from samarkand.reconcile.told import Told
from samarkand.reconcile.umbrellas import are_frames

MEANS_NOTHING, MEANS_THE_SAME = 0.35, 0.75
"""Cosines: below the first, sentences of one language and field already meet."""
MOST_MEANING = 1.25
FAR = 4.0
"""Most that a distance in time can say: sixteen weeks."""
_WEEK, _YEAR = 7, 366
_OFF = frozenset({Stage.CANCELLED, Stage.SUSPENDED})
_FEW_WORDS = 4
VERBATIM = 0.85
"""Share of words from which two passages hardly are anything but the same sentence again."""


class Feature(NamedTuple):
    """`value` is 0 … 4, of most 0 … 1; `first` and `second` show what was found in the two."""

    name: str
    value: float
    first: str = ""
    second: str = ""


def features(a: Told, b: Told) -> list[Feature]:
    """Every feature that holds of the pair; where either side is silent, none does."""
    return [feature for part in PARTS for feature in part(a, b)]


def far(days: int) -> float:
    """0 for the same day, 1 a week, and one more each time it doubles."""
    return min(FAR, log2(1 + days / _WEEK))


def days_apart(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Days between two spans, 0 where they touch; of two that begin on different days and do not, from start to start,
    since one year is not a day from the next."""
    return abs(one[0] - other[0]) if one[1] < other[0] or other[1] < one[0] else 0


def _both(values: frozenset[str]) -> str:
    return ", ".join(sorted(values)[:3])


def _type(a: Told, b: Told) -> Iterator[Feature]:
    one, other = a.mention.type, b.mention.type
    if one == other:
        yield Feature("type_same", 1.0, one)
    elif shared := a.types & b.types:
        yield Feature("type_near", 1.0, _both(shared))
    elif one[0] == other[0]:
        yield Feature("type_differ", 1.0, one, other)
    else:
        yield Feature("field_differ", 1.0, one, other)


def _parties(a: Told, b: Told) -> Iterator[Feature]:
    shared = a.parties & b.parties
    if a.parties == b.parties and len(shared) > 1:
        yield Feature("parties_same", 1.0, _both(shared))
    mine, theirs = a.parties - b.parties, b.parties - a.parties
    if mine & country_codes() and theirs & country_codes():
        yield Feature("parties_clash", 1.0, _both(mine), _both(theirs))
    elif alone := mine | theirs:
        yield Feature("parties_more", len(alone) / len(a.parties | b.parties), _both(alone))


def _when(a: Told, b: Told) -> Iterator[Feature]:
    """Of a frame, which is spoken of for years, only the distance counts that is more than one."""
    if are_frames(a, b):
        if a.told_on and b.told_on and (gap := abs(a.told_on - b.told_on)) > _YEAR:
            yield Feature("frame_apart", min(FAR, gap / _YEAR - 1.0), str(a.document.period), str(b.document.period))
        return
    if a.days and b.days and (a.is_dated or b.is_dated):
        gap = days_apart(a.days, b.days)
        if not gap and _tight(a.days) and _tight(b.days):
            yield Feature("act_same", 1.0, str(a.when))
        elif gap:
            both = a.is_dated and b.is_dated
            yield Feature("act_apart" if both else "act_off", far(gap), str(a.when), str(b.when))
    if a.told_on and b.told_on:
        gap = abs(a.told_on - b.told_on)
        name = telling(a, b) if gap else "told_same"
        yield Feature(name, far(gap) if gap else 1.0, str(a.document.period), str(b.document.period))


def telling(a: Told, b: Told) -> str:
    """What a distance between two documents is called: of what lasts, as agreements and listings do, people speak for years,
    as they do of an edition that has a number; what is announced is told before."""
    earlier, later = (a, b) if (a.told_on or 0) < (b.told_on or 0) else (b, a)
    if earlier.is_promised and not later.is_promised:
        return "told_ahead"
    return "told_later" if (a.lasts and b.lasts) or a.editions & b.editions else "told_apart"


def _tight(days: tuple[int, int]) -> bool:
    return days[1] - days[0] <= _WEEK


def _editions(a: Told, b: Told) -> Iterator[Feature]:
    for name, one, other in (("edition", a.editions, b.editions), ("year", a.years, b.years)):
        if one and other:
            shared = one & other
            said = [", ".join(map(str, sorted(values)[:3])) for values in (shared or one, other)]
            yield Feature(f"{name}_same" if shared else f"{name}_differ", 1.0, *said)


def _where(a: Told, b: Told) -> Iterator[Feature]:
    left, right = a.mention.place.country, b.mention.place.country
    if not left or not right:
        return
    if left != right:
        yield Feature("country_differ", 1.0, left, right)
    elif a.town and b.town:
        same = a.town == b.town
        yield Feature("town_same" if same else "town_differ", 1.0, a.town[1], b.town[1])


def _names(a: Told, b: Told) -> Iterator[Feature]:
    if a.names and b.names:
        shared = a.names & b.names
        name = "name_same" if shared else "name_differ"
        yield Feature(name, 1.0, _both(shared or a.names), _both(b.names))


def _share(one: frozenset[str], other: frozenset[str]) -> float | None:
    least = min(len(one), len(other))
    return len(one & other) / least if least >= _FEW_WORDS else None


def _words(a: Told, b: Told) -> Iterator[Feature]:
    if a.document.lang != b.document.lang:
        yield Feature("languages_differ", 1.0, a.document.lang or "", b.document.lang or "")
        if shared := a.proper & b.proper:
            yield Feature("proper_shared", min(3.0, len(shared)) / 3.0, _both(shared))
        return
    if (likeness := _share(a.words, b.words)) is not None:
        yield Feature("words_shared", likeness, _both(a.words & b.words))
        if likeness >= VERBATIM:
            yield Feature("verbatim", 1.0)
    if (likeness := _share(a.title_words, b.title_words)) is not None:
        yield Feature("title_shared", likeness, a.document.title, b.document.title)


@lru_cache(maxsize=1 << 17)
def _one_institution(one: Named, other: Named) -> bool:
    return organisations_score(one, other) >= organisations_scorecard().same


def _organisations(a: Told, b: Told) -> Iterator[Feature]:
    if not a.institutions or not b.institutions:
        return
    for one in a.institutions:
        for other in b.institutions:
            first, second = sorted((one, other), key=lambda n: n.form.name)
            if first == second or _one_institution(first, second):
                yield Feature("organisation_same", 1.0, one.form.name, other.form.name)
                return
    yield Feature("organisation_differ", 1.0, a.institutions[0].form.name, b.institutions[0].form.name)


def _numbers(a: Told, b: Told) -> Iterator[Feature]:
    """A size two texts share; that two texts size one act differently happens, and speaks little against it."""
    units = a.sizes.keys() & b.sizes.keys()
    if shared := [unit for unit in units if a.sizes[unit] & b.sizes[unit]]:
        yield Feature("size_same", 1.0, _both(frozenset(shared)))
    elif units:
        yield Feature("size_differ", 1.0, _both(frozenset(units)))
    if not shared and (digits := a.numbers & b.numbers):
        yield Feature("number_same", 1.0, _both(digits))


def _initiatives(a: Told, b: Told) -> Iterator[Feature]:
    one, other = frozenset(a.mention.initiative), frozenset(b.mention.initiative)
    if one and other:
        shared = one & other
        name = "initiative_same" if shared else "initiative_differ"
        yield Feature(name, 1.0, _both(shared or one), _both(other))


def meaning(cosine: float) -> float:
    return max(-1.0, min(MOST_MEANING, (cosine - MEANS_NOTHING) / (MEANS_THE_SAME - MEANS_NOTHING)))


def _meaning(a: Told, b: Told) -> Iterator[Feature]:
    yield Feature("meaning", meaning(float(a.vector @ b.vector)))


def _stages(a: Told, b: Told) -> Iterator[Feature]:
    one, other = a.mention.stage, b.mention.stage
    if (one in _OFF) != (other in _OFF):
        yield Feature("called_off", 1.0, one.value, other.value)


def _news(a: Told, b: Told) -> Iterator[Feature]:
    if a.news == b.news:
        yield Feature("news_same", 1.0, a.news)


PARTS: tuple[Callable[[Told, Told], Iterator[Feature]], ...] = (
    _type, _parties, _when, _editions, _where, _names, _numbers, _initiatives, _meaning, _stages, _news, _words,
    _organisations,
)  # fmt: skip
"""What costs most comes last."""
LATE: tuple[frozenset[str], ...] = (
    frozenset({"words_shared", "verbatim", "title_shared", "languages_differ", "proper_shared"}),
    frozenset({"organisation_same"}),
)
"""What the last parts can still add."""
