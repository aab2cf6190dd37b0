"""Institutions known under several names: the project's own list, and the gazetteer's."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from samarkand.gazetteer.build import table as gazetteer_table
from samarkand.gazetteer.landmarks import is_landmark
from samarkand.reconcile.organisations.form import Form, normal_form
from samarkand.reconcile.organisations.writing import table

_ALONE = "!"


@dataclass(frozen=True, slots=True)
class Known:
    """One form of a known institution. `is_alone`: it means this one even where nothing tells the country."""

    id: str
    code: str
    form: Form
    is_alone: bool


def known_as(form: Form) -> frozenset[str]:
    """Ids of the institutions that bear the name: its words in order, else in any order, else without its place."""
    index = _index()
    for key in (("key", form.key), ("bag", form.bag)):
        found = frozenset(known.id for known in index.get(key, ()) if _fits(known, form))
        if found:
            return found
    if form.places and form.bare:
        return frozenset(k.id for k in index.get(("bag", form.bare), ()) if not k.form.places and _lies_in(k, form))
    return frozenset()


def label(id_: str) -> str:
    """The first of the institution's names."""
    return _labels()[id_]


@cache
def _labels() -> Mapping[str, str]:
    labels: dict[str, str] = {}
    for known in _all():
        labels.setdefault(known.id, known.form.name)
    return labels


def _fits(known: Known, form: Form) -> bool:
    """A name of common words only says nothing without the country."""
    if not known.form.is_common or known.is_alone:
        return not form.country or form.country == known.code or not known.form.is_common
    return form.country == known.code


def _lies_in(known: Known, form: Form) -> bool:
    """True where each place the name adds is the institution's country, or a town where it is known to be."""
    homes = _homes().get(known.id, frozenset())
    spots = [unit.spot for unit in form.places if unit.spot]
    return all(spot.code == known.code and (not spot.name or spot.name in homes) for spot in spots)


@cache
def _homes() -> Mapping[str, frozenset[str]]:
    """Towns that the forms of an institution name."""
    homes: dict[str, set[str]] = defaultdict(set)
    for known in _all():
        homes[known.id] |= {unit.spot.name for unit in known.form.places if unit.spot and unit.spot.name}
    return {id_: frozenset(names) for id_, names in homes.items()}


@cache
def _index() -> Mapping[tuple[str, str], tuple[Known, ...]]:
    rows: dict[tuple[str, str], list[Known]] = defaultdict(list)
    for known in _all():
        rows["key", known.form.key].append(known)
        rows["bag", known.form.bag].append(known)
    return {key: tuple(dict.fromkeys(values)) for key, values in rows.items()}


@cache
def _all() -> tuple[Known, ...]:
    own = list(_own())
    taken = {(known.code, known.form.bag): known.id for known in own}
    return (*own, *_of_gazetteer(taken))


def _own() -> Iterator[Known]:
    for code, rows in table("known.toml").items():
        if code == "mixed":
            continue
        for key, forms in rows.items():
            for written in forms:
                alone = written.startswith(_ALONE)
                yield Known(f"{code}:{key}", code, normal_form(written.removeprefix(_ALONE), code), alone)


def _of_gazetteer(taken: Mapping[tuple[str, str], str]) -> Iterator[Known]:
    """Further names; those of an institution listed here go to it, unless they would name another one too."""
    mixed = set(table("known.toml")["mixed"])
    for code, rows in gazetteer_table("institutions.toml").items():
        for name, more in rows.items():
            if name in mixed or is_landmark(name):
                continue
            forms = [normal_form(written, code) for written in (name, *more)]
            ids = {taken[code, form.bag] for form in forms if (code, form.bag) in taken}
            if len(ids) > 1:
                continue
            id_ = ids.pop() if ids else f"{code}:{name}"
            yield from (Known(id_, code, form, False) for form in forms if (code, form.bag) not in taken)
