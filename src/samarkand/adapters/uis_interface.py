"""Indicators of the UNESCO Institute for Statistics over the network, by unesco-reader, in the shape of its bulk data."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from samarkand.domain.errors import SamarkandError

GetData = Callable[..., Iterable[Mapping[str, Any]]]
_NATIONAL = ("INDICATOR_ID", "COUNTRY_ID", "YEAR", "VALUE", "MAGNITUDE", "QUALIFIER")


def _unesco_reader() -> GetData:
    import unesco_reader

    get_data: GetData = unesco_reader.get_data
    return get_data


class UisInterface:
    """`get_data` is unesco-reader's, or another in its place; it is looked for only when a series is asked for."""

    def __init__(self, get_data: GetData | None = None) -> None:
        self._get_data = get_data

    def fetch(self, series: str) -> bytes:
        """All countries and years, with the indicator's label, as the archive of the bulk download."""
        where = f"uis:{series}"
        try:
            rows = list((self._get_data or _unesco_reader())(series, geoUnitType="NATIONAL", labels=True, raw=True))
        except ImportError as problem:
            remedy = "pip install unesco-reader, or import a download"
            raise SamarkandError("unesco-reader is not installed", where, remedy) from problem
        except Exception as problem:  # the library lets through whatever its own parts raise
            raise SamarkandError(f"no answer ({problem})", where, "check the series and the network") from problem
        names = ("indicatorId", "geoUnit", "year", "value", "magnitude", "qualifier")
        national = [_NATIONAL, *([_text(row.get(name)) for name in names] for row in rows)]
        labels = dict.fromkeys((_text(row.get("indicatorId")), _text(row.get("name"))) for row in rows)
        sink = io.BytesIO()
        with zipfile.ZipFile(sink, "w") as archive:
            for file, lines in (
                ("DATA_NATIONAL", national),
                ("LABEL", [("INDICATOR_ID", "INDICATOR_LABEL_EN"), *labels]),
            ):
                archive.writestr(zipfile.ZipInfo(f"UIS_{file}.csv"), _csv(lines))
        return sink.getvalue()


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _csv(lines: Iterable[Iterable[str]]) -> str:
    sink = io.StringIO()
    csv.writer(sink, lineterminator="\n").writerows(lines)
    return sink.getvalue()
