"""What does not agree with the tree is said."""

import numpy as np
import pandas as pd
import pytest
from tests.index.made_up import LOOSE, spec, table

from samarkand.index import build, read_spec
from samarkand.index.coherence import flag

RNG = np.random.default_rng(11)
N = 40
ONE, OTHER = RNG.normal(size=N), RNG.normal(size=N)


def columns(**more: np.ndarray) -> dict[str, list[float]]:
    return {name: values.tolist() for name, values in more.items()}


@pytest.mark.parametrize(
    ("r", "said"), [(-0.5, "cancel out"), (0.1, "weak"), (-0.2, "weak"), (0.95, "nearly the same"), (0.5, "")]
)
def test_flags(r: float, said: str) -> None:
    assert said in flag(r)
    assert bool(flag(r)) == bool(said)


def test_siblings_are_compared_as_pandas_does() -> None:
    given = columns(a=ONE, b=-(ONE + 0.8 * OTHER), c=OTHER)
    result = build(spec(), table(given))
    found = {(a.one, a.other): a for a in result.associations}
    frame = pd.DataFrame({"a": ONE, "b": ONE + 0.8 * OTHER})
    assert found["a", "b"].r == pytest.approx(frame.corr().loc["a", "b"]), "b counts against, and is turned"
    assert found["a", "b"].n == N
    assert ("a", "c") not in found, "they are no siblings"


def test_an_indicator_in_the_wrong_group_is_named() -> None:
    given = columns(a=ONE, b=-(OTHER + 0.2 * RNG.normal(size=N)), c=OTHER)
    doubts = {r.source_id: r for r in build(spec(), table(given)).refusals}
    assert "goes better with heritage" in doubts["b"].reason
    assert doubts["b"].kept


def test_one_that_runs_against_its_group_is_named() -> None:
    given = columns(a=3 * ONE, b=ONE + 0.5 * OTHER, c=OTHER)
    body = "[normalise]\nmethod = 'none'\n[aggregate]\ntop = 'arithmetic'"
    kinds = {(r.source_id, r.kind) for r in build(spec(body), table(given)).refusals}
    assert ("b", "coherence: runs against its parent") in kinds
    assert ("people", "coherence: low alpha") in kinds


def test_what_still_goes_with_size_is_said() -> None:
    text = (
        'id = "i"\n[[indicator]]\nid = "a"\nper = "people"\n[[indicator]]\nid = "b"\n[[indicator]]\nid = "c"\n' + LOOSE
    )
    people = np.exp(ONE)
    result = build(
        read_spec(text),
        table(
            columns(
                a=people * np.exp(0.3 * RNG.normal(size=N)), b=people * (1 + 0.01 * OTHER**2), c=OTHER, people=people
            )
        ),
    )
    found = {a.one: a for a in result.associations if a.other == "people"}
    assert found.keys() == {"a", "b", "c"}
    assert "goes with size" in found["b"].flag
    assert not found["a"].flag, "divided by people it no longer does"
