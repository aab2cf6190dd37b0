"""The World Heritage List as its secretariat publishes it: one XML file, one element a site."""

import re
from collections.abc import Iterator
from html import unescape
from xml.etree import ElementTree

from samarkand.collect.registers.areas import Areas
from samarkand.collect.registers.declarations import refuse_declarations
from samarkand.collect.registers.settle import Row
from samarkand.domain.errors import SamarkandError
from samarkand.domain.refusal import Refusal
from samarkand.domain.statistic import Statistic

ALL, JOINT, UNIT = "whc.inscription", "whc.inscription.joint", "site"
_MARKUP = re.compile(r"<[^<>]*>")
_YEAR = re.compile(r"\d{4}")


def inscriptions(body: bytes, file: str, areas: Areas) -> Iterator[Row]:
    """A row for each state and site; once more for sites that several states hold together."""
    for number, site in enumerate(_sites(body, file), 1):
        yield from ((number, row) for row in _rows(site, number, file, areas))


def _sites(body: bytes, file: str) -> list[ElementTree.Element]:
    try:
        refuse_declarations(body, file)
        root = ElementTree.fromstring(body)
    except ElementTree.ParseError as error:
        raise SamarkandError(f"not well-formed XML ({error})", file, "fetch the file again") from error
    sites = root.findall("row")
    if not sites or sites[0].find("date_inscribed") is None:
        raise SamarkandError("not the World Heritage List", file, "no other XML register is known")
    return sites


def _rows(site: ElementTree.Element, number: int, file: str, areas: Areas) -> Iterator[Statistic | Refusal]:
    name, year, source = (_text(site, tag) for tag in ("site", "date_inscribed", "http_url"))
    if not name or not _YEAR.fullmatch(year):
        yield Refusal(file, number, "no name or year", f"{name or source!r} inscribed {year!r}")
        return
    codes = [code for code in _text(site, "iso_code").split(",") if code]
    if not codes:
        yield Refusal(file, number, "no state", f"{name}: held by no state ({_text(site, 'states')})", source)
    for code in codes:
        area = areas.code(code.strip(), "iso2", {})
        if area is None:
            yield Refusal(file, number, "no such country", f"{name}: {code!r} is no country we know", source)
            continue
        for series in (ALL, JOINT) if _text(site, "transboundary") == "1" else (ALL,):
            yield Statistic(series, UNIT, area, None, year, 1.0, label=name, source=source)


def _text(site: ElementTree.Element, tag: str) -> str:
    return " ".join(unescape(_MARKUP.sub("", site.findtext(tag) or "")).split())
