"""Downloads of statistical offices, a few lines each in their real shapes."""

import io
import json
import zipfile
from collections import Counter

import pytest

from samarkand.collect.registers.parse import parse_register
from samarkand.domain.errors import SamarkandError
from samarkand.domain.refusal import Refusal
from samarkand.domain.statistic import Statistic

NAMES = {"Chile": "CL", "Kenya": "KE", "Fiji": "FJ"}
CODES = {*NAMES.values(), "NO", "GR", "XK", "EU"}
Taken = tuple[list[Statistic], list[Refusal]]


def read(data: str | bytes, file: str = "x") -> Taken:
    body = data.encode() if isinstance(data, str) else data
    rows = list(parse_register(body, file, CODES.__contains__, NAMES.get))
    return [r for r in rows if isinstance(r, Statistic)], [r for r in rows if isinstance(r, Refusal)]


def told(taken: list[Statistic]) -> list[tuple[object, ...]]:
    return [(r.series, r.unit, r.area, r.counterpart, r.period, r.value, r.status) for r in taken]


MESSAGE = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1"
HEADER = """<message:Header><message:ID>x1</message:ID><message:Test>false</message:Test>
<message:Prepared>2024-05-02T10:00:00</message:Prepared><message:Sender id="OFF"/>
<message:Structure structureID="S1" {namespace}dimensionAtObservation="TIME_PERIOD"><common:Structure>
<Ref id="STU" agencyID="OFF" version="1.0"/></common:Structure></message:Structure></message:Header>"""
GENERIC = f"""<?xml version="1.0" encoding="UTF-8"?>
<message:GenericData xmlns:message="{MESSAGE}/message" xmlns:common="{MESSAGE}/common"
 xmlns:generic="{MESSAGE}/data/generic">{HEADER.format(namespace="")}<message:DataSet structureRef="S1"><generic:Series>
<generic:SeriesKey><generic:Value id="FREQ" value="A"/><generic:Value id="REF_AREA" value="CHL"/>
<generic:Value id="COUNTERPART_AREA" value="KEN"/><generic:Value id="INDICATOR" value="MOB"/></generic:SeriesKey>
<generic:Attributes><generic:Value id="UNIT_MEASURE" value="PS"/><generic:Value id="UNIT_MULT" value="3"/></generic:Attributes>
<generic:Obs><generic:ObsDimension value="2020"/><generic:ObsValue value="12"/><generic:Attributes>
<generic:Value id="OBS_STATUS" value="E"/></generic:Attributes></generic:Obs>
<generic:Obs><generic:ObsDimension value="2021"/><generic:ObsValue value="NaN"/><generic:Attributes>
<generic:Value id="OBS_STATUS" value="M"/></generic:Attributes></generic:Obs>
</generic:Series></message:DataSet></message:GenericData>"""
SPECIFIC = f"""<?xml version="1.0" encoding="UTF-8"?>
<message:StructureSpecificData xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:message="{MESSAGE}/message"
 xmlns:common="{MESSAGE}/common" xmlns:ss="{MESSAGE}/data/structurespecific" xmlns:ns1="urn:x">
{HEADER.format(namespace='namespace="urn:x" ')}
<message:DataSet ss:dataScope="DataStructure" xsi:type="ns1:DataSetType" ss:structureRef="S1">
<Series FREQ="A" REF_AREA="CHL" COUNTERPART_AREA="KEN" INDICATOR="MOB" UNIT_MEASURE="PS" UNIT_MULT="3">
<Obs TIME_PERIOD="2020" OBS_VALUE="12" OBS_STATUS="E"/><Obs TIME_PERIOD="2021" OBS_VALUE="NaN" OBS_STATUS="M"/></Series>
</message:DataSet></message:StructureSpecificData>"""
CSV_1 = (
    "DATAFLOW,FREQ,REF_AREA,COUNTERPART_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MEASURE,UNIT_MULT\n"
    "OFF:STU(1.0),A,CHL,KEN,MOB,2020,12,E,PS,3\nOFF:STU(1.0),A,CHL,KEN,MOB,2021,,M,PS,3\n"
)
CSV_2 = (
    "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,COUNTERPART_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MEASURE,UNIT_MULT\n"
    "dataflow,OFF:STU(1.0),I,A,CHL,KEN,MOB,2020,12,E,PS,3\ndataflow,OFF:STU(1.0),I,A,CHL,KEN,MOB,2021,NaN,M,PS,3\n"
)
CSV_WITH_NAMES = (
    "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,FREQ,Frequency,REF_AREA,Area,COUNTERPART_AREA,Partner,INDICATOR,Indicator,"
    "TIME_PERIOD,Time,OBS_VALUE,Value,OBS_STATUS,Status,UNIT_MEASURE,Unit,UNIT_MULT,Power\n"
    "dataflow,OFF:STU(1.0),Students,I,A,Annual,CHL,Chile,KEN,Kenya,MOB,Mobile,2020,,12,,E,Estimated,PS,Persons,3,Thousands\n"
    "dataflow,OFF:STU(1.0),Students,I,A,Annual,CHL,Chile,KEN,Kenya,MOB,Mobile,2021,,,,M,Missing,PS,Persons,3,Thousands\n"
)
CSV_BOTH = (
    "DATAFLOW;FREQ: Frequency;REF_AREA: Area;COUNTERPART_AREA: Partner;INDICATOR: What;TIME_PERIOD: Time;OBS_VALUE: Value;"
    "OBS_STATUS: Status;UNIT_MEASURE: Unit;UNIT_MULT: Power\n"
    "OFF:STU(1.0): Students;A: Annual;CHL: Chile;KEN: Kenya;MOB: Mobile;2020;12;E: Estimated;PS: Persons;3: Thousands\n"
    "OFF:STU(1.0): Students;A: Annual;CHL: Chile;KEN: Kenya;MOB: Mobile;2021;;M: Missing;PS: Persons;3: Thousands\n"
)


