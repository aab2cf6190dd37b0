"""The tables of settings themselves."""

import pytest

from samarkand.collect.registers.areas import two_letters
from samarkand.collect.registers.shape import SCHEMES, Shape, shape_of, shapes


@pytest.mark.parametrize("shape", shapes(), ids=lambda shape: shape.name)
def test_shapes_ask_for_columns_they_require(shape: Shape) -> None:
    columns = {choice.column for choice in (*shape.only, *shape.skip, *shape.lump)}
    assert columns - {"ACTION"} <= set(shape.header), "rows are chosen by columns that are there"
    assert shape_of(shape.header, "x") is shape, "its own header is known as no other's"
    assert shape.scheme in SCHEMES, "the scheme is one we can read"
    assert all(len(code) in (0, 2) for code in shape.names.values()), "names lead to two-letter codes"
    assert bool(shape.lump) == bool(shape.lumped), "lumps have a series"


def test_codes_of_three_letters() -> None:
    codes = two_letters()
    known = [codes.get(code) for code in ("TON", "BWA", "PRY", "LVA", "KGZ", "CAN")]
    assert known == ["TO", "BW", "PY", "LV", "KG", "CA"], "from every continent"
    assert "XYZ" not in codes, "and no others"
