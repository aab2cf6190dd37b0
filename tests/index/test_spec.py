"""Specs: every key known, every value of its kind, the tree whole."""

import pytest
from tests.index.made_up import spec

from samarkand.domain.errors import SamarkandError
from samarkand.index.changes import YOUR_WEIGHTS, changed
from samarkand.index.methods import Aggregate, Normalise
from samarkand.index.spec_toml import read_spec
from samarkand.index.tree import tree

ONE = 'id = "i"\n[[indicator]]\nid = "a"\n'
FAULTS = [
    ("id = ", "no TOML"),
    ('id = "i"', "there is no indicator"),
    (ONE + 'colour = "red"', "unknown keys: colour"),
    ("colour = 1\n" + ONE, "unknown keys: colour"),
    (ONE + "direction = 2", "direction is 1 or -1"),
    (ONE + "weight = -1", "below zero"),
    (ONE + "weight = nan", "finite"),
    (ONE + 'weight = "much"', "not of the kind"),
    (ONE + 'group = "nowhere"', "no group 'nowhere'"),
    (ONE + '[[indicator]]\nid = "a"', "'a' stands 2 times"),
    (ONE + "[[indicator]]\nweight = 1", "its id is missing"),
    (ONE + '[[group]]\nid = "g"', "the group 'g' is empty"),
    (ONE + '[[group]]\nid = "g"\nparent = "h"\n[[group]]\nid = "h"\nparent = "g"', "go in a circle"),
    (ONE + '[normalise]\nmethod = "magic"', "choose one of min_max"),
    (ONE + "[normalise]\nlow = 5\nhigh = 5", "low must lie below high"),
    (ONE + "[screen]\npresent = 60", "screen.present is a share"),
    (ONE + "[uncertainty]\nlevel = 1.0", "between 0 and 1"),
    (ONE + "[uncertainty]\nsobol = 100", "power of two"),
    (ONE + '[uncertainty.choices]\n"impute.method" = ["mean"]', "at least two"),
    (ONE + "[rules]\nrows = 2", "rows is at least 3"),
    ('impute = "mean"\n' + ONE, "write \\[impute\\]"),
]


@pytest.mark.parametrize(("text", "said"), FAULTS)
def test_a_spec_that_cannot_be_used_says_why(text: str, said: str) -> None:
    with pytest.raises(SamarkandError, match=said):
        read_spec(text, "my.toml")


def test_the_tree_goes_from_the_leaves_to_the_index() -> None:
    found = tree(spec())
    assert found.nodes == ("a", "b", "c", "people", "heritage", "open")
    assert found.children == ((0, 1), (2,), (3, 4))
    assert found.methods == (Aggregate.ARITHMETIC, Aggregate.ARITHMETIC, Aggregate.GEOMETRIC)
    assert found.leaves_below[-1] == {0, 1, 2}
    assert [found.parent(n) for n in (0, 3, 5)] == [3, 5, None]


def test_one_choice_changes_and_the_rest_stays() -> None:
    before = spec()
    after = changed(before, {"normalise.method": "rank", "indicator.a.direction": -1})
    assert after.normalise.method is Normalise.RANK
    assert after.indicators[0].direction == -1
    assert after.indicators[1:] == before.indicators[1:]
    assert before.digest != after.digest
    assert not after.mark


@pytest.mark.parametrize("key", ["indicator.a.weight", "group.people.weight"])
def test_whoever_changes_weights_has_them_called_theirs(key: str) -> None:
    assert changed(spec(), {key: 3}).mark == YOUR_WEIGHTS


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("colour.of", 1, "no such choice"),
        ("indicator.z.weight", 1, "has no 'z'"),
        ("normalise.colour", 1, "no such setting"),
        ("normalise.low", True, "not of the kind"),
        ("aggregate.top", "median", "choose one of"),
    ],
)
def test_a_change_that_cannot_be_made_says_why(key: str, value: object, said: str) -> None:
    with pytest.raises(SamarkandError, match=said):
        changed(spec(), {key: value})