def part(name: str, *values: str) -> dict[str, object]:
    return {"id": name, "name": name.title(), "values": [{"id": value, "name": value} for value in values]}


STRUCTURE = {
    "id": "STU",
    "dimensions": {
        "dataSet": [part("FREQ", "A")],
        "series": [part("REF_AREA", "CHL"), part("COUNTERPART_AREA", "KEN"), part("INDICATOR", "MOB")],
        "observation": [part("TIME_PERIOD", "2020", "2021")],
    },
    "attributes": {
        "dataSet": [],
        "series": [part("UNIT_MEASURE", "PS"), part("UNIT_MULT", "3")],
        "observation": [part("OBS_STATUS", "E", "M")],
    },
}
SERIES = {"series": {"0:0:0": {"attributes": [0, 0], "observations": {"0": [12, 0], "1": [None, 1]}}}}
DRAFT = {"header": {"id": "x"}, "structure": STRUCTURE, "dataSets": [{"action": "Information", **SERIES}]}
JSON_1 = {"meta": {}, "data": {"structure": STRUCTURE, "dataSets": [SERIES]}}
JSON_2 = {"meta": {}, "data": {"structures": [STRUCTURE], "dataSets": [{"structure": 0, **SERIES}]}}
FLAT = {
    "structure": {
        "id": "STU",
        "dimensions": {
            "observation": [
                part(n, v)
                for n, v in (("FREQ", "A"), ("REF_AREA", "CHL"), ("COUNTERPART_AREA", "KEN"), ("INDICATOR", "MOB"))
            ]
            + [part("TIME_PERIOD", "2020", "2021")]
        },
        "attributes": {
            "observation": [part("OBS_STATUS", "E", "M"), part("UNIT_MEASURE", "PS"), part("UNIT_MULT", "3")]
        },
    },
    "dataSets": [{"observations": {"0:0:0:0:0": [12, 0, 0, 0], "0:0:0:0:1": [None, 1, 0, 0]}}],
}
SYNTAXES = {
    "generic": GENERIC,
    "structure-specific": SPECIFIC,
    "CSV 1": CSV_1,
    "CSV 2": CSV_2,
    "CSV 2 with names": CSV_WITH_NAMES,
    "CSV 1 with codes and names": CSV_BOTH,
    "JSON draft": json.dumps(DRAFT),
    "JSON 1": json.dumps(JSON_1),
    "JSON 2": json.dumps(JSON_2),
    "JSON flat": json.dumps(FLAT),
}


