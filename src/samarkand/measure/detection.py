"""How much of what was delivered we hear of, told by registers that list it whether we hear or not."""

from dataclasses import dataclass

from samarkand.domain.scale import Stage
from samarkand.measure.view import View

LEAST_LISTED = 20
_DELIVERED = frozenset({Stage.DELIVERED, Stage.EVALUATED})


@dataclass(frozen=True, slots=True)
class Detection:
    """The `share` of `listed` deliveries that some other lineage tells of; None with the `reason`."""

    share: float | None
    listed: int
    reason: str = ""


def detection(view: View) -> Detection:
    """From deliveries of any year and focus that a register lists."""
    registers = view.record.registers
    listed = [x for x in view.record.exchanges if x.stage in _DELIVERED and registers & set(x.lineages)]
    if len(listed) < LEAST_LISTED:
        told = f"registers list {len(listed)} deliveries, fewer than {LEAST_LISTED}: how many we miss is not known"
        return Detection(None, len(listed), told)
    found = sum(bool(set(x.lineages) - registers) for x in listed)
    if not found:
        return Detection(None, len(listed), f"none of {len(listed)} deliveries that registers list was heard of")
    return Detection(found / len(listed), len(listed))
