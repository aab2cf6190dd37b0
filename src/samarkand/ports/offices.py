"""Statistical offices that answer over the network, for those who ask them to."""

from typing import Protocol


class StatisticsOffice(Protocol):
    def fetch(self, series: str) -> bytes:
        """A whole series, in a shape that the office's own downloads have. SamarkandError where it cannot be had."""
        ...