@pytest.mark.parametrize("body", SYNTAXES.values(), ids=SYNTAXES)
def test_one_message_in_every_syntax_says_the_same(body: str) -> None:
    taken, refused = read(body)
    assert told(taken) == [
        ("STU.A.MOB", "PS", "CL", "KE", "2020", 12_000.0, "estimated"),
        ("STU.A.MOB", "PS", "CL", "KE", "2021", None, "missing"),
    ], "the power of ten is applied, the flag kept, and what is missing is not nought"
    assert not refused


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_message_in_another_encoding(encoding: str) -> None:
    body = GENERIC.replace('encoding="UTF-8"', 'encoding="UTF-16"') if encoding == "utf-16" else GENERIC
    assert [r.value for r in read(body.encode(encoding))[0]] == [12_000.0, None]


def csv_of(*rows: str) -> str:
    return "DATAFLOW,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\n" + "".join(f"X:Y(1.0),{row}\n" for row in rows)


def test_groups_and_areas_nobody_knows_are_refused_and_counted() -> None:
    taken, refused = read(csv_of("EL,2020,1,", "EU27_2020,2020,5,", "WLD,2020,9,", "Q9,2020,1,", "EU,2020,3,"))
    assert [r.area for r in taken] == ["GR"], "an office's own letters are known"
    assert Counter(r.kind for r in refused) == {"skipped:group": 1, "no such country": 1}
    assert "3 rows" in next(r.reason for r in refused if r.kind == "skipped:group")


def test_odd_values_are_doubted_or_refused_never_nought() -> None:
    taken, refused = read(
        csv_of("FJ,2020,-4,", "CL,2020,many,", "KE,2020,7,q", "NO,2020,,", "FJ,2021,:,c", "FJ,soon,1,")
    )
    assert told(taken) == [
        ("Y", "not stated", "FJ", None, "2020", -4.0, "ok"),
        ("Y", "not stated", "KE", None, "2020", 7.0, "ok"),
        ("Y", "not stated", "FJ", None, "2021", None, "confidential"),
    ]
    assert [(r.row, r.kind, r.kept) for r in refused if r.kind != "skipped:blank"] == [
        (2, "negative", True),
        (3, "no number", False),
        (4, "unknown flag", True),
        (7, "bad period", False),
    ]
    assert [r.row for r in refused if r.kind == "skipped:blank"] == [5]


def test_one_cell_with_two_values_is_a_contradiction() -> None:
    taken, refused = read(csv_of("FJ,2020,4,", "FJ,2020,5,", "FJ,2020,4,"))
    assert [r.value for r in taken] == [4.0]
    assert [(r.row, r.kind) for r in refused] == [(3, "contradiction"), (4, "double")]


@pytest.mark.parametrize(
    ("written", "period"),
    [
        ("2020-Q2", "2020-04/2020-06"),
        ("2020-S2", "2020-07/2020-12"),
        ("2020M3", "2020-03"),
        ("2020-A1", "2020"),
        ("2019/20", "2019/2020"),
    ],
)
def test_periods_as_offices_write_them(written: str, period: str) -> None:
    assert [r.period for r in read(csv_of(f"FJ,{written},1,"))[0]] == [period]


def test_a_withdrawn_observation_is_no_value() -> None:
    taken, refused = read(CSV_2.replace(",I,A", ",D,A", 1))
    assert [r.period for r in taken] == ["2021"]
    assert [r.kind for r in refused] == ["skipped:ACTION"]


