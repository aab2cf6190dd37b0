"""Imputation against pandas."""

import numpy as np
import pandas as pd
import pytest

from samarkand.domain.errors import SamarkandError
from samarkand.index.columns import indicator_table
from samarkand.index.impute import fills, imputed
from samarkand.index.methods import Impute

FRAME = pd.DataFrame(
    {
        "area": list("ABCDEF") * 2,
        "period": ["2020"] * 6 + ["2022"] * 6,
        "group": list("xxxyyy") * 2,
        "v": [1, None, 6, 2, 10, None, None, 3, 5, None, 8, 4],
        "w": [2, 4, 6, 8, 10, 12, 1, 2, None, 4, 5, 6],
    }
)


def filled(method: Impute, frame: pd.DataFrame = FRAME) -> pd.DataFrame:
    table = indicator_table({key: frame[key].tolist() for key in frame})
    values = imputed(table.values[None], fills(table, method))[0]
    made = pd.DataFrame(
        {"area": table.areas, "period": table.periods, **dict(zip(table.indicators, values, strict=True))}
    )
    return made.sort_values(["period", "area"]).reset_index(drop=True)


@pytest.mark.parametrize(
    ("method", "keys", "statistic"),
    [
        (Impute.MEAN, ["period"], "mean"),
        (Impute.MEDIAN, ["period"], "median"),
        (Impute.GROUP_MEAN, ["period", "group"], "mean"),
        (Impute.GROUP_MEDIAN, ["period", "group"], "median"),
    ],
)
def test_means_and_medians_are_those_of_pandas(method: Impute, keys: list[str], statistic: str) -> None:
    made = filled(method)
    for name in ("v", "w"):
        expected = FRAME[name].fillna(FRAME.groupby(keys)[name].transform(statistic))
        assert made[name].tolist() == pytest.approx(expected.tolist(), nan_ok=True)


def test_by_hand() -> None:
    made = filled(Impute.MEAN)
    # 2020: 1, 6, 2, 10 have the mean 4.75
    assert made.loc[made.area.eq("B") & made.period.eq("2020"), "v"].item() == 4.75


def panel(*values: float | None) -> pd.DataFrame:
    years = ["2020", "2021", "2024", "2025"]
    others = [float(n) for n in range(len(values))]
    return pd.DataFrame({"area": ["A"] * 4 + ["B"] * 4, "period": years * 2, "v": [*values, *others]})


@pytest.mark.parametrize(
    ("method", "given", "expected"),
    [
        (Impute.PANEL_LATEST, (1.0, None, None, 4.0), [1, 1, 1, 4]),
        (Impute.PANEL_LATEST, (None, 2.0, None, 4.0), [np.nan, 2, 2, 4]),
        (Impute.PANEL_LINEAR, (1.0, None, None, 6.0), [1, 2, 5, 6]),
        (Impute.PANEL_LINEAR, (None, 2.0, 5.0, None), [2, 2, 5, 5]),
        (Impute.PANEL_LINEAR, (None, None, None, None), [np.nan] * 4),
    ],
)
def test_a_panel_is_filled_from_the_same_area(
    method: Impute, given: tuple[float | None, ...], expected: list[float]
) -> None:
    made = filled(method, panel(*given))
    assert made[made.area.eq("A")].v.tolist() == pytest.approx(expected, nan_ok=True), "years count, not rows"


def test_what_nothing_stands_in_for_stays_missing() -> None:
    frame = FRAME.assign(v=[None] * 6 + [1, 2, 3, 4, 5, 6])
    assert filled(Impute.MEDIAN, frame).v.isna().sum() == 6, "no area has it in 2020"


def test_groups_are_asked_for_where_they_are_needed() -> None:
    table = indicator_table({"area": ["A", "B"], "v": [1, None]})
    with pytest.raises(SamarkandError, match="no column `group`"):
        fills(table, Impute.GROUP_MEAN)


def test_a_period_that_is_no_year_cannot_be_interpolated() -> None:
    table = indicator_table({"area": ["A"] * 3, "period": ["x", "y", "z"], "v": [1, None, 3]})
    with pytest.raises(SamarkandError, match="does not begin with a year"):
        fills(table, Impute.PANEL_LINEAR)
