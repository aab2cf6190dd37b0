"""Any table by the user's own word for what its columns mean."""

import pytest
from tests.collect.registers.test_offices import CODES, NAMES, SPECIFIC, WIDE, told

from samarkand.collect.registers.parse import parse_register
from samarkand.collect.registers.shape import read_shape
from samarkand.domain.errors import SamarkandError
from samarkand.domain.refusal import Refusal
from samarkand.domain.statistic import Statistic

LONG = """
series = "loans.{What}"
unit = "works"
area = "{Lender}"
counterpart = "{Borrower}"
scheme = "any"
period = "{Year}"
value = "{Number}"
status = "{Note}"
missing = ["..", "n/a"]
decimal = ","
source = "https://example.org/loans"

[statuses]
e = "estimated"

[names]
"Fidschi" = "FJ"

[[skip]]
column = "What"
values = ["total"]
why = "a sum of the others"
"""


def read(data: str, mapping: str, file: str = "own.csv") -> tuple[list[Statistic], list[Refusal]]:
    shape = read_shape(mapping, "map.toml")
    rows = list(parse_register(data.encode(shape.encoding), file, CODES.__contains__, NAMES.get, shape))
    return [r for r in rows if isinstance(r, Statistic)], [r for r in rows if isinstance(r, Refusal)]


def test_a_long_table() -> None:
    taken, refused = read(
        "Loans of our members\n\nWhat;Lender;Borrower;Year;Number;Note\n"
        "paintings;Fidschi;CHL;2020;1.234,5;e\npaintings;FJ;404;2021;..;\ntotal;FJ;CL;2020;9;\n"
        "paintings;FJ;CL;2022;;\npaintings;FJ;CL;2023;-3;\npaintings;FJ;CL;2024;1.5;\n",
        LONG,
    )
    assert told(taken) == [
        ("loans.paintings", "works", "FJ", "CL", "2020", 1234.5, "estimated"),
        ("loans.paintings", "works", "FJ", "KE", "2021", None, "missing"),
        ("loans.paintings", "works", "FJ", "CL", "2023", -3.0, "ok"),
    ], "codes of two letters, three letters or three figures; the header is looked for"
    assert [(r.row, r.kind) for r in refused] == [
        (7, "no number"),
        (8, "negative"),
        (9, "no number"),
        (6, "skipped:What"),
    ], "an empty cell is refused, not nought, unless the mapping says that blanks are no values"


WIDE_MAP = """
series = "visitors"
unit = "people"
area = "{Country}"
scheme = "name"
periods = '\\d{4}(?:-Q\\d)?'
period = "{PERIOD}"
value = "{VALUE}"
blank = true
skip_lines = 1
"""


def test_a_wide_table() -> None:
    taken, refused = read("Visitors\nCountry,Remark,2020,2021-Q1\nChile,x,5,\nKenya,y,1,2\nNowhere,z,3,4\n", WIDE_MAP)
    assert told(taken) == [
        ("visitors", "people", "CL", None, "2020", 5.0, "ok"),
        ("visitors", "people", "KE", None, "2020", 1.0, "ok"),
        ("visitors", "people", "KE", None, "2021-01/2021-03", 2.0, "ok"),
    ]
    assert [(r.row, r.kind) for r in refused] == [(5, "no such country")] * 2 + [(3, "skipped:blank")]


def test_another_encoding() -> None:
    taken, _ = read(
        "Country,2020\nChile,5\nÎle,1\n", 'encoding = "cp1252"\n' + WIDE_MAP.replace("skip_lines = 1\n", "")
    )
    assert [r.area for r in taken] == ["CL"]


def test_like_a_shape_we_know_but_for_some_keys() -> None:
    mapping = 'like = "sdmx"\nseries = "students.inbound"\nunit = "students"\n'
    taken, _ = read(SPECIFIC, mapping)
    assert {(r.series, r.unit) for r in taken} == {("students.inbound", "students")}
    taken, refused = read(
        WIDE, 'like = "world_bank_wide"\n[[only]]\ncolumn = "Country Code"\nvalues = ["FJI"]\nwhy = "not ours"\n'
    )
    assert {r.area for r in taken} == {"FJ"}
    assert any("4 rows: not ours" in r.reason for r in refused)


WRONG = [
    ("series =", "not TOML"),
    ('like = "nothing"', "no shape 'nothing'"),
    (LONG + "colour = 1\n", "unknown settings|missing 1 required|unexpected keyword"),
    ("colour = 1\n" + LONG, "unknown settings"),
    ('series = "a"\n', "are missing"),
    (LONG.replace('scheme = "any"', 'scheme = "fips"'), "scheme: 'fips'"),
    (LONG.replace('unit = "works"', "unit = 5"), "unit: 5 is no text"),
    (LONG.replace('decimal = ","', 'decimal = ";"'), "decimal: "),
    (WIDE_MAP.replace(r"'\d{4}(?:-Q\d)?'", "'('"), "periods: no pattern"),
    (WIDE_MAP.replace("blank = true", 'blank = "yes"'), "blank: say true or false"),
    (WIDE_MAP.replace("skip_lines = 1", "skip_lines = -1"), "skip_lines: "),
    ('names = "all"\n' + WIDE_MAP, "names: a table is needed"),
]


@pytest.mark.parametrize(("mapping", "says"), WRONG, ids=[says for _, says in WRONG])
def test_a_mapping_that_cannot_be_used_says_why(mapping: str, says: str) -> None:
    with pytest.raises(SamarkandError, match=says) as caught:
        read_shape(mapping, "map.toml")
    assert caught.value.remedy


def test_a_table_without_the_columns_is_said_with_those_it_has() -> None:
    with pytest.raises(SamarkandError, match=r"no column 'Number'.*'Sum'"):
        read("What,Lender,Borrower,Year,Sum,Note\na,FJ,CL,2020,1,\n", LONG)
    with pytest.raises(SamarkandError, match="no column is a period"):
        read("Visitors\nCountry,Remark\nChile,x\n", WIDE_MAP)
