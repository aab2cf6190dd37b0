"""What was foretold, as issued, in `forecasts/<year>/*.jsonl`: lines are added, and none is ever changed."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from samarkand.adapters.atomic import write_atomically
from samarkand.adapters.records import restored
from samarkand.domain.errors import SamarkandError
from samarkand.domain.forecast import Forecast


class ForecastLedger:
    """A file a day of issue, named by it. A day on which something was issued is closed: nothing is added to it later."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def read(self) -> list[Forecast]:
        """Every forecast in the order issued. Raises SamarkandError at a line that is none, or was changed after."""
        return [
            _forecast(line, f"{path}:{number}")
            for path in sorted(self.root.glob("*/*.jsonl"))
            for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
            if line.strip()
        ]

    def issue(self, forecasts: Iterable[Forecast]) -> tuple[list[Forecast], list[Forecast]]:
        """What was added, and what was not, because the day it would be issued on is closed."""
        by_day: dict[str, list[Forecast]] = {}
        for f in forecasts:
            by_day.setdefault(f.issued, []).append(f)
        added: list[Forecast] = []
        left: list[Forecast] = []
        for day, rows in by_day.items():
            path = self.root / day[:4] / f"{day}.jsonl"
            if path.exists():
                left += rows
            else:
                write_atomically(path, (_line(f) for f in rows))
                added += rows
        return added, left


def _line(forecast: Forecast) -> bytes:
    return json.dumps({"id": forecast.id, **asdict(forecast)}, ensure_ascii=False).encode() + b"\n"


def _forecast(line: str, where: str) -> Forecast:
    try:
        told = json.loads(line)
        made = restored(Forecast, told)
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise SamarkandError("no forecast", where, "put the file back as it was issued") from problem
    if made.id != told.get("id"):
        raise SamarkandError("the forecast was changed after it was issued", where, "put the file back as it was")
    return made