DECLARED = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
BOMB = '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>'
BROKEN = [
    (GENERIC.replace("?>", "?>" + DECLARED, 1), "declares a document type"),
    (SPECIFIC.replace("?>", "?>" + BOMB, 1), "declares a document type"),
    (GENERIC[:-20], "not well-formed"),
    (GENERIC.replace("v2_1", "v2_0"), "SDMX-ML 2.0 or older"),
    (GENERIC.replace("generic:Obs>", "generic:Obsolete>"), "no readable SDMX-ML"),
    ('{"data": {"dataSets": [{}]}}', "no readable SDMX-JSON"),
    ('{"dataSets": [{"series": {"0:9": {"observations": {"0": [1]}}}}], "structure": 5}', "no readable SDMX-JSON"),
    ('{"a": 1}', "no JSON of a kind"),
    ("[" * 100_000, "not JSON"),
    ('[{"message": [{"id": "120", "value": "Invalid value"}]}]', "Invalid value"),
]


@pytest.mark.parametrize(("body", "says"), BROKEN, ids=[says for _, says in BROKEN])
def test_what_cannot_be_read_says_so(body: str, says: str) -> None:
    with pytest.raises(SamarkandError, match=says) as caught:
        read(body)
    assert caught.value.remedy


def bank(iso3: str, code: str, year: str, value: float | None, flag: str = "") -> dict[str, object]:
    indicator = {"id": "ST.INT.ARVL", "value": "International tourism, number of arrivals (persons)"}
    country = {"id": code, "value": "Somewhere"}
    row = {"indicator": indicator, "country": country, "countryiso3code": iso3, "date": year, "value": value}
    return {**row, "unit": "", "obs_status": flag, "decimal": 0}


def test_world_bank_pages() -> None:
    rows = [
        bank("CHL", "CL", "2020", 1119000),
        bank("XKX", "XK", "2020", 5, "E"),
        bank("FJI", "FJ", "2020", None),
        bank("WLD", "1W", "2020", 9),
        bank("", "XD", "2020", 9),
        bank("", "JG", "2020", 9),
    ]
    taken, refused = read(json.dumps([{"page": 1, "pages": 4, "per_page": 6, "total": 20}, rows]))
    assert told(taken) == [
        ("worldbank.ST.INT.ARVL", "persons", "CL", None, "2020", 1119000.0, "ok"),
        ("worldbank.ST.INT.ARVL", "persons", "XK", None, "2020", 5.0, "estimated"),
    ]
    assert {r.kind for r in refused} == {"one page of several", "skipped:blank", "skipped:group", "no such country"}
    assert "page 1 of 4" in refused[0].reason


def zipped(**members: str) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "."), "\ufeff" + text)
    return sink.getvalue()


WIDE = (
    '"Data Source","World Development Indicators",\n\n"Last Updated Date","2024-06-28",\n\n'
    '"Country Name","Country Code","Indicator Name","Indicator Code","2019","2020",\n'
    '"Chile","CHL","International tourism, number of arrivals (persons)","ST.INT.ARVL","4518000","",\n'
    '"Pacific","PSS","International tourism, number of arrivals (persons)","ST.INT.ARVL","1","2",\n'
    '"Fiji","FJI","International tourism, number of arrivals (persons)","ST.INT.ARVL","0","-2",\n'
    '"Isles","ISL9","International tourism, number of arrivals (persons)","ST.INT.ARVL","3","",\n'
    '"New group","NGR","International tourism, number of arrivals (persons)","ST.INT.ARVL","3","4",\n'
)
COUNTRIES = '"Country Code","Region","IncomeGroup","SpecialNotes","TableName",\n"CHL","America","High","","Chile",\n"NGR","","","","New group",\n'


