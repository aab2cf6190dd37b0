"""The same count at a stricter and a looser reading of "the same act"."""

from collections.abc import Mapping, Sequence

from samarkand.domain.band import Band
from samarkand.domain.document import Document, Story
from samarkand.domain.focus import Focus
from samarkand.domain.mention import Mention
from samarkand.domain.source import Source
from samarkand.ports.encoder import Encoder
from samarkand.reconcile.group import group
from samarkand.reconcile.merge import merge
from samarkand.reconcile.reconciler import carriers_of, gather
from samarkand.reconcile.scorecard import SAME

STEP = 0.05


def bands(
    mentions: Sequence[Mention],
    documents: Mapping[str, Document],
    stories: Sequence[Story],
    sources: Sequence[Source],
    encoder: Encoder,
    focus: Focus,
) -> list[Band]:
    """Counts within the focus at the threshold and one step to either side."""
    told = gather(mentions, documents, stories, encoder)
    carriers = carriers_of(stories, documents, sources)
    out = []
    for threshold in (SAME - STEP, SAME, SAME + STEP):
        merged = (merge([told[i] for i in positions], carriers) for positions in group(told, threshold))
        inside = [x for x in merged if x.is_within(focus)]
        out.append(Band(threshold, focus.key, len(inside), sum(x.grade.is_evidenced for x in inside)))
    return out
