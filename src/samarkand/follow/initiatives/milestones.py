"""Deeds to milestones: what several documents say of one act on one day is one, with its grade."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from samarkand.codebook.initiatives import Initiative
from samarkand.domain.period import Period
from samarkand.domain.scale import Grade
from samarkand.domain.source import Source, SourceKind
from samarkand.domain.uptake import Act, Dated, Deed, InitiativeMilestone

MOST_QUOTES = 5


def milestones(
    deeds: Iterable[Deed],
    published: Mapping[str, Period | None],
    source_of: Mapping[str, Source],
    known: Mapping[str, Initiative],
    named: Set[str],
) -> list[InitiativeMilestone]:
    """By initiative, date, act and actor. `published` and `source_of` go by document; for those of `named` the codebook's
    launch opens the chain."""
    together: dict[tuple[str, Act, str, Period | None], list[Deed]] = defaultdict(list)
    for deed in deeds:
        together[deed.initiative, deed.act, deed.actor, deed.period].append(deed)
    quoted = together.keys()
    out = [m for m in _launches(known, named) if (m.initiative, m.act, m.actor, m.period) not in quoted]
    for (initiative, act, actor, period), told in together.items():
        told.sort(key=lambda d: (str(published.get(d.quote.document_id) or "9"), d.quote.document_id, d.quote.start))
        documents = tuple(dict.fromkeys(d.quote.document_id for d in told))
        dates = [p for d in documents if (p := published.get(d))]
        parties = {actor, *known[initiative].owners}
        out.append(
            InitiativeMilestone(
                initiative=initiative,
                act=act,
                actor=actor,
                period=period,
                known=min(dates, default=None, key=lambda p: (p.first, p.last)),
                dated=told[0].dated,
                grade=_grade([source_of[d] for d in documents if d in source_of], parties),
                quotes=tuple(d.quote for d in told)[:MOST_QUOTES],
                documents=documents,
            )
        )
    return sorted(out, key=lambda m: (m.initiative, str(m.period or m.known or ""), m.act, m.actor, str(m.dated)))


def _launches(known: Mapping[str, Initiative], named: Set[str]) -> Iterator[InitiativeMilestone]:
    for id_ in sorted(named):
        initiative = known[id_]
        if initiative.launched:
            for owner in initiative.owners or ("",):
                yield InitiativeMilestone(
                    id_, Act.LAUNCHED, owner, initiative.launched, None, Dated.CODEBOOK, Grade.V1, (), ()
                )


def _grade(sources: Sequence[Source], parties: Set[str]) -> Grade:
    """By role: a source nobody has described, or that a party or an owner controls, is not independent."""
    independent = {
        s.lineage_id
        for s in sources
        if s.controlled_by is not None and s.kind is not SourceKind.DESK and not parties & set(s.controlled_by)
    }
    if len(independent) >= 2:
        return Grade.V3
    return Grade.V2 if independent else Grade.V0
