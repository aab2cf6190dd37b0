"""Registers of every shape, from a few lines each."""

import gzip
from collections import Counter
from collections.abc import Callable

import pytest

from samarkand.collect.registers import parse
from samarkand.collect.registers.parse import parse_register
from samarkand.domain.errors import SamarkandError
from samarkand.domain.refusal import Refusal
from samarkand.domain.statistic import Statistic

NAMES = {"Chile": "CL", "Kenya": "KE", "Fiji": "FJ", "Norway": "NO", "Viet Nam": "VN"}
CODES = {*NAMES.values(), "BT", "UY", "JO", "KR", "KP", "CG", "CD", "GB", "VE", "MN", "FR", "MA"}


def read(text: str | bytes, file: str = "x.csv") -> tuple[list[Statistic], list[Refusal]]:
    """Cells and refusals of a file."""
    data = text.encode() if isinstance(text, str) else text
    rows = list(parse_register(data, file, CODES.__contains__, NAMES.get))
    taken = [row for row in rows if isinstance(row, Statistic)]
    return taken, [row for row in rows if isinstance(row, Refusal)]


VISA = "Passport,Destination,Requirement\n"
CODED = "Passport,Destination,Code\n"
VISA_FILE = "2022-01-05-passport-index-tidy-iso2.csv"


@pytest.mark.parametrize(
    ("header", "rule", "openness"),
    [
        (VISA, "visa free", 1.0),
        (VISA, "90", 1.0),
        (VISA, "7", 1.0),
        (VISA, "visa on arrival", 0.7),
        (VISA, "eta", 0.7),
        (VISA, "e-visa", 0.5),
        (VISA, "EVW", 0.5),
        (VISA, "visa required", 0.0),
        (VISA, "covid ban", -1.0),
        (VISA, "no admission", -1.0),
        (CODED, "VF", 1.0),
        (CODED, "30", 1.0),
        (CODED, "ETA", 0.7),
        (CODED, "VOA", 0.5),
        (CODED, "VR", 0.0),
    ],
)
def test_entry_rules_become_openness(header: str, rule: str, openness: float) -> None:
    taken, refused = read(f"{header}BT,UY,{rule}\n", VISA_FILE)
    assert not refused, "every rule is known"
    assert [(r.series, r.unit, r.area, r.counterpart) for r in taken] == [("visa.rule", "openness", "UY", "BT")], (
        "the destination admits, the passport asks"
    )
    assert (taken[0].period, taken[0].value, taken[0].label) == ("2022-01-05", openness, rule)


def test_a_passport_and_its_own_country_are_counted_in_one_line() -> None:
    taken, refused = read(VISA + "BT,BT,-1\nUY,UY,-1\nBT,UY,30\n", VISA_FILE)
    assert len(taken) == 1, "only the pair of two countries is taken"
    assert [r.kind for r in refused] == ["skipped:Requirement"], "one line for all that is beyond our purpose"
    assert refused[0].reason.startswith("2 rows"), "and it says how many"


def test_negative_days_are_no_rule() -> None:
    taken, refused = read(VISA + "BT,UY,-7\n", VISA_FILE)
    assert (taken, [r.kind for r in refused]) == ([], ["no number"])


def test_entry_rules_need_a_date() -> None:
    with pytest.raises(SamarkandError, match="the date is missing"):
        read(VISA + "BT,UY,30\n", "passports.csv")


def test_student_origins_and_lumps() -> None:
    taken, refused = read(
        "year,dest_country_name,origin_country_lumped,value_lumped,cond_all\n"
        "2019,Kenya,Norway,12,- - - -\n2019,Kenya,Other countries,40,- - - -\n"
        "2019,Kenya,Asia: unknown countries,5,- - - -\n2019,Fiji,Venezuala,3,- - - -\n"
    )
    assert not refused, "all rows hold a number"
    assert [(r.series, r.area, r.counterpart, r.value, r.label) for r in taken] == [
        ("students.inbound", "KE", "NO", 12.0, ""),
        ("students.inbound.lump", "KE", None, 40.0, "Other countries"),
        ("students.inbound.lump", "KE", None, 5.0, "Asia: unknown countries"),
        ("students.inbound", "FJ", "VE", 3.0, ""),
    ], "a lump is no total and stands in a series of its own; the register's misspelling is known"


def test_student_totals() -> None:
    taken, refused = read(
        "indicatorId,geoUnit,year,value,qualifier,magnitude\n26637,CHL,2019,5000.5,,\n"
        "26637,KEN,2019,60,UIS_EST,\n26637,FJI,2019,0,,NA\n26637,MNG,2019,0,,NIL\n"
        "26637,WB: World,2019,6000000,UIS_EST,\nMENF.5T8,CHL,2019,-9,,\n"
    )
    assert [(r.area, r.counterpart, r.value, r.status, r.label) for r in taken] == [
        ("CL", None, 5000.5, "ok", ""),
        ("KE", None, 60.0, "ok", "estimated by the institute"),
        ("FJ", None, None, "not applicable", ""),
        ("MN", None, 0.0, "ok", ""),
    ], "three-letter codes; a true nought is a value, a question that does not arise is none"
    assert {r.kind for r in refused} == {"skipped:geoUnit", "skipped:indicatorId"}


