"""The real registers, where they are at hand."""

import os
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from samarkand.collect.registers.parse import parse_register
from samarkand.domain.refusal import Refusal
from samarkand.domain.statistic import Statistic
from samarkand.gazetteer.labels import code_of_name, party_names

ROOT = Path(__file__).parents[3]
FOLDER = Path(os.environ.get("SAMARKAND_SHARED") or ROOT.parent / "shared") / "statistics"
pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="no shared registers: set SAMARKAND_SHARED, or put ../shared beside the repository"
)


@cache
def read(file: str) -> tuple[list[Statistic], list[Refusal]]:
    data = (FOLDER / file).read_bytes()
    rows = list(parse_register(data, file, party_names("en").__contains__, code_of_name))
    return [r for r in rows if isinstance(r, Statistic)], [r for r in rows if isinstance(r, Refusal)]


def test_world_heritage() -> None:
    taken, refused = read("whc-en.xml.gz")
    sites = {r.source for r in taken}
    assert len(sites) + len(refused) == 1248, "every site is taken or refused"
    assert [r.kind for r in refused] == ["no state"], "one site is on the list without a state"
    assert len({r.source for r in taken if r.series.endswith("joint")}) == 51, "transboundary sites"


@pytest.mark.parametrize("day", ["2020-02-07", "2021-01-25", "2022-01-05", "2023-01-11", "2024-01-05", "2025-01-02"])
def test_entry_rules(day: str) -> None:
    taken, refused = read(f"{day}-passport-index-tidy-iso2.csv.gz")
    assert len(taken) == 199 * 198, "every passport at every other destination"
    assert {r.kind for r in refused} <= {"skipped:Requirement"}, "nothing else is refused"
    assert {r.period for r in taken} == {day}


@pytest.mark.parametrize(
    ("file", "series", "least"),
    [
        ("popular-origins-by-destination.csv.gz", "students.inbound", 17_000),
        ("inbound_intl.csv.gz", "students.inbound", 2_300),
        ("eurovision_votes.csv.gz", "eurovision.points", 36_000),
        ("twin_cities.csv.gz", "twin.cities", 24_800),
        ("Treaties_Master_List_Treaties.tsv.gz", "treaties.bilateral", 40_000),
    ],
)
def test_series(file: str, series: str, least: int) -> None:
    taken, refused = read(file)
    assert Counter(r.series for r in taken)[series] >= least, "most of the register is taken"
    assert max(Counter(r.kind for r in refused).values()) <= 21, "refusals are summed up"
