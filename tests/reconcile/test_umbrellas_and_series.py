"""A culture year is nobody's duplicate, a tour counts once, an edition is an act of its own, disagreement is kept."""

import pytest
from tests.reconcile.told_world import World, compared, one

from samarkand.domain.exchange import Exchange
from samarkand.domain.mention import Axes, Quantity
from samarkand.domain.party import Place
from samarkand.reconcile.reconciler import reconciled

YEAR = "The Year of Culture of the two countries was opened by both ministers in the capital"
CONCERT = "Within the Year of Culture a choir from the coast gave a concert in the hill town"
AGREED = "The two countries agreed on the return of a bronze bell to its temple"


def made(world: World) -> list[Exchange]:
    return reconciled(compared(world)).exchanges


def year(number: int, initiative: tuple[str, ...] = ("culture-year",)) -> object:
    return one(number, YEAR, kind="M4", initiative=initiative)


def test_an_item_stands_under_its_frame_and_is_not_added_to_it() -> None:
    item = one(2, CONCERT, kind="A3", day="2024-09-12", initiative=("culture-year",))
    stranger = one(3, AGREED, kind="H4", day="2024-09-12")
    found = {x.type: x for x in made([year(1), item, stranger])}
    assert set(found) == {"M4", "A3", "H4"}
    assert found["A3"].parent == found["M4"].id
    assert found["M4"].parent is None and found["H4"].parent is None


NOT_UNDER = [
    ("other parties", {"parties": ("AA", "CC")}),
    ("three years later", {"day": "2027-09-12"}),
    ("the frame is not named", {"initiative": ()}),
    ("an initiative somebody owns", {"initiative": ("belt-and-road",)}),
]


@pytest.mark.parametrize(("why", "change"), NOT_UNDER, ids=[n[0] for n in NOT_UNDER])
def test_what_is_not_of_the_year_stands_alone(why: str, change: dict[str, object]) -> None:
    said = {"kind": "A3", "day": "2024-09-12", "initiative": ("culture-year",)} | change
    frame = year(1, initiative=("culture-year", "belt-and-road")) if "owns" in why else year(1)
    found = made([frame, one(2, CONCERT, **said)])
    assert [x.parent for x in found] == [None, None], why


def test_the_same_words_of_a_frame_and_of_an_item_are_two() -> None:
    assert len(made([year(1), one(2, YEAR, "wire", kind="A3", initiative=("culture-year",))])) == 2


def leg(number: int, day: str, town: str, name: str = "Paper Moons") -> object:
    text = f"The touring show “{name}” was seen by a full house in {town}"
    return one(number, text, told_on=day, day=day, kind="A3", place=Place("BB", town))


def test_a_tour_is_one_exchange_that_took_place_several_times() -> None:
    (tour,) = made([leg(1, "2024-03-01", "Port"), leg(2, "2024-04-20", "Hill"), leg(3, "2024-06-02", "Lake")])
    assert tour.occurrences == 3
    assert {v.value for v in tour.values if v.field == "place"} == {"BB|Port", "BB|Hill", "BB|Lake"}
    assert len(tour.mentions) == 3


def test_another_show_and_next_years_edition_are_acts_of_their_own() -> None:
    legs = [leg(1, "2024-03-01", "Port"), leg(2, "2024-04-20", "Hill", "Iron Suns"), leg(3, "2025-04-02", "Port")]
    assert [x.occurrences for x in made(legs)] == [1, 1, 1]


def test_a_text_may_say_how_often() -> None:
    twelve = Axes(quantity=(Quantity(12.0, "performances"),))
    (tour,) = made([one(1, "The choir gave twelve performances", kind="A3", axes=twelve)])
    assert tour.occurrences == 12


def test_contradicting_days_of_one_text_are_both_kept() -> None:
    days = ("2024-05-02", "2024-05-02", "2024-05-09")
    sources = ("press", "wire", "gov-a")
    (exchange,) = made([one(i, AGREED, s, day=d) for i, (s, d) in enumerate(zip(sources, days, strict=True))])
    assert str(exchange.period) == "2024-05-02"
    assert {v.value: len(v.mentions) for v in exchange.values if v.field == "period"} == {
        "2024-05-02": 2,
        "2024-05-09": 1,
    }


def test_editions_with_different_numbers_are_two() -> None:
    text = "The {} International Puppet Festival opened in the port with guests from the coast"
    pair = [
        one(i, text.format(n), kind="A1", told_on=d, day=d)
        for i, n, d in ((1, "11th", "2024-05-02"), (2, "12th", "2025-05-04"))
    ]
    assert len(made(pair)) == 2
    same = [one(i, text.format("11th"), kind="A1", told_on=d, day=d) for i, d in ((1, "2024-05-02"), (2, "2024-05-04"))]
    assert len(made(same)) == 1


def test_the_same_story_read_as_two_fields_is_one() -> None:
    assert len(made([one(1, AGREED, kind="H4"), one(2, AGREED, "wire", kind="H4")])) == 1
    crossed = made([one(1, AGREED, kind="H4", alt_types=("M1",)), one(2, AGREED, "wire", kind="M1")])
    assert len(crossed) == 1
    assert {v.value for v in crossed[0].values if v.field == "type"} == {"H4", "M1"}
