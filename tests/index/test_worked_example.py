"""The worked example: real registers, a few areas by hand, and the page as it was written."""

import pytest
from tools import index_example

from samarkand.index import build, indicator_table, read_spec

pytestmark = pytest.mark.skipif(
    not index_example.FOLDER.is_dir(),
    reason="no shared registers: set SAMARKAND_SHARED, or put ../shared beside the repository",
)
THREE = """
id = "few"
layer = "statistical"
[[indicator]]
id = "visa_in"
low = 0
high = 1
normalise = "goalposts"
[[indicator]]
id = "sites"
[[indicator]]
id = "town_partners"
[rules]
rows = 5
"""


def test_the_first_five_areas_of_the_alphabet_by_hand() -> None:
    visa_in, towns = index_example.entry_rules()[0], index_example.town_partners()
    areas = sorted(visa_in)[:5]
    assert areas == ["AD", "AE", "AF", "AG", "AL"]
    inscribed, _ = index_example.sites(areas)
    found = {"visa_in": visa_in, "sites": inscribed, "town_partners": towns}
    few = {"area": areas, **{name: [values[area] for area in areas] for name, values in found.items()}}
    # what the registers say: passports let in (of 198, a visa at the border or on line counts in part), sites, towns
    assert [round(visa_in[area] * 198, 1) for area in areas] == [93.0, 142.7, 0.0, 155.5, 145.0]
    assert few["sites"] == [1, 2, 2, 1, 4]
    assert few["town_partners"] == [2, 13, 4, 2, 21]
    # scale 1 to 100: visa 1 + 99 x share; sites 1 + 99 (n - 1) / 3; towns 1 + 99 (n - 2) / 19; cube root of the product
    expected = {
        "AD": (47.5 * 1 * 1) ** (1 / 3),
        "AE": (72.35 * 34 * 58.3158) ** (1 / 3),
        "AF": (1 * 34 * 11.4211) ** (1 / 3),
        "AG": (78.75 * 1 * 1) ** (1 / 3),
        "AL": (73.5 * 100 * 100) ** (1 / 3),
    }
    result = build(read_spec(THREE), indicator_table(few))
    assert {s.area: s.score for s in result.of()} == pytest.approx(expected, rel=1e-5)
    assert [s.area for s in result.of()] == ["AL", "AE", "AF", "AG", "AD"]


@pytest.mark.slow
def test_zero_and_missing_are_told_apart() -> None:
    columns = index_example.columns()
    by_area = {area: n for n, area in enumerate(columns["area"])}
    assert columns["song_points"][by_area["JP"]] is None, "who cannot take part has no points, not zero"
    assert columns["joint_sites"][by_area["JP"]] == 1.0
    assert sum(v is None for v in columns["sites"]) == 0, "the list is complete: not on it is zero"
    assert sum(v is None for v in columns["visa_in"]) == 0
    assert sum(v is None for v in columns["students_in"]) == 67, "as docs/index.md says"


@pytest.mark.slow
def test_the_page_is_what_the_program_says() -> None:
    written = index_example.PAGE.read_text("utf-8").split(index_example.BEGIN)[1].split(index_example.END)[0].strip()
    assert written == "\n".join(index_example.page(index_example.built())), "run: python -m tools.index_example --write"
