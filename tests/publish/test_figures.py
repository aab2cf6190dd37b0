"""Pictures that can be read without eyes, and checked without a ruler."""

import csv
import io
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from tests.publish import books

from samarkand.domain.scale import Grade, Layer
from samarkand.publish.chapters import compose
from samarkand.publish.content import Figure
from samarkand.publish.figures.grades import evidence_grades
from samarkand.publish.figures.layers import fields_by_layer
from samarkand.publish.figures.months import monthly_rate
from samarkand.publish.figures.partners import partners_map
from samarkand.publish.figures.stages import types_by_stage
from samarkand.publish.ledger import Ledger

BOOK = books.world()
LEDGER = Ledger(BOOK.measurements)
NAMES = ("fields-by-layer", "partners-map", "types-by-stage", "monthly-rate", "evidence-grades")


@pytest.fixture(scope="module")
def figures() -> Mapping[str, Figure]:
    return {f.name: f for s in compose(BOOK, LEDGER).sections for f in s.figures}


def _rows(figure: Figure) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(figure.csv)))


def _number(text: str) -> float | None:
    return float(text) if text else None


def test_all_five_are_drawn(figures: Mapping[str, Figure]) -> None:
    assert tuple(sorted(figures)) == tuple(sorted(NAMES))


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_is_xml_and_says_its_finding(
    name: str, figures: Mapping[str, Figure], world_files: Mapping[str, bytes]
) -> None:
    figure = figures[name]
    root = ElementTree.fromstring(figure.svg)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert re.search(r"\d", figure.alt) and figure.title and figure.subtitle
    assert f"figures/{name}.csv" in figure.caption
    assert "2023–2024" in figure.subtitle
    assert world_files[f"figures/{name}.svg"] == figure.svg.encode()
    assert world_files[f"figures/{name}.png"].startswith(b"\x89PNG")
    assert world_files[f"figures/{name}.csv"] == figure.csv.encode()


def test_families_of_type_are_valid_css(figures: Mapping[str, Figure]) -> None:
    families = {
        f.strip()
        for figure in figures.values()
        for listed in re.findall(r'font-family="([^"]*)"', figure.svg)
        for f in listed.split(",")
    }
    assert families
    assert [
        f for f in families if not re.fullmatch(r"'[^']+'|&(?:apos|quot|#39);.+|[A-Za-z-]+(?: [A-Za-z-]+)*", f)
    ] == []


def test_fields_by_layer_holds_the_measurements(figures: Mapping[str, Figure]) -> None:
    for row in _rows(figures["fields-by-layer"]):
        claimed = LEDGER.get("N", Layer.CLAIMED, f"field:{row['field']}")
        evidenced = LEDGER.get("N", Layer.EVIDENCED, f"field:{row['field']}")
        assert claimed and evidenced
        assert [_number(row[k]) for k in ("claimed", "low", "high", "evidenced")] == [
            claimed.value,
            claimed.low,
            claimed.high,
            evidenced.value,
        ]
    assert len(_rows(figures["fields-by-layer"])) == 9


def test_the_map_holds_every_country_that_takes_part(figures: Mapping[str, Figure]) -> None:
    told = Counter(code for x in BOOK.exchanges for code in x.named_parties)
    assert {row["code"]: float(row["exchanges"]) for row in _rows(figures["partners-map"])} == dict(told)


def test_types_by_stage_holds_every_exchange(figures: Mapping[str, Figure]) -> None:
    told = Counter((x.type, x.stage.value.replace("_", " ")) for x in BOOK.exchanges)
    assert {
        (row["type"].split()[0], row["stage"]): int(row["exchanges"]) for row in _rows(figures["types-by-stage"])
    } == dict(told)


def test_months_hold_both_layers_and_every_month(figures: Mapping[str, Figure]) -> None:
    rows = _rows(figures["monthly-rate"])
    assert len(rows) == 48
    for row in rows:
        m = LEDGER.get("rate", Layer(row["layer"]), f"month:{row['month']}")
        assert m and _number(row["rate"]) == m.value and _number(row["low"]) == m.low


def test_grades_add_up_to_all_exchanges(figures: Mapping[str, Figure]) -> None:
    rows = {row["grade"]: float(row["exchanges"]) for row in _rows(figures["evidence-grades"])}
    assert rows == {g.value: float(sum(x.grade is g for x in BOOK.exchanges)) for g in Grade}
    assert rows["V1"] and rows["VX"]


def test_no_data_no_figure() -> None:
    nothing = Ledger(())
    empty = replace(BOOK, exchanges=())
    assert fields_by_layer(nothing, "") is evidence_grades(nothing, "") is monthly_rate(nothing, "") is None
    assert partners_map(empty, nothing, "") is types_by_stage(empty, "") is None
