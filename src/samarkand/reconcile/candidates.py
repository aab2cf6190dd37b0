"""The pairs worth scoring: of each block those whose cheap features leave it open that they are one act.

What can be told of many pairs at once bounds their score from above; a pair is passed over only where that bound is below
the score at which pairs are different. A block so full that a mention would meet more than `MOST_BACK` others within its
days is compared with the nearest in time only, and how many pairs that leaves out is told.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samarkand.gazetteer.labels import country_codes
from samarkand.reconcile.blocks import Block
from samarkand.reconcile.features import FAR, MEANS_NOTHING, MEANS_THE_SAME, MOST_MEANING
from samarkand.reconcile.scorecard import Scorecard
from samarkand.reconcile.told import Told
from samarkand.reconcile.umbrellas import are_frames

MOST_BACK = 4_000
_ROWS = 512
_WEEK = 7
_NO_DAY = -1
_ROOM = 0.002
"""More than what a cosine can lose in half the precision."""
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Columns:
    """What is compared at once, a value a mention; numbers stand for types, fields, countries, towns and documents."""

    vectors: NDArray[np.float16]
    type: Ints
    field: Ints
    types: NDArray[np.uint64]
    country: Ints
    town: Ints
    first: Ints
    last: Ints
    told_on: Ints
    dated: NDArray[np.bool_]
    frame: NDArray[np.bool_]
    lang: Ints
    document: Ints
    rare: NDArray[np.uint64]
    names: NDArray[np.uint64]
    editions: NDArray[np.uint64]
    years: NDArray[np.uint64]
    countries: NDArray[np.uint64]
    """Shape (mentions, 4): a bit a country."""


class _Numbers(dict[object, int]):
    """A number for each new thing; -1 for nothing."""

    def of(self, thing: object) -> int:
        return self.setdefault(thing, len(self)) if thing else -1


def _mask(things: Iterable[int]) -> int:
    out = 0
    for thing in things:
        out |= 1 << (thing % 64)
    return out


def _vectors(told: Sequence[Told]) -> NDArray[np.float16]:
    """In half the precision: enough for a bound that is given a little room."""
    out = np.empty((len(told), len(told[0].vector) if told else 1), np.float16)
    for row, t in zip(out, told, strict=True):
        row[:] = t.vector
    return out


def columns(told: Sequence[Told]) -> Columns:
    numbers: dict[str, _Numbers] = {
        name: _Numbers()
        for name in ("type", "field", "country", "town", "lang", "document", "rare", "name", "edition", "year")
    }

    def column(name: str, values: Iterable[object]) -> Ints:
        return np.fromiter((numbers[name].of(v) for v in values), np.int64, len(told))

    def masks(name: str, values: Iterable[Iterable[object]]) -> NDArray[np.uint64]:
        of = numbers[name].of
        return np.fromiter((_mask(map(of, v)) for v in values), np.uint64, len(told))

    def days(values: Iterable[int | None]) -> Ints:
        return np.fromiter((_NO_DAY if v is None else v for v in values), np.int64, len(told))

    return Columns(
        vectors=_vectors(told),
        type=column("type", (t.mention.type for t in told)),
        field=column("field", (t.mention.type[0] for t in told)),
        types=masks("type", (t.types for t in told)),
        country=column("country", (t.mention.place.country for t in told)),
        town=column("town", (t.town for t in told)),
        first=days(t.days[0] if t.days else None for t in told),
        last=days(t.days[1] if t.days else None for t in told),
        told_on=days(t.told_on for t in told),
        dated=np.fromiter((t.is_dated for t in told), np.bool_, len(told)),
        frame=np.fromiter((are_frames(t, t) for t in told), np.bool_, len(told)),
        lang=column("lang", (t.document.lang for t in told)),
        document=column("document", (t.mention.document_id for t in told)),
        names=masks("name", (t.names for t in told)),
        editions=masks("edition", (map(str, t.editions) for t in told)),
        years=masks("year", (map(str, t.years) for t in told)),
        countries=_countries(told),
        rare=masks("rare", (_rare(t) for t in told)),
    )


def _countries(told: Sequence[Told]) -> NDArray[np.uint64]:
    """Codes beyond 256 share bits, which only hides that two differ."""
    numbers, known = _Numbers(), country_codes()
    out = np.zeros((len(told), 4), np.uint64)
    for row, t in zip(out, told, strict=True):
        for code in t.parties & known:
            word, bit = divmod(numbers.of(code) % 256, 64)
            row[word] |= np.uint64(1 << bit)
    return out


def _rare(told: Told) -> Iterator[object]:
    """Things of which one in common may add to the score beyond what is told at once."""
    yield from told.names
    yield from told.numbers
    yield from (("size", unit, value) for unit, values in told.sizes.items() for value in values)
    yield from told.mention.initiative
    yield from (("edition", edition) for edition in told.editions)
    yield from (("year", year) for year in told.years)
    yield ("news", told.news)


_RARE_FEATURES = ("name_same", "size_same", "number_same", "initiative_same", "edition_same", "year_same", "news_same")


def _optimum(card: Scorecard, names: Iterable[str]) -> float:
    return sum(max(0.0, card.weights[name]) for name in names)


class Bound:
    """The highest logit that each pair of some rows can have, for all that its columns tell."""

    def __init__(self, columns: Columns, card: Scorecard) -> None:
        self.columns, self.card = columns, card
        same_language = _optimum(card, ("words_shared", "verbatim", "title_shared"))
        across = _optimum(card, ("languages_differ", "proper_shared"))
        self._always = card.start + _optimum(card, ("parties_same", "organisation_same"))
        self._language = (across, same_language)
        self._rare = _optimum(card, _RARE_FEATURES)

    @property
    def most_meaning(self) -> float:
        return self.card.weights["meaning"] * MOST_MEANING

    def meaning(self, cosine: NDArray[np.float32]) -> NDArray[np.float64]:
        steps = (cosine.astype(np.float64) - MEANS_NOTHING) / (MEANS_THE_SAME - MEANS_NOTHING)
        return self.card.weights["meaning"] * np.clip(steps, -1.0, MOST_MEANING)

    def without_meaning(self, a: Ints, b: Ints) -> NDArray[np.float64]:
        c, w = self.columns, self.card.weights
        same_type = c.type[a] == c.type[b]
        near = (c.types[a] & c.types[b]) != 0
        kind = np.where(c.field[a] == c.field[b], w["type_differ"], w["field_differ"])
        logit = self._always + np.where(same_type, w["type_same"], np.where(near, w["type_near"], kind))
        logit += np.where(c.lang[a] == c.lang[b], self._language[1], self._language[0])
        logit += np.where((c.rare[a] & c.rare[b]) != 0, self._rare, 0.0)
        for held, name in ((c.names, "name_differ"), (c.editions, "edition_differ"), (c.years, "year_differ")):
            logit += np.where((held[a] != 0) & (held[b] != 0) & ((held[a] & held[b]) == 0), w[name], 0.0)
        one, other = c.countries[a], c.countries[b]
        clash = (one & ~other).any(axis=1) & (other & ~one).any(axis=1)
        logit += np.where(clash, w["parties_clash"] - max(0.0, w["parties_same"]), 0.0)
        return logit + self._where(a, b) + self._when(a, b)

    def _where(self, a: Ints, b: Ints) -> NDArray[np.float64]:
        c, w = self.columns, self.card.weights
        country = (c.country[a] >= 0) & (c.country[b] >= 0)
        town = country & (c.town[a] >= 0) & (c.town[b] >= 0)
        towns = np.where(c.town[a] == c.town[b], w["town_same"], w["town_differ"])
        same = np.where(town, towns, 0.0)
        return np.where(country, np.where(c.country[a] == c.country[b], same, w["country_differ"]), 0.0)

    def _when(self, a: Ints, b: Ints) -> NDArray[np.float64]:
        c, w = self.columns, self.card.weights
        dated = (c.first[a] >= 0) & (c.first[b] >= 0)
        disjoint = (c.last[a] < c.first[b]) | (c.last[b] < c.first[a])
        gap = np.where(disjoint, np.abs(c.first[a] - c.first[b]), 0)
        weight = np.where(c.dated[a] & c.dated[b], w["act_apart"], np.where(c.dated[a] | c.dated[b], w["act_off"], 0.0))
        acts = np.where(gap > 0, weight * _far(gap), max(0.0, w["act_same"]))
        both = (c.told_on[a] >= 0) & (c.told_on[b] >= 0)
        between = np.abs(c.told_on[a] - c.told_on[b])
        least = max(w["told_apart"], w["told_later"], w["told_ahead"])
        telling = np.where(between > 0, least * _far(between), max(0.0, w["told_same"]))
        said = np.where(dated, acts, 0.0) + np.where(both, telling, 0.0)
        return np.where(c.frame[a] & c.frame[b], 0.0, said)


def _far(days: Ints) -> NDArray[np.float64]:
    return np.minimum(FAR, np.log2(1 + days / _WEEK))


@dataclass(frozen=True)
class Candidates:
    """Positions of the pairs worth scoring, the lesser first, in order, each once; and for each block key the pairs that
    nobody compared."""

    pairs: Ints
    left_out: dict[tuple[str, ...], int]


def candidates(
    blocks: Iterable[Block], columns: Columns, card: Scorecard, fresh: NDArray[np.bool_], most_back: int = MOST_BACK
) -> Candidates:
    """Of every block the pairs with at least one `fresh` mention whose bound does not call them different."""
    bound, size = Bound(columns, card), len(columns.type)
    least = float(np.log(card.different / (1.0 - card.different)))
    found: list[Ints] = [np.empty(0, np.int64)]
    waiting, left_out = 0, dict[tuple[str, ...], int]()
    for block in blocks:
        members = np.asarray(block.members, np.int64)
        if not fresh[members].any():
            continue
        days = np.asarray(block.days, np.int64)
        start = np.searchsorted(days, days - block.within)
        back = np.arange(len(members)) - start
        if (over := int(np.maximum(0, back - most_back).sum())) > 0:
            left_out[block.key] = over
            start = np.maximum(start, np.arange(len(members)) - most_back)
        for rows, cols in _near(members, start):
            found.append(_kept(members[rows], members[cols], columns, bound, least, fresh, size))
            waiting += len(found[-1])
            if waiting > 2_000_000:
                found, waiting = [np.unique(np.concatenate(found))], 0
    codes = np.unique(np.concatenate(found))
    return Candidates(np.stack(np.divmod(codes, size), axis=1) if size else np.empty((0, 2), np.int64), left_out)


def _near(members: Ints, start: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Positions within a block of each member and every one before it that is not too far back, some rows at a time."""
    at = 0
    while at < len(members):
        end = min(len(members), at + _ROWS)
        counts = np.arange(at, end) - start[at:end]
        rows = np.repeat(np.arange(at, end), counts)
        offsets = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
        if len(rows):
            yield rows, start[rows] + offsets
        at = end


def _kept(a: Ints, b: Ints, c: Columns, bound: Bound, least: float, fresh: NDArray[np.bool_], size: int) -> Ints:
    apart = (c.document[a] != c.document[b]) & (fresh[a] | fresh[b])
    a, b = a[apart], b[apart]
    plain = bound.without_meaning(a, b)
    open_ = plain + bound.most_meaning >= least
    a, b, plain = a[open_], b[open_], plain[open_]
    cosine = np.einsum("ij,ij->i", c.vectors[a], c.vectors[b], dtype=np.float32) + _ROOM
    open_ = plain + bound.meaning(cosine) >= least
    a, b = a[open_], b[open_]
    return np.minimum(a, b) * size + np.maximum(a, b)
