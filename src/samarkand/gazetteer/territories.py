"""Territories with a code of their own, and the states responsible for them."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


def state_of(code: str) -> str:
    """The state a territory belongs to; any other code as it is."""
    return _states().get(code, code)


@cache
def _states() -> Mapping[str, str]:
    text = files("samarkand.gazetteer").joinpath("territories.toml").read_text(encoding="utf-8")
    return dict(tomllib.loads(text)["state_of"])
