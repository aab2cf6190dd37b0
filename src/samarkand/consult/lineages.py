"""Proposed lineages as lines a person can judge."""

from collections.abc import Iterable, Iterator

from samarkand.domain.lineage import Kinship, LineageJudgement


def lines(kinships: Iterable[Kinship], judgements: Iterable[LineageJudgement]) -> Iterator[str]:
    """One line for two sources, the greatest share first, with what was last decided."""
    decided = {j.subject: j for j in sorted(judgements, key=lambda j: j.when)}
    told: set[str] = set()
    for kin in sorted(kinships, key=lambda k: (-k.shared / max(1, k.texts), k.source, k.other)):
        if kin.id in told:
            continue
        told.add(kin.id)
        yield f"{kin.source} | {kin.other} | {_evidence(kin)} | {_decision(decided.get(kin.id))}"


def _evidence(kin: Kinship) -> str:
    first = "seems to copy" if kin.copies_other else "who copies is not told"
    days = f"earlier there {kin.earlier:,} times, later {kin.later:,}"
    return f"{kin.shared:,} of {kin.texts:,} texts shared, {kin.by_chance:,.1f} by chance, {days}: {first}"


def _decision(judgement: LineageJudgement | None) -> str:
    if judgement is None:
        return "undecided"
    return f"{judgement.verdict.value}, {judgement.reviewer}, {judgement.when.date().isoformat()}"
