"""Pictures and the table of what became of promises."""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from tests.measure.made_up import WORLD, record
from tests.measure.promises import many, promise
from tests.publish import books

from samarkand.codebook.indicators import load_indicators
from samarkand.domain.curve import CurvePoint
from samarkand.domain.scale import Layer
from samarkand.measure.curves import curves
from samarkand.measure.measure import measure
from samarkand.measure.view import views_of
from samarkand.publish.chapters import compose
from samarkand.publish.content import Figure, Section
from samarkand.publish.figures.delivery import delivery_by_field, delivery_time
from samarkand.publish.figures.funnel import stage_funnel
from samarkand.publish.figures.look import png_of
from samarkand.publish.figures.open_age import open_age
from samarkand.publish.ledger import Ledger
from samarkand.publish.promises import promises

NAMES = ("stage-funnel", "delivery-time", "delivery-by-field", "open-age")
CARDS = {name: card for name, card in load_indicators().items() if card.group == "follow-through"}
PROMISED, STEPS = many()
RECORD = replace(record(WORLD), commitments=PROMISED, commitment_milestones=STEPS)


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return Ledger(measure(RECORD, CARDS))


@pytest.fixture(scope="module")
def points() -> list[CurvePoint]:
    return curves(views_of(RECORD))


@pytest.fixture(scope="module")
def section(ledger: Ledger, points: list[CurvePoint]) -> Section:
    return promises(replace(books.world(), curves=tuple(points)), ledger, "the world, 2023–2024")


@pytest.fixture(scope="module")
def figures(section: Section) -> Mapping[str, Figure]:
    return {f.name: f for f in section.figures}


def _rows(figure: Figure) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(figure.csv)))


def test_all_four_are_drawn(figures: Mapping[str, Figure]) -> None:
    assert tuple(figures) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_is_xml_and_says_its_finding(name: str, figures: Mapping[str, Figure]) -> None:
    figure = figures[name]
    assert ElementTree.fromstring(figure.svg).tag == "{http://www.w3.org/2000/svg}svg"
    assert png_of(figure.svg, 1.0).startswith(b"\x89PNG")
    assert re.search(r"\d", figure.alt) and figure.title in figure.alt
    assert f"figures/{name}.csv" in figure.caption and "2023–2024" in figure.subtitle
    assert "nan" not in figure.csv and "undefined" not in figure.svg
    assert "broken" not in figure.title + figure.subtitle + figure.alt + figure.caption


def test_the_funnel_narrows_and_holds_the_measurements(figures: Mapping[str, Figure], ledger: Ledger) -> None:
    rows = _rows(figures["stage-funnel"])
    for layer in (Layer.CLAIMED, Layer.EVIDENCED):
        told = [float(row[layer.value]) for row in rows]
        assert told == sorted(told, reverse=True)
        assert told[4] == (m.value if (m := ledger.get("funnel", layer, "reached:delivered")) else None)
    assert figures["stage-funnel"].title.startswith(f"Of 240 promises {float(rows[4]['claimed']):,.0f} are")


def test_curves_are_drawn_while_five_are_watched(figures: Mapping[str, Figure], points: list[CurvePoint]) -> None:
    rows = _rows(figures["delivery-time"])
    assert {row["line"] for row in rows} == {"claimed", "evidenced", "cancelled", "hopeful"}
    assert min(int(row["at_risk"]) for row in rows) >= 5 > min(p.at_risk for p in points)
    claimed = [p.estimate for p in points if (p.curve, p.layer, p.group) == ("delivered", Layer.CLAIMED, "")]
    assert [float(row["share"]) for row in rows if row["line"] == "claimed"] == claimed[: len(claimed) - 1][
        : sum(row["line"] == "claimed" for row in rows)
    ]


def test_alt_text_of_the_curves_says_all_three_shares(figures: Mapping[str, Figure]) -> None:
    alt = figures["delivery-time"].alt
    assert re.search(r"claimed \d+ % \[\d+–\d+ %\]; evidenced \d+ % \[\d+–\d+ %\]; cancelled [\d.]+ %", alt), alt


def test_fields_are_compared_only_where_a_test_says_so(ledger: Ledger, points: list[CurvePoint]) -> None:
    fields = delivery_by_field(points, ledger, "")
    untested = delivery_by_field(points, Ledger(()), "")
    assert fields and fields.title in (
        "Fields deliver at different paces",
        "No field delivers surely faster than another",
    )
    assert untested and untested.title == "How fast each field delivers; whether they differ cannot be tested yet"


def test_ages_add_up_to_the_open_ones(figures: Mapping[str, Figure], ledger: Ledger) -> None:
    rows = [row for row in _rows(figures["open-age"]) if row["part"] == "age"]
    whole = ledger.get("funnel", Layer.CLAIMED, "state:open")
    assert whole and sum(float(row["value"]) for row in rows) == whole.value
    old = ledger.get("open-age", Layer.CLAIMED, "older:18")
    assert old and figures["open-age"].title == f"{old.value:,.0f} open promises are older than 18 months"


def test_one_old_promise_is_one() -> None:
    alone = replace(record(WORLD), commitments=(promise(1),))
    figure = open_age(Ledger(measure(alone, CARDS)), "")
    assert figure and figure.title == "1 open promise is older than 18 months"
    funnel = stage_funnel(Ledger(measure(alone, CARDS)), "")
    assert funnel and funnel.title == "Of 1 promise 0 are told to be delivered, 0 by independent word"


def test_every_rate_has_a_number_or_its_reason(section: Section, ledger: Ledger) -> None:
    (table,) = section.tables
    assert len({row[0].text for row in table.rows}) == len(table.rows) == 11
    for row in table.rows:
        for cell in (row[1], row[3]):
            if cell.measurement:
                assert ledger.by_id[cell.measurement].is_missing == cell.is_missing == (cell.text == "NA")
        assert bool(row[5].text) == any(cell.is_missing and cell.measurement for cell in (row[1], row[3]))


def test_those_apart_are_counted(section: Section, ledger: Ledger) -> None:
    born = ledger.get("funnel", Layer.CLAIMED, "apart:born-ended")
    assert born and f"{born.value:,.0f} ended already when first told of" in section.unknown


def test_no_promises_no_figures() -> None:
    nothing = Ledger(())
    assert stage_funnel(nothing, "") is open_age(nothing, "") is delivery_time((), nothing, "") is None
    assert delivery_by_field((), nothing, "") is None


def test_a_yearbook_without_promises_says_why() -> None:
    found = {s.key: s for s in compose(books.world(), Ledger(books.world().measurements)).sections}
    assert found["promises"].unknown == "Nothing is followed here: no commitments were followed in this observatory."
    assert not found["promises"].figures
