"""How scores move over the periods of a panel, where they can be compared at all."""

from collections.abc import Iterator

from samarkand.domain.composite import Standing
from samarkand.domain.errors import SamarkandError
from samarkand.domain.measurement import Measurement
from samarkand.index.impute import year
from samarkand.index.methods import Panel
from samarkand.index.result import Result


def trends(result: Result, node: str = "") -> Iterator[Measurement]:
    """Yearly growth (compound) of each area's score between the first and the last period that have one.

    Raises unless marks are fixed over the panel: else a score moves because the others did.
    """
    spec = result.spec
    if spec.normalise.panel is not Panel.FIXED or len(result.table.slices) < 2:
        raise SamarkandError("scores cannot be compared over time", f"index {spec.id}", "set normalise.panel = fixed")
    if result.layer is None:
        raise SamarkandError("the layer is not known", f"index {spec.id}", 'set layer = "…" in the spec')
    of_area: dict[str, list[Standing]] = {}
    for s in result.of(node):
        of_area.setdefault(s.area, []).append(s)
    for area, rows in sorted(of_area.items()):
        known = [s for s in rows if s.score is not None]
        value, reason = _growth(known)
        ends = (known or rows)[0].period, (known or rows)[-1].period
        yield Measurement(
            indicator=f"index:{spec.id}",
            layer=result.layer,
            focus=area,
            period="-".join(dict.fromkeys(ends)),
            cell=f"growth:{node or spec.id}",
            value=value,
            low=None,
            high=None,
            level=spec.uncertainty.level,
            n=len(known),
            unit="share a year",
            method="compound yearly growth of the score",
            reason=reason,
        )


def _growth(known: list[Standing]) -> tuple[float | None, str]:
    if len(known) < 2:
        return None, "less than two periods have a score"
    first, last = known[0], known[-1]
    assert first.score is not None and last.score is not None
    years = year(last.period, "period") - year(first.period, "period")
    if years <= 0 or first.score <= 0 or last.score <= 0:
        return None, "growth is defined between different years and scores above zero"
    return (last.score / first.score) ** (1 / years) - 1, ""
