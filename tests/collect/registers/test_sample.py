"""The figures that come with the sample observatory."""

import tomllib
from collections import Counter, defaultdict
from functools import cache
from importlib.resources import files

import pytest

from samarkand.collect.registers.parse import parse_register
from samarkand.domain.refusal import Refusal
from samarkand.domain.statistic import Statistic
from samarkand.gazetteer.labels import code_of_name, party_names

FOLDER = files("samarkand.sample").joinpath("registers")
SOURCES = tomllib.loads(FOLDER.joinpath("SOURCES.toml").read_text("utf-8"))


@cache
def read(name: str) -> tuple[list[Statistic], list[Refusal]]:
    file = SOURCES[name]["file"]
    data = FOLDER.joinpath(file).read_bytes()
    rows = list(parse_register(data, file, party_names("en").__contains__, code_of_name))
    return [r for r in rows if isinstance(r, Statistic)], [r for r in rows if isinstance(r, Refusal)]


@pytest.mark.parametrize("name", SOURCES)
def test_every_row_is_taken(name: str) -> None:
    taken, refused = read(name)
    assert not refused, "our own files are clean"
    assert {row.series for row in taken} == set(SOURCES[name]["series"]), "and hold what the list of sources says"
    assert SOURCES[name]["licence"], "with a licence"


def test_every_file_has_its_source() -> None:
    there = {entry.name for entry in FOLDER.iterdir() if ".csv" in entry.name}
    assert there == {source["file"] for source in SOURCES.values()}


def test_sites_by_year() -> None:
    taken, _ = read("world_heritage")
    sites = {(row.period, row.source) for row in taken}
    years = Counter(year for year, _ in sites)
    assert set(years) == {"2019", "2021", "2023", "2024", "2025"}, "no session in 2020 and 2022"
    assert (years["2024"], years["2025"]) == (24, 26), "as many as the committee entered"


def test_every_kept_rule_changed_and_has_all_states() -> None:
    states: dict[tuple[str, str | None], list[float | None]] = defaultdict(list)
    for row in read("entry_rules")[0]:
        states[row.area, row.counterpart].append(row.value)
    assert len(states) == 21_619, "as the list of sources says"
    assert {len(values) for values in states.values()} == {6}, "six dates"
    assert all(len(set(values)) > 1 for values in states.values()), "and at least one change"


def test_students_come_from_and_go_to_all_continents() -> None:
    hosts = {row.area for row in read("students_totals")[0]}
    assert {"GH", "NZ", "BR", "CA", "KZ", "LV", "JO", "MY"} <= hosts
    assert len(hosts) > 140, "most countries report"
    assert all(row.counterpart for row in read("students_origins")[0]), "every flow has an origin"
