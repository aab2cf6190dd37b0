"""Who says so: independence by role, never by nationality."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from samarkand.domain.scale import Grade, Stage
from samarkand.domain.source import Source, SourceKind
from samarkand.reconcile.told import Told

_HAPPENED = frozenset(Stage) - {Stage.MOOTED, Stage.ANNOUNCED}


@dataclass(frozen=True, slots=True)
class Witness:
    """One story: who carries its text, whether none of them is a party to the act, and whether an artefact shows it."""

    story: str
    lineages: frozenset[str]
    controllers: frozenset[str]
    is_independent: bool
    says_it_happened: bool
    has_artefact: bool = False


@dataclass(frozen=True)
class Carriers:
    """Which sources carry each story. A source nobody described is never taken for independent.

    `shown` are the ids of the documents that an artefact is attached to.
    """

    by_story: Mapping[str, Sequence[str]]
    sources: Mapping[str, Source]
    shown: Set[str] = frozenset()

    def witness(self, story: str, told: Iterable[Told], parties: Set[str]) -> Witness:
        told = list(told)
        ids = self.by_story[story]
        known = [self.sources.get(i) for i in ids]
        controllers = frozenset(c for s in known if s for c in s.controlled_by or ())
        named_in_act = {name.casefold() for t in told for name in t.mention.organisations}
        independent = all(s is not None and _is_independent(s, parties, named_in_act) for s in known)
        lineages = frozenset(s.lineage_id if s else i for s, i in zip(known, ids, strict=True))
        happened = any(t.mention.stage in _HAPPENED for t in told)
        shown = any(t.mention.document_id in self.shown for t in told)
        return Witness(story, lineages, controllers, independent, happened, shown)

    def of_documents(self, stories: Iterable[str], documents: Iterable[str], parties: Set[str]) -> Grade:
        """The grade of what these documents say has happened, whichever mentions they hold."""
        shown = not self.shown.isdisjoint(documents)
        known = [(story, [(i, self.sources.get(i)) for i in self.by_story[story]]) for story in stories]
        return grade_of(
            [
                Witness(
                    story=story,
                    lineages=frozenset(s.lineage_id if s else i for i, s in carried),
                    controllers=frozenset(),
                    is_independent=all(s is not None and _is_independent(s, parties, set()) for _, s in carried),
                    says_it_happened=True,
                    has_artefact=shown,
                )
                for story, carried in known
            ]
        )


def _is_independent(source: Source, parties: Set[str], named_in_act: Set[str]) -> bool:
    if source.controlled_by is None or source.kind is SourceKind.DESK:
        return False
    names = {source.name.casefold(), source.owner.casefold(), *(p.casefold() for p in source.publishers)}
    return not (parties & set(source.controlled_by)) and not (names & named_in_act)


def grade_of(witnesses: Sequence[Witness]) -> Grade:
    """V3 for two independent lineages, V2 for one; else V1 with an artefact, V0 without. Lineages count, not texts."""
    independent = {tuple(sorted(w.lineages)) for w in witnesses if w.is_independent and w.says_it_happened}
    if len(independent) >= 2:
        return Grade.V3
    if independent:
        return Grade.V2
    return Grade.V1 if any(w.has_artefact for w in witnesses) else Grade.V0
