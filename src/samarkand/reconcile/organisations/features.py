"""What two names have in common and what tells them apart: one number a feature, and the words that show it."""

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from samarkand.reconcile.organisations.form import Form, Unit, normal_form
from samarkand.reconcile.organisations.known import known_as, label
from samarkand.reconcile.organisations.sounds import letter_likeness
from samarkand.reconcile.organisations.units import SAME, match
from samarkand.reconcile.organisations.words import implied, nearness

READ_ALIKE = 0.85
CLEARLY = 0.75
HALFWAY = 0.5


class Named(NamedTuple):
    """A name with its country, taken apart once; `known` holds the listed institutions that bear it."""

    form: Form
    known: frozenset[str]


class Feature(NamedTuple):
    """`value` is 0 … 2; `first` and `second` show what was found in the two names."""

    name: str
    value: float
    first: str = ""
    second: str = ""


@lru_cache(maxsize=1 << 17)
def named(name: str, country: str = "") -> Named:
    form = normal_form(name, country)
    return Named(form, known_as(form))


def features(a: Named, b: Named) -> list[Feature]:
    """Every feature that holds of the pair. Where all letters are the same, accents lost on one side hide nothing."""
    one, other = a.form, b.form
    if one.plain == other.plain:
        one = other = min(one, other, key=lambda form: form.name)
    spoken = _spoken(one, other) if one.readings or other.readings else {}
    return [
        *_known(a, b),
        *_words(one, other, frozenset(spoken.values())),
        *_units(one, other, spoken.keys()),
        *_rest(a.form, b.form),
    ]


def _spoken(a: Form, b: Form) -> dict[Unit, str]:
    """Names in one that are only how a word of the other is read, and that word's key: Huaqiao, 华侨."""
    found = {}
    for us, other in ((a, b), (b, a)):
        for unit in us.names:
            for latin, key in other.readings:
                if len(latin) > 3 and key not in us.meanings and letter_likeness(unit.latin, latin) >= READ_ALIKE:
                    found[unit] = key
    return found


def _known(a: Named, b: Named) -> Iterator[Feature]:
    if a.known and b.known:
        both = a.known & b.known
        if both:
            yield Feature("known_same", 1.0, _listed(both))
        else:
            yield Feature("known_apart", 1.0, _listed(a.known), _listed(b.known))


def _listed(ids: frozenset[str]) -> str:
    return ", ".join(sorted(map(label, ids)))


def _said(keys: Iterable[str]) -> str:
    return ", ".join(sorted(keys)).replace("_", " ") or "nothing"


def _missing(mine: frozenset[str], other: Form) -> dict[str, float]:
    """Keys the other name does not have, each with how far it is from the nearest it has: 1 for nothing near."""
    extra = mine - other.meanings
    if not extra:
        return {}
    near, implies = nearness(), implied()
    out = {}
    for key in extra:
        best = max((near.get((key, theirs), 0.0) for theirs in other.meanings), default=0.0)
        if any(key in implies.get(theirs, ()) for theirs in other.meanings):
            best = max(best, 0.9)
        out[key] = 1.0 - best
    return out


def _words(a: Form, b: Form, spoken: frozenset[str]) -> Iterator[Feature]:
    yield from _kinds(a, b)
    for sort, mine, theirs in (("field", a.fields, b.fields), ("point", a.points, b.points)):
        if shared := mine & theirs:
            yield Feature(f"{sort}_same", min(2.0, len(shared)), _said(shared))
        if mine != theirs:
            lone = _missing(mine - spoken, b) | _missing(theirs - spoken, a)
            if (value := sum(lone.values())) > 0.15:
                yield Feature(
                    f"{sort}_differ", min(2.0, value), _said(lone.keys() - {k for k, v in lone.items() if v < 0.2})
                )
    yield from _ranks(a, b, spoken)
    if a.numbers or b.numbers:
        if a.numbers == b.numbers:
            yield Feature("number_same", 1.0, ", ".join(map(str, sorted(a.numbers))))
        else:
            shown = (", ".join(map(str, sorted(f.numbers))) or "none" for f in (a, b))
            yield Feature("number_differ", 1.0, *shown)


def _kinds(a: Form, b: Form) -> Iterator[Feature]:
    if not a.kinds or not b.kinds:
        if a.kinds or b.kinds:
            yield Feature("kind_missing", 1.0)
        return
    if a.kinds == b.kinds:
        yield Feature("kind_same", 1.0, _said(a.kinds))
        return
    left, right = _missing(a.kinds, b), _missing(b.kinds, a)
    worst = max([*left.values(), *right.values()], default=0.0)
    if worst <= 1.0 - CLEARLY:
        yield Feature("kind_same", 0.8, _said(a.kinds | b.kinds))
    elif worst <= 1.0 - HALFWAY:
        yield Feature("kind_near", 1.0, _said(a.kinds), _said(b.kinds))
    else:
        far = sum(v for v in (*left.values(), *right.values()) if v > 1.0 - HALFWAY)
        yield Feature("kind_differ", min(2.0, far), _said(a.kinds), _said(b.kinds))