def test_song_contest() -> None:
    taken, refused = read(
        "year,round,from_country_id,to_country_id,total_points,tele_points,jury_points\n"
        "1999,f,no,gb,12,,\n1999,f,gb,no,0,,\n1999,f,no,no,0,,\n1999,sf,no,gb,1,,\n"
        "2024,f,ROW,gb,3,,\n1987,f,yu,no,4,,\n"
    )
    assert [(r.area, r.counterpart, r.value) for r in taken] == [("GB", "NO", 12.0), ("NO", "GB", 0.0)]
    assert Counter(r.kind for r in refused) == Counter(
        ["skipped:own", "skipped:round", "skipped:from_country_id", "no such country"]
    ), "finals between two countries of today only"


def test_twin_towns() -> None:
    taken, refused = read(
        "city1,country1,lat1,lng1,city2,country2,lat2,lng2\nArica,Chile,0,0,Bergen,Norway,0,0\n"
        "Arica,Chile,0,0,Suva,Fiji,0,0\nArica,Chile,0,0,York,England,0,0\nOslo,Norway,0,0,Hamar,Norway,0,0\n"
        'Arica,Chile,0,0,"Varna, Bulgaria",,,\n'
    )
    assert [(r.area, r.counterpart, r.period, r.label) for r in taken] == [
        ("CL", "NO", "", "Arica – Bergen"),
        ("CL", "FJ", "", "Arica – Suva"),
        ("CL", "GB", "", "Arica – York"),
    ], "two twins of one country are two rows"
    assert [r.kind for r in refused] == ["skipped:own", "skipped:country2"]


def test_treaties() -> None:
    taken, refused = read(
        "\ttreaty_id\tSigned\tparty1\tparty2\tlaterality\theadnote\ttopic\n"
        "0\t7\t1971-05-02\tKOREN\tCONGO\tBILAT\tCulture\t7CULT\n"
        "1\t8\t1971-05-03\tKORES\tUSSR\tBILAT\tTrade\t3TRADE\n"
        "2\t9\t1971-05-04\tKORES\tZAIRE\tUNILAT\tAid\t4AID\n"
    )
    row = Statistic(
        "treaties.bilateral", "treaty", "KP", "CG", "1971-05-02", 1.0, "ok", "7CULT: Culture", "World Treaty Index 7"
    )
    assert taken == [row], "the party codes mean what their names say"
    assert [r.kind for r in refused] == ["no such country", "skipped:laterality"]


TIDY = "series,unit,area,counterpart,period,value,label,source\n"


def test_the_tidy_shape() -> None:
    taken, refused = read(TIDY + "books.loaned,books,cl,KE,2020-03,7,maps,https://example.org\na,b,FJ,,2020,1,,\n")
    assert not refused, "both rows are good"
    assert taken[0] == Statistic(
        "books.loaned", "books", "CL", "KE", "2020-03", 7.0, "ok", "maps", "https://example.org"
    ), "columns as they stand, codes in capitals"
    assert taken[1].counterpart is None, "no counterpart is needed"


def test_a_tidy_status_leaves_the_value_out() -> None:
    taken, _ = read(TIDY.rstrip() + ",status\na,b,FJ,,2020,,,,not reported\na,b,FJ,,2021,4,,,\n")
    assert [(r.value, r.status) for r in taken] == [(None, "not reported"), (4.0, "ok")]


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("a,b,Q9,,2020,1,,", "no such country"),
        ("a,b,,,2020,1,,", "no such country"),
        ("a,b,CL,QQ,2020,1,,", "no such country"),
        ("a,b,CL,KE,20,1,,", "bad period"),
        ("a,b,CL,KE,2020-13,1,,", "bad period"),
        ("a,b,CL,KE,2020,many,,", "no number"),
        ("a,b,CL,KE,2020,,,", "no number"),
        ("a,b,CL,KE,2020,nan,,", "no number"),
        ("a,b,CL,KE,2020,inf,,", "no number"),
        (",b,CL,KE,2020,1,,", "no series"),
        ("a,,CL,KE,2020,1,,", "no unit"),
        ("a,b,CL,KE,2020,1", "ragged row"),
        ("a,b,CL,CL,2020,1,,", "skipped:own"),
    ],
)
def test_bad_rows_are_refused_with_their_place(row: str, kind: str) -> None:
    taken, refused = read(TIDY + "a,b,FJ,,2020,1,,\n" + row + "\n", "own.csv")
    assert len(taken) == 1, "the good row is not harmed"
    assert [(r.file, r.row, r.kind, r.kept) for r in refused] == [("own.csv", 3, kind, False)]
    assert refused[0].reason, "and the refusal says why"


