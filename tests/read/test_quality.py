"""Floors on the shared gold; without the folder the test is skipped, and says so."""

import tomllib
from pathlib import Path

from tools.quality import measure

FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text("utf-8"))
_F1 = ("relevance", "event", "typed")


def test_the_reader_stays_above_its_floors(shared: Path) -> None:
    whole = measure(shared)["all"]
    reached = {name: whole[name]["f1"] if name in _F1 else whole[name]["right"] for name in FLOORS}
    below = {name: (value, FLOORS[name]) for name, value in reached.items() if value < FLOORS[name]}
    assert not below, f"below their floors: {below}"
