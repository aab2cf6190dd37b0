"""Indicators of the World Bank over the network, by wbgapi, in the shape of the bank's own JSON pages."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from samarkand.domain.errors import SamarkandError

Fetch = Callable[..., Iterable[Mapping[str, Any]]]


def _wbgapi() -> Fetch:
    import wbgapi  # type: ignore[import-untyped]

    fetch: Fetch = wbgapi.data.fetch
    return fetch


class WorldBankInterface:
    """`fetch` is wbgapi's, or another in its place; it is looked for only when a series is asked for."""

    def __init__(self, fetch: Fetch | None = None) -> None:
        self._fetch = fetch

    def fetch(self, series: str) -> bytes:
        """All countries and years; sums over countries are left to the bank."""
        where = f"worldbank:{series}"
        try:
            rows = list((self._fetch or _wbgapi())(series, labels=True, skipAggs=True, skipBlanks=True))
        except ImportError as problem:
            raise SamarkandError(
                "wbgapi is not installed", where, "pip install wbgapi, or import a download"
            ) from problem
        except Exception as problem:  # the library lets through whatever its own parts raise
            raise SamarkandError(f"no answer ({problem})", where, "check the series and the network") from problem
        about = {"page": 1, "pages": 1, "total": len(rows)}
        return json.dumps([about, [_row(row) for row in rows]], ensure_ascii=False).encode()


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    economy = row["economy"]
    return {
        "indicator": row["series"],
        "country": {"id": economy["id"], "value": economy["value"]},
        "countryiso3code": economy["id"],
        "date": str(row["time"]["value"]),
        "value": row["value"],
        "unit": "",
        "obs_status": "",
    }
