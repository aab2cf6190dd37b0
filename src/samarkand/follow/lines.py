"""Commitments as the JSON lines the command line writes."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from samarkand.domain.commitment import Commitment, DueBasis
from samarkand.domain.follow_through import FollowThrough, LinkDecision
from samarkand.domain.mention import Quantity
from samarkand.domain.milestone import Basis, Milestone
from samarkand.follow.follower import Followed


def _amount(quantity: Sequence[Quantity]) -> str | None:
    return "; ".join(f"{q.value:g} {q.unit}" for q in quantity) or None


def _step(milestone: Milestone, score: float) -> dict[str, Any]:
    quote = milestone.quotes[0]
    return {
        "doc_id": quote.document_id,
        "stage": milestone.stage.value,
        "date": str(milestone.period) if milestone.period else None,
        "quote": quote.text,
        "score": score,
    }


def line_of(
    commitment: Commitment, milestones: Sequence[Milestone], links: Mapping[str, FollowThrough]
) -> dict[str, Any]:
    """One commitment; `links` by document. What only the calendar says is in the state and no step of the chain."""
    told = [m for m in milestones if m.basis is Basis.TEXT]
    scores = {d: link.score for d, link in links.items()} | {commitment.document_id: commitment.score}
    return {
        "commitment_id": commitment.id,
        "type": commitment.type,
        "what": commitment.what,
        "parties": list(commitment.parties),
        "organisations": list(commitment.organisations),
        "proper_name": commitment.proper_name,
        "due": str(commitment.due) if commitment.due and commitment.due_basis is DueBasis.STATED else None,
        "quantity": _amount(commitment.quantity),
        "first_doc": commitment.document_id,
        "quote": commitment.quote.text,
        "promised_on": commitment.promised_on,
        "chain": [_step(m, scores.get(m.quotes[0].document_id, 1.0)) for m in told],
        "state": commitment.state.value,
        "late": commitment.late,
    }


def lines(followed: Followed) -> Iterator[dict[str, Any]]:
    """A line a commitment, in the order of the promises; the chain holds what counts, not what waits for a person."""
    steps: dict[str, list[Milestone]] = defaultdict(list)
    for milestone in followed.milestones:
        steps[milestone.subject_id].append(milestone)
    links: dict[str, dict[str, FollowThrough]] = defaultdict(dict)
    for link in followed.links:
        if link.decision is LinkDecision.AUTO:
            links[link.commitment_id][link.document_id] = link
    for commitment in followed.commitments:
        yield line_of(commitment, steps[commitment.id], links[commitment.id])