def test_the_second_of_two_equal_cells_is_refused() -> None:
    taken, refused = read(VISA + "BT,UY,30\nBT,UY,90\nBT,JO,30\n", VISA_FILE)
    assert [(r.area, r.label) for r in taken] == [("UY", "30"), ("JO", "30")], "the first stands"
    assert [(r.kind, r.row) for r in refused] == [("double", 3)]
    assert "row 2" in refused[0].reason, "the refusal names the first"


def test_long_lists_of_like_refusals_are_summed_up() -> None:
    _, refused = read(TIDY + "".join(f"a,b,Q{n},,2020,1,,\n" for n in range(50)) + "a,b,CL,,2020,x,,\n")
    assert Counter(r.kind for r in refused) == {"no such country": 21, "no number": 1}
    assert [r.reason for r in refused if r.reason.startswith("30 more rows")], "the rest is counted in one line"


def gz(text: str) -> bytes:
    return gzip.compress(text.encode(), mtime=0)


@pytest.mark.parametrize(
    "dress", [str.encode, gz, lambda text: ("\ufeff" + text).encode(), lambda text: text.replace("\n", "\r\n").encode()]
)
def test_packing_marks_and_line_ends_do_not_matter(dress: Callable[[str], bytes]) -> None:
    taken, refused = read(dress(TIDY + "a,b,FJ,,2020,1,,\n\n"))
    assert (len(taken), refused) == (1, []), "an empty line is no row"


SITE = (
    "<row><date_inscribed>{year}</date_inscribed><http_url>https://example.org/1</http_url><iso_code>{codes}</iso_code>"
    "<site>&lt;em&gt;Old  Road&lt;/em&gt;</site><states>Somewhere</states><transboundary>{joint}</transboundary></row>"
)


def test_packed_files_of_a_size_beyond_reason_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parse, "LARGEST", 10)
    with pytest.raises(SamarkandError, match="unpacks to more"):
        read(gz(TIDY))


def test_packed_files_of_several_parts_are_read_whole() -> None:
    taken, _ = read(gz(TIDY + "a,b,FJ,,2020,1,,\n") + gz("a,b,CL,,2020,1,,\n"))
    assert [r.area for r in taken] == ["FJ", "CL"]


def heritage(*sites: tuple[str, str, int]) -> str:
    rows = "".join(SITE.format(year=year, codes=codes, joint=joint) for year, codes, joint in sites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<query>{rows}</query>'


def test_world_heritage() -> None:
    taken, refused = read(
        gz(heritage(("2014", "cl,ke", 1), ("2019", "fj", 0), ("1981", "", 0), ("2020", "qq", 0), ("", "mn", 0))),
        "whc-en.xml.gz",
    )
    assert [(r.series, r.area, r.period) for r in taken] == [
        ("whc.inscription", "CL", "2014"),
        ("whc.inscription.joint", "CL", "2014"),
        ("whc.inscription", "KE", "2014"),
        ("whc.inscription.joint", "KE", "2014"),
        ("whc.inscription", "FJ", "2019"),
    ], "a row for each state, once more where they hold it together"
    assert {(r.unit, r.value, r.label, r.source) for r in taken} == {
        ("site", 1.0, "Old Road", "https://example.org/1")
    }, "names without markup"
    assert [(r.row, r.kind) for r in refused] == [(3, "no state"), (4, "no such country"), (5, "no name or year")]


BOMB = '<!DOCTYPE q [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><query><row><site>&b;</site></row></query>'
OUTSIDE = '<!DOCTYPE q [<!ENTITY x SYSTEM "file:///etc/hostname">]><query><row><site>&x;</site></row></query>'


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (BOMB.encode(), "declares a document type"),
        (OUTSIDE.encode(), "declares a document type"),
        (('<?xml version="1.0" encoding="UTF-16"?>' + BOMB).encode("utf-16"), "declares a document type"),
        (b"<query><row>", "not well-formed"),
        (b"<rss><channel/></rss>", "not the World Heritage List"),
        (b"town,mayor\nSuva,Someone\n", "no known register"),
        (b"", "no known register"),
        ("série,é\n".encode("latin-1"), "not UTF-8"),
        (gz("a,b\n")[:-9], "damaged"),
        (b"\x1f\x8bnothing", "damaged"),
        ((TIDY + 'a,b,FJ,,2020,1,"' + "x" * 200_000 + "\n").encode(), "breaks off"),
    ],
)
def test_what_cannot_be_read_says_so(data: bytes, says: str) -> None:
    with pytest.raises(SamarkandError, match=says) as caught:
        read(data, "odd.file")
    assert caught.value.remedy, "and what to do"
