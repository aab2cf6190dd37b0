"""What bears a name is compared with what was there before the name was."""

import pytest
from tests.measure.made_up import exchange

from samarkand.codebook.initiatives import Initiative, load_initiatives
from samarkand.domain.exchange import Exchange
from samarkand.domain.party import Place
from samarkand.domain.period import Period
from samarkand.domain.quote import Quote
from samarkand.domain.scale import Grade
from samarkand.domain.source import Source, SourceKind
from samarkand.domain.uptake import Act, Dated, Deed
from samarkand.follow.initiatives.milestones import milestones
from samarkand.follow.initiatives.series import carried

KNOWN = load_initiatives()
ID = "global-gateway"
LAUNCHED = KNOWN[ID].launched
PORT = Place("QN", "Port")


def _fair(number: int, day: str, *names: str, **more: object) -> Exchange:
    given: dict[str, object] = {"organisations": ("Museum of Boats",), "place": PORT, "title": f"Boat fair no {number}"}
    return exchange(number, period=Period(day), initiative=names, **{**given, **more})


def test_a_series_from_before_the_launch_is_relabelled_and_says_why() -> None:
    assert LAUNCHED is not None
    before, after = _fair(1, "2019-05-02"), _fair(2, "2024-05-02", ID)
    (row,) = carried([before, after], KNOWN, Period("2018"))
    assert (row.exchange_id, row.earlier, row.is_relabelled, row.tellable) == (after.id, (before.id,), True, True)
    assert "both in Port" in row.reasons


OTHERS = [
    ("another type", {"type": "H5"}),
    ("other parties", {"parties": ("QO", "QP")}),
    ("only the place is the same", {"organisations": ("Choir",), "title": "Songs of the sea"}),
    ("it bore the name", {"initiative": (ID,)}),
    ("after the launch", {"period": Period("2023-05-02")}),
]


@pytest.mark.parametrize("change", [c[1] for c in OTHERS], ids=[c[0] for c in OTHERS])
def test_what_is_not_the_same_series_or_not_earlier_is_no_relabelling(change: dict[str, object]) -> None:
    day = str(change.pop("period", "2019-05-02"))
    names = tuple(change.pop("initiative", ()))  # type: ignore[arg-type]
    before, after = _fair(1, day, *names, **change), _fair(2, "2024-05-02", ID)
    row = next(r for r in carried([before, after], KNOWN, Period("2018")) if r.exchange_id == after.id)
    assert row.earlier == ()


def test_nothing_read_from_before_the_launch_cannot_be_told() -> None:
    (row,) = carried([_fair(2, "2024-05-02", ID)], KNOWN, Period("2023"))
    assert (row.tellable, row.is_relabelled) == (False, False)


def test_a_part_and_its_whole_are_not_two_names() -> None:
    child = next(i for i in KNOWN.values() if i.parent)
    rows = carried([_fair(2, "2024-05-02", child.id, str(child.parent), ID)], KNOWN, None)
    assert {r.initiative: r.beside for r in rows}[child.id] == (ID,)


def _deed(document: str, actor: str = "PE") -> Deed:
    return Deed(ID, Act.ENDORSED, actor, Period("2024-05-02"), Dated.DOCUMENT, Quote(document, 0, 3, "yes"))


def _source(name: str, *owners: str) -> Source:
    return Source(name, name, SourceKind.NEWSPAPER, controlled_by=owners, lineage=name)


GRADES = [
    ("nobody described them", {}, Grade.V0),
    ("the actor's own", {"d1": _source("a", "PE")}, Grade.V0),
    ("the owner's", {"d1": _source("a", *KNOWN[ID].owners)}, Grade.V0),
    ("one independent", {"d1": _source("a")}, Grade.V2),
    ("two independent", {"d1": _source("a"), "d2": _source("b")}, Grade.V3),
]


@pytest.mark.parametrize(("sources", "grade"), [g[1:] for g in GRADES], ids=[g[0] for g in GRADES])
def test_a_milestone_is_graded_by_the_role_of_who_tells_it(sources: dict[str, Source], grade: Grade) -> None:
    published = {"d1": Period("2024-05-03"), "d2": Period("2024-05-02")}
    known: dict[str, Initiative] = {ID: KNOWN[ID]}
    launch, step = milestones([_deed("d1"), _deed("d2")], published, sources, known, {ID})
    assert (launch.act, launch.dated, launch.period) == (Act.LAUNCHED, Dated.CODEBOOK, LAUNCHED)
    assert (step.grade, step.known, step.documents) == (grade, Period("2024-05-02"), ("d2", "d1"))
