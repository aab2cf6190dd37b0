"""Tables and specs small enough to reckon by hand."""

from collections.abc import Mapping, Sequence
from typing import Any

from samarkand.index import IndexSpec, IndicatorTable, indicator_table, read_spec

AREAS = ("AA", "BB", "CC", "DD", "EE")
LOOSE = "[rules]\nrows = 3\nindicators = 2\n"


def spec(body: str = "", rules: str = LOOSE) -> IndexSpec:
    """Two pillars: `people` of a and b, `heritage` of c."""
    return read_spec(
        f"""
        id = "open"
        title = "Openness"
        layer = "statistical"
        [[group]]
        id = "people"
        [[group]]
        id = "heritage"
        [[indicator]]
        id = "a"
        group = "people"
        [[indicator]]
        id = "b"
        group = "people"
        direction = -1
        [[indicator]]
        id = "c"
        group = "heritage"
        {body}
        {rules}"""
    )


def flat(columns: Sequence[str], body: str = "", rules: str = LOOSE) -> IndexSpec:
    """All indicators right below the index, which takes their arithmetic mean unless told."""
    leaves = "".join(f'[[indicator]]\nid = "{name}"\n' for name in columns)
    top = "" if "[aggregate]" in body else '[aggregate]\ntop = "arithmetic"\n'
    return read_spec(f'id = "open"\nlayer = "statistical"\n{leaves}\n{top}{body}\n{rules}')


def table(columns: Mapping[str, Sequence[Any]] | None = None, **more: Sequence[Any]) -> IndicatorTable:
    given = dict(columns or {"a": [10, 20, 30, 40, 50], "b": [5, 1, 4, 2, 3], "c": [0, 1, 8, 3, 4]}) | more
    rows = len(next(iter(given.values())))
    return indicator_table(
        {"area": AREAS[:rows] if rows <= 5 else [f"a{n:03}" for n in range(rows)], **given}, "made up"
    )
