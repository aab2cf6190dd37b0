"""The same count at a stricter and a looser reading of "the same act"."""

from samarkand.domain.band import Band
from samarkand.domain.focus import Focus
from samarkand.reconcile.merge import merge
from samarkand.reconcile.reconciler import Comparison
from samarkand.reconcile.scorecard import load_scorecard

STEP = 0.05


def bands(compared: Comparison, focus: Focus) -> list[Band]:
    """Counts within the focus at the threshold and one step to either side."""
    out = []
    same = load_scorecard().same
    for threshold in (same - STEP, same, same + STEP):
        merged = (merge(act.told, compared.carriers) for act in compared.acts(threshold))
        inside = [x for x in merged if x.is_within(focus)]
        out.append(Band(threshold, focus.key, len(inside), sum(x.grade.is_evidenced for x in inside)))
    return out
