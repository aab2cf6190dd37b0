"""What is known of a lineage: where it publishes, in which languages, of which kinds its sources are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from samarkand.domain.source import Source, SourceKind

_GENERALISTS = frozenset({SourceKind.NEWSPAPER, SourceKind.BROADCASTER, SourceKind.AGENCY})


@dataclass(frozen=True, slots=True)
class Outlet:
    markets: frozenset[str]
    languages: frozenset[str]
    kinds: frozenset[SourceKind]

    @property
    def is_generalist(self) -> bool:
        """Writes for everybody, of everything."""
        return bool(self.kinds & _GENERALISTS)


NOBODY = Outlet(frozenset(), frozenset(), frozenset())


def outlets(sources: Iterable[Source]) -> Mapping[str, Outlet]:
    """By lineage; all its sources together."""
    of: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        of[source.lineage_id].append(source)
    return {
        name: Outlet(
            frozenset(s.country for s in found if s.country),
            frozenset(lang for s in found for lang in s.languages),
            frozenset(s.kind for s in found if s.kind is not SourceKind.UNKNOWN),
        )
        for name, found in of.items()
    }