def _ranks(a: Form, b: Form, spoken: frozenset[str]) -> Iterator[Feature]:
    if shared := a.ranks & b.ranks:
        yield Feature("rank_same", min(2.0, len(shared)), _said(shared))
    if a.ranks == b.ranks:
        return
    left = {k: v for k, v in _missing(a.ranks - spoken, b).items() if v > 1.0 - HALFWAY}
    right = {k: v for k, v in _missing(b.ranks - spoken, a).items() if v > 1.0 - HALFWAY}
    if left and right:
        yield Feature("rank_clash", 1.0, _said(left.keys()), _said(right.keys()))
    elif left or right:
        yield Feature("rank_differ", min(2.0, sum((left | right).values())), _said(left.keys() | right.keys()))


def _show(units: list[Unit]) -> str:
    return ", ".join(unit.written for unit in units)


def _units(a: Form, b: Form, spoken: Collection[Unit]) -> Iterator[Feature]:
    """Places with places, names with names; what is left on one side may be a place the gazetteer does not know."""
    if not (a.places or b.places or a.names or b.names):
        return
    places, left_a, left_b = _places(a, b)
    places += [Feature("name_same", READ_ALIKE, unit.written, "how the other is read") for unit in spoken]
    open_a = [*(unit for unit in a.names if unit not in spoken), *left_a]
    open_b = [*(unit for unit in b.names if unit not in spoken), *left_b]
    found = match(open_a, open_b)
    for i, j, value in found.pairs:
        one, other = open_a[i], open_b[j]
        sure = "place_same" if one.spot or other.spot else "name_same"
        places.append(Feature(sure if value >= SAME else "name_near", value, one.written, other.written))
    yield from places
    yield from _lone([open_a[i] for i in found.left_a], [open_b[j] for j in found.left_b], a, b)


def _places(a: Form, b: Form) -> tuple[list[Feature], list[Unit], list[Unit]]:
    """Features of places that agree, and the places still open; a country is met by any place in it."""
    spots_a = {unit.spot for unit in a.places}
    spots_b = {unit.spot for unit in b.places}
    shared = spots_a & spots_b
    out = []
    if shared:
        town = any(spot and spot.name for spot in shared)
        shown = [unit for unit in a.places if unit.spot in shared]
        out.append(Feature("place_same", 1.0 if town else 0.7, _show(shown)))
    codes_a, codes_b = a.countries, b.countries
    open_a = [u for u in a.places if u.spot not in shared and u.spot and (u.spot.name or u.spot.code not in codes_b)]
    open_b = [u for u in b.places if u.spot not in shared and u.spot and (u.spot.name or u.spot.code not in codes_a)]
    return out, open_a, open_b


def _lone(lone_a: list[Unit], lone_b: list[Unit], a: Form, b: Form) -> Iterator[Feature]:
    places_a, places_b = [u for u in lone_a if u.spot], [u for u in lone_b if u.spot]
    names_a, names_b = [u for u in lone_a if not u.spot], [u for u in lone_b if not u.spot]
    if places_a and places_b:
        yield Feature("place_apart", 1.0, _show(places_a), _show(places_b))
    elif places_a or places_b:
        other = b if places_a else a
        strange = other.countries and any(u.spot and u.spot.code not in other.countries for u in places_a or places_b)
        yield Feature("place_lone", 2.0 if strange else 1.0, _show(places_a or places_b))
    if names_a and names_b:
        yield Feature("name_apart", 1.0, _show(names_a), _show(names_b))
        return
    dedicated = [u for u in (*names_a, *names_b) if u.is_dedication]
    if dedicated:
        yield Feature("dedication_lone", 1.0, _show(dedicated))
    if lone := [u for u in (*names_a, *names_b) if not u.is_dedication]:
        yield Feature("name_lone", min(2.0, len(lone)), _show(lone))


def _rest(a: Form, b: Form) -> Iterator[Feature]:
    if a.plain == b.plain or a.bag == b.bag:
        yield Feature("letters_same", 1.0, a.key)
    elif a.characters and b.characters:
        only_a, only_b = a.characters - b.characters, b.characters - a.characters
        if only_a and only_b:
            yield Feature("characters_differ", 1.0, " ".join(sorted(only_a)), " ".join(sorted(only_b)))
    if short := (a.acronyms & (b.initials | b.acronyms)) | (b.acronyms & a.initials):
        yield Feature("acronym", 1.0, ", ".join(sorted(short)).upper())
    if a.country and b.country:
        name = "country_same" if a.country == b.country else "country_differ"
        yield Feature(name, 1.0, a.country, b.country)
