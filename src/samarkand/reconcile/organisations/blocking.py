"""Which names are worth comparing: names that share a key."""

from samarkand.reconcile.organisations.features import Named
from samarkand.reconcile.organisations.form import Form
from samarkand.reconcile.organisations.words import nearness

_SOUNDS = 3
_COARSE = str.maketrans({"H": None, "W": None, "C": "S", "J": "S", "F": "P", "M": "N"})


def keys(named: Named) -> frozenset[str]:
    """Every name of one institution should share one of these with every other.

    A listed institution is a key by itself; so are a place, and the first consonants of a proper name; a name that
    has neither goes by its kinds, with those languages use for them, and its country where it is told. The key of a
    country alone is added to the kind, since a country has thousands of institutions.
    """
    form = named.form
    found = {f"known {id_}" for id_ in named.known}
    found |= {f"place {unit.spot.code} {unit.spot.name}" for unit in form.places if unit.spot and unit.spot.name}
    found |= {f"sound {sound}" for unit in (*form.names, *form.places) if (sound := _coarse(unit.sound))}
    found |= {f"name {unit.key}" for unit in form.names if unit.key}
    found |= {f"point {point}" for point in form.points}
    found |= {f"short {short}" for short in form.acronyms | form.initials}
    return frozenset(found | _by_kind(form))


def _coarse(sound: str) -> str:
    """The first consonants that all scripts keep."""
    return sound.translate(_COARSE)[:_SOUNDS]


def _by_kind(form: Form) -> set[str]:
    """Nothing for a name that a town or a proper name tells apart, unless it speaks of a country as well."""
    if any(unit.spot and unit.spot.name for unit in form.places) or (form.names and not form.codes):
        return set()
    codes = form.codes or ({form.country} if form.country else {""})
    near = {other for kind in form.kinds for (one, other), value in nearness().items() if one == kind and value >= 0.5}
    return {f"kind {kind} {code}" for kind in form.kinds | near or {"none"} for code in codes}
