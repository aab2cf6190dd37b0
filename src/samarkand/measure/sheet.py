"""One indicator on one layer: where a formula writes its values and its gaps."""

from collections.abc import Iterable
from dataclasses import dataclass

from samarkand.codebook.indicators import Indicator
from samarkand.domain.errors import SamarkandError
from samarkand.domain.exchange import Exchange
from samarkand.domain.measurement import Measurement
from samarkand.measure.estimate import LEVEL, Estimate
from samarkand.measure.view import View

NOT_MEASURED = "not measured"


@dataclass(frozen=True)
class Sheet:
    card: Indicator
    view: View

    @property
    def years(self) -> str:
        focus = self.view.focus
        same = focus.first_year == focus.last_year
        return str(focus.first_year) if same else f"{focus.first_year}-{focus.last_year}"

    def value(
        self,
        cell: str,
        estimate: Estimate,
        n: int,
        records: Iterable[str],
        unit: str = "",
        period: str = "",
    ) -> Measurement:
        """A number with what is behind it. A number the card calls unbelievable stops the release."""
        low, high = self.card.low, self.card.high
        if (low is not None and estimate.value < low) or (high is not None and estimate.value > high):
            raise SamarkandError(
                f"{estimate.value} lies outside {low} to {high}",
                f"indicator {self.card.id}, cell {cell!r}",
                "look at its records, or correct the range on its card",
            )
        return self._row(cell, estimate, n, tuple(dict.fromkeys(records)), unit, period)

    def difference(
        self, cell: str, estimate: Estimate, n: int, records: Iterable[str], unit: str, period: str
    ) -> Measurement:
        """One value less another: the card's range is that of values and does not bind it."""
        return self._row(cell, estimate, n, tuple(dict.fromkeys(records)), unit, period)

    def gap(self, cell: str, reason: str, n: int = 0, unit: str = "", period: str = "") -> Measurement:
        """What cannot be said, and why."""
        return self._row(cell, None, n, (), unit, period, reason)

    def _row(
        self,
        cell: str,
        got: Estimate | None,
        n: int,
        records: tuple[str, ...],
        unit: str,
        period: str,
        reason: str = "",
    ) -> Measurement:
        return Measurement(
            indicator=self.card.id,
            layer=self.view.layer,
            focus=self.view.focus.key,
            period=period or self.years,
            cell=cell,
            value=got.value if got else None,
            low=got.low if got else None,
            high=got.high if got else None,
            level=LEVEL,
            n=n,
            unit=unit or self.card.unit,
            method=got.method if got else NOT_MEASURED,
            records=records,
            reason=reason,
        )


def ids(exchanges: Iterable[Exchange]) -> tuple[str, ...]:
    return tuple(x.id for x in exchanges)
