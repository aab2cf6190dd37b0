"""Whether an exchange was there before it bore a name: earlier ones of its series that did without."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from samarkand.codebook.initiatives import Initiative
from samarkand.domain.exchange import Exchange
from samarkand.domain.period import Period
from samarkand.domain.uptake import Carried
from samarkand.text.folding import fold

_ALIKE = 0.5
_LEAST_PARTIES = 0.5
_NEEDED = 2
_NUMBERS = re.compile(r"\d+|第[一二三四五六七八九十百]+")
_WORDS = re.compile(r"[\u2e80-\u9fff]|[^\W\d_]+")


def carried(exchanges: Sequence[Exchange], known: Mapping[str, Initiative], since: Period | None) -> list[Carried]:
    """A row an exchange and initiative whose name it carries, ordered. `since` is when the first document was published,
    before which no exchange can have been read of."""
    by_type: dict[tuple[str, str], list[Exchange]] = defaultdict(list)
    for x in exchanges:
        for party in x.named_parties:
            by_type[x.type, party].append(x)
    return sorted(
        _rows(exchanges, known, since, by_type), key=lambda c: (c.initiative, str(c.period or ""), c.exchange_id)
    )


def _rows(
    exchanges: Sequence[Exchange],
    known: Mapping[str, Initiative],
    since: Period | None,
    by_type: Mapping[tuple[str, str], Sequence[Exchange]],
) -> Iterator[Carried]:
    for x in exchanges:
        ids = [i for i in x.initiative if i in known]
        for id_ in ids:
            launched = known[id_].launched
            tellable = launched is not None and since is not None and since.first < launched.first
            near = {e.id: e for party in x.named_parties for e in by_type[x.type, party]} if launched else {}
            earlier = [(e, why) for e in near.values() if launched and (why := _earlier(e, x, id_, launched))]
            earlier.sort(key=lambda pair: (str(pair[0].period), pair[0].id))
            yield Carried(
                initiative=id_,
                exchange_id=x.id,
                period=x.period,
                is_practice=x.stage.is_practice,
                grade=x.grade,
                before_launch=bool(launched and x.period and x.period.last < launched.first),
                earlier=tuple(e.id for e, _ in earlier),
                reasons=tuple(dict.fromkeys(reason for _, why in earlier for reason in why)),
                tellable=tellable,
                beside=tuple(other for other in ids if other != id_ and not related(other, id_, known)),
            )


def _earlier(earlier: Exchange, later: Exchange, id_: str, launched: Period) -> tuple[str, ...]:
    """Why the earlier exchange is one of the later's series, without the name and from before the launch; or nothing."""
    if earlier.id == later.id or id_ in earlier.initiative or earlier.period is None:
        return ()
    if earlier.period.last >= launched.first or later.period is None or later.period.first < launched.first:
        return ()
    return same_series(earlier, later)


def same_series(a: Exchange, b: Exchange) -> tuple[str, ...]:
    """The reasons, where two of three speak for it between much the same parties: organisations, place, wording."""
    parties = a.named_parties | b.named_parties
    if a.type != b.type or not parties or len(a.named_parties & b.named_parties) / len(parties) < _LEAST_PARTIES:
        return ()
    shared = sorted({fold(o) for o in a.organisations} & {fold(o) for o in b.organisations})
    reasons = [f"both name {shared[0]}"] if shared else []
    if a.place.name and a.place.country == b.place.country and fold(a.place.name) == fold(b.place.name or ""):
        reasons.append(f"both in {b.place.name}")
    if _alike(a.title, b.title) >= _ALIKE:
        reasons.append("told in the same words but for numbers")
    return tuple(reasons) if len(reasons) >= _NEEDED else ()


def _alike(a: str, b: str) -> float:
    one, other = (set(_WORDS.findall(_NUMBERS.sub("", fold(text)))) for text in (a, b))
    return len(one & other) / len(one | other) if one | other else 0.0


def related(a: str, b: str, known: Mapping[str, Initiative]) -> bool:
    """One is a part of the other."""
    return a in _wholes(b, known) or b in _wholes(a, known)


def _wholes(id_: str, known: Mapping[str, Initiative]) -> Iterable[str]:
    at = known[id_].parent if id_ in known else None
    while at is not None:
        yield at
        at = known[at].parent if at in known else None
