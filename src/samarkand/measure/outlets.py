"""What is known of a lineage: where it publishes, in which languages, of which kinds its sources are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from samarkand.domain.source import Source, SourceKind

_GENERALISTS = frozenset({SourceKind.NEWSPAPER, SourceKind.BROADCASTER, SourceKind.AGENCY})


@dataclass(frozen=True, slots=True)
class Outlet:
    """`controlled_by` is None where nobody looked, as in a source."""

    markets: frozenset[str]
    languages: frozenset[str]
    kinds: frozenset[SourceKind]
    controlled_by: frozenset[str] | None = None

    @property
    def is_generalist(self) -> bool:
        """Writes for everybody, of everything."""
        return bool(self.kinds & _GENERALISTS)

    def could_tell(self, languages: frozenset[str], parties: frozenset[str]) -> bool:
        """Writes for everybody in one of the languages, and nobody who takes part controls it."""
        apart = self.controlled_by is not None and not self.controlled_by & parties
        return apart and self.is_generalist and bool(self.languages & languages)


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
            _controllers(found),
        )
        for name, found in of.items()
    }


def _controllers(sources: Iterable[Source]) -> frozenset[str] | None:
    """None where nobody looked at one of them."""
    out: set[str] = set()
    for source in sources:
        if source.controlled_by is None:
            return None
        out.update(source.controlled_by)
    return frozenset(out)
