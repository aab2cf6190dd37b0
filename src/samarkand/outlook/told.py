"""When each exchange was first told by somebody whose word counts for the evidenced layer."""

from collections.abc import Iterable, Mapping

from samarkand.domain.document import Imprint
from samarkand.domain.exchange import Exchange
from samarkand.domain.mention import Mention


def first_told(
    exchanges: Iterable[Exchange], mentions: Iterable[Mention], documents: Iterable[Imprint]
) -> Mapping[str, str]:
    """Exchange to the day (`YYYY-MM-DD`) its first independent document was out; those without such a day are left out."""
    evidenced = [x for x in exchanges if x.independent]
    wanted = {m for x in evidenced for m in x.mentions}
    document_of = {m.id: m.document_id for m in mentions if m.id in wanted}
    cited = set(document_of.values())
    imprints = {d.id: d for d in documents if d.id in cited}
    out: dict[str, str] = {}
    for x in evidenced:
        told = (imprints.get(document_of.get(m, "")) for m in x.mentions)
        days = [d.period.last.isoformat() for d in told if d and d.period and d.lineage_id in x.independent]
        if days:
            out[x.id] = min(days)
    return out
