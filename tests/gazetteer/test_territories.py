"""Territories lead to a state; everything else stays as it is."""

import pytest

from samarkand.gazetteer.build import table
from samarkand.gazetteer.labels import country_codes
from samarkand.gazetteer.territories import state_of


@pytest.mark.parametrize(
    ("code", "state"),
    [
        *(("HK", "CN"), ("MO", "CN"), ("PR", "US"), ("GL", "DK"), ("FO", "DK"), ("AX", "FI"), ("RE", "FR")),
        *((code, code) for code in ("KE", "EU", "XX", "TW", "PS", "EH", "CK")),
    ],
)
def test_state_of(code: str, state: str) -> None:
    assert state_of(code) == state


def test_every_territory_and_state_is_a_country_code_and_no_state_is_a_territory() -> None:
    states = table("territories.toml")["state_of"]
    assert {*states, *states.values()} <= country_codes()
    assert not {*states} & {*states.values()}