def test_world_bank_archive() -> None:
    data = zipped(API_ST__INT_DS2_en_csv_v2_1__csv=WIDE, Metadata_Country_API_ST__csv=COUNTRIES)
    taken, refused = read(data, "API_ST.zip")
    assert told(taken) == [
        ("worldbank.ST.INT.ARVL", "persons", "CL", None, "2019", 4518000.0, "ok"),
        ("worldbank.ST.INT.ARVL", "persons", "FJ", None, "2019", 0.0, "ok"),
        ("worldbank.ST.INT.ARVL", "persons", "FJ", None, "2020", -2.0, "ok"),
    ], "a nought is a value, an empty cell is none"
    kinds = Counter(r.kind for r in refused)
    assert kinds["skipped:blank"] == kinds["skipped:group"] == kinds["negative"] == 1
    assert kinds["no such country"] == 2
    groups = next(r for r in refused if r.kind == "skipped:group")
    assert "3 rows" in groups.reason, "one the archive itself calls no country, and two cells of one we know"
    assert [r.row for r in refused if r.kind == "negative"] == [8], "rows are numbered as in the file"


def test_world_bank_table_alone() -> None:
    taken, _ = read("\ufeff" + WIDE, "API_ST.csv")
    assert len(taken) == 3


NATIONAL = (
    "INDICATOR_ID,COUNTRY_ID,YEAR,VALUE,MAGNITUDE,QUALIFIER\n26637,CHL,2019,5000.5,,\n26637,KEN,2019,60,,UIS_EST\n"
    "26637,FJI,2019,,NA,\nCR.1,FJI,2019,0,NIL,\nCR.1,ZZZ,2019,1,,\nCR.1,NOR,2019,1,ODD,\nCR.1,SDG: Africa,2019,1,,\n"
)
REGIONAL = (
    "INDICATOR_ID,REGION_ID,YEAR,VALUE,MAGNITUDE,QUALIFIER\nCR.1,SDG: World,2019,85,,\nCR.1,SDG: Asia,2019,88,,\n"
)
LABELS = "INDICATOR_ID,INDICATOR_LABEL_EN\n26637,Students from abroad (number)\nCR.1,Completion rate (%)\n"
UIS_COUNTRIES = "COUNTRY_ID,COUNTRY_NAME_EN\nCHL,Chile\nKEN,Kenya\n"


@pytest.mark.parametrize("lower", [False, True])
def test_bulk_data_of_the_institute(lower: bool) -> None:
    head, _, rows = NATIONAL.partition("\n")
    national = f"{head.lower() if lower else head}\n{rows}"
    data = zipped(
        SDG_DATA_NATIONAL__csv=national,
        SDG_DATA_REGIONAL__csv=REGIONAL,
        SDG_LABEL__csv=LABELS,
        SDG_COUNTRY__csv=UIS_COUNTRIES,
        OPRI_LABEL__csv=LABELS.replace("(%)", "(wrong)"),
    )
    taken, refused = read(data, "SDG.zip")
    assert told(taken) == [
        ("students.inbound", "students", "CL", None, "2019", 5000.5, "ok"),
        ("students.inbound", "students", "KE", None, "2019", 60.0, "estimated"),
        ("students.inbound", "students", "FJ", None, "2019", None, "not applicable"),
        ("uis.CR.1", "%", "FJ", None, "2019", 0.0, "ok"),
        ("uis.CR.1", "%", "NO", None, "2019", 1.0, "ok"),
    ]
    assert [r.label for r in taken[3:]] == ["Completion rate (%)"] * 2
    assert {r.kind for r in refused} == {"regions", "no such country", "unknown flag", "skipped:COUNTRY_ID"}
    assert "2 rows of regions" in next(r.reason for r in refused if r.kind == "regions")


def test_archives_that_are_none_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SamarkandError, match="damaged archive"):
        read(b"PK\x03\x04 and then nothing", "x.zip")
    with pytest.raises(SamarkandError, match="no archive of a kind we know"):
        read(zipped(a__csv="x\n", b__csv="y\n"), "x.zip")
    monkeypatch.setattr("samarkand.collect.registers.archive.LARGEST", 10)
    with pytest.raises(SamarkandError, match="unpacks to more"):
        read(zipped(API_x__csv=WIDE), "x.zip")
