"""Rows of somebody's own table, as they become mentions or are refused."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.collect.exchanges.sheets import GOOD, HEADINGS, MAP, entered, mapping, row

from samarkand.collect.exchanges.mapping import keeper_of
from samarkand.domain.artefact import Artefact, ArtefactKind
from samarkand.domain.errors import SamarkandError
from samarkand.domain.mention import Direction, Quantity
from samarkand.domain.party import Place
from samarkand.domain.period import Period
from samarkand.domain.quote import MAX_QUOTE
from samarkand.domain.scale import Stage, Valence
from samarkand.domain.source import Source
from samarkand.ports.sheets import Cell, Fault


def kinds(*rows: tuple[Cell, ...], text: str = MAP) -> list[tuple[int, str, bool]]:
    return [(r.row, r.kind, r.kept) for r in entered(*rows, text=text).refusals]


def test_a_row_is_a_document_and_a_mention_with_its_words() -> None:
    taken = entered(GOOD)
    (document,), (mention,) = taken.documents, taken.mentions
    assert (document.title, document.publisher, document.source_id) == ("Songs of the coast", "Our institute", "desk")
    assert "When: 2024-05-02\nWhat kind: show" in document.text, "the row is written out, a line a heading"
    assert mention.quote.stands_in(document.whole), "no mention without a located quote"
    assert (mention.type, mention.stage, mention.parties) == ("A2", Stage.DELIVERED, ("FJ", "CL"))
    assert (mention.period, mention.place) == (Period("2024-05-02"), Place("CL", "Arica"))
    assert (mention.confidence, mention.read_by, mention.valence) == (1.0, "register", Valence.OPENS)
    assert not taken.refusals, "nothing was wrong with it"


def test_what_a_register_calls_an_initiative_becomes_its_id_and_an_unknown_name_stays() -> None:
    text = MAP.replace('[constants]', 'initiative = "Under"\n[constants]')
    names = "Fulbright Program; Erasmus+; fulbright-program; Our own plan"
    taken = entered((*GOOD, names), text=text, headings=(*HEADINGS, "Under"))
    assert taken.mentions[0].initiative == ("fulbright-program", "erasmus-plus", "Our own plan")


REFUSED = [
    ("no date", {"When": ""}),
    ("no date", {"When": None}),
    ("bad date", {"When": "some time"}),
    ("bad date", {"When": "03/04/2024"}),
    ("bad date", {"When": "2024-02-31"}),
    ("bad date", {"When": 12}),
    ("bad date", {"When": "9999"}),
    ("no type", {"What": " "}),
    ("unknown type", {"What": "gala"}),
    ("no stage", {"Done": ""}),
    ("unknown stage", {"Done": "perhaps"}),
    ("no party", {"With": ""}),
    ("no party", {"With": "Fiji"}),
    ("unknown party", {"With": "Atlantis"}),
    ("unknown party", {"With": "Chile; Atlantis"}),
    ("unknown party", {"With": "Q9"}),
    ("formula", {"When": Fault("formula", "nobody computed it")}),
    ("error", {"With": Fault("error", "the cell holds #REF!", "#REF!")}),
    ("merged cells", {"Where": Fault("merged cells", "F2:F3 are merged", "Arica")}),
]


@pytest.mark.parametrize(("kind", "change"), REFUSED, ids=[f"{k}: {c}" for k, c in REFUSED])
def test_what_a_row_must_say(kind: str, change: dict[str, Cell]) -> None:
    taken = entered(GOOD, row(**{"No": "2", **change}))
    assert [(r.file, r.row, r.kind, r.kept) for r in taken.refusals] == [("own.xlsx:2024", 3, kind, False)]
    assert (len(taken.mentions), taken.refused) == (1, 1), "the good row is taken"
    assert taken.refusals[0].source_id == "desk"


DOUBTED = [
    ("formula", {"Title": Fault("formula", "nobody computed it")}),
    ("future", {"When": "2025-09-01"}),
    ("artefact missing", {"Contract": "one.docx"}),
]


@pytest.mark.parametrize(("kind", "change"), DOUBTED, ids=[k for k, _ in DOUBTED])
def test_what_is_taken_with_a_doubt(kind: str, change: dict[str, Cell]) -> None:
    taken = entered(row(**change))
    assert [(r.kind, r.kept) for r in taken.refusals] == [(kind, True)]
    assert (len(taken.mentions), taken.artefacts) == (1, [])


def test_a_plan_for_next_year_is_no_doubt() -> None:
    assert kinds(row(When="2025-09-01", Done="not yet")) == []


def test_empty_rows_are_counted_and_the_rest_is_read() -> None:
    taken = entered(GOOD, (None, "", None), (), row(No="4", Title="Other"))
    assert len(taken.mentions) == 2
    assert [r.reason[:6] for r in taken.refusals] == ["2 rows"], "one line for both"


def test_doubles_are_refused_and_name_the_first() -> None:
    taken = entered(GOOD, GOOD, row(Title="Another act under the same number"))
    assert [(r.row, r.kind) for r in taken.refusals] == [(3, "double row"), (4, "double key")]
    assert all("row 2" in r.reason for r in taken.refusals)


def test_without_a_key_the_content_is_the_identity() -> None:
    text = MAP.replace('key = "No."\n', "")
    first, other = entered(GOOD, text=text), entered(row(Title="Changed"), text=text)
    assert first.documents[0].id == entered(GOOD, text=text).documents[0].id
    assert first.documents[0].id != other.documents[0].id


def test_with_a_key_a_changed_row_keeps_its_id() -> None:
    assert entered(GOOD).documents[0].id == entered(row(Title="Changed")).documents[0].id == "register:ours:1"


def test_artefacts_belong_to_their_row() -> None:
    taken = entered(row(Contract="a.pdf; b.pdf; a.pdf"))
    assert taken.artefacts == [
        Artefact(ArtefactKind.CONTRACT, name, f"sha-{name}", 7, "register:ours:1") for name in ("a.pdf", "b.pdf")
    ]


CELLS_OF_DATES: list[tuple[Cell, str]] = [
    (date(2024, 5, 2), "2024-05-02"),
    (datetime(2024, 5, 2, 13, 30), "2024-05-02"),
    (45414, "2024-05-02"),
    (45414.5, "2024-05-02"),
    ("45414", "2024-05-02"),
    (20240502, "2024-05-02"),
    ("2024-05-02T00:00:00", "2024-05-02"),
    ("2024/5/2", "2024-05-02"),
    ("02.05.2024", "2024-05-02"),
    ("25/12/2024", "2024-12-25"),
    ("12/25/2024", "2024-12-25"),
    ("05/05/2024", "2024-05-05"),
    ("2 May 2024", "2024-05-02"),
    ("May 2024", "2024-05"),
    ("2 mai 2024", "2024-05-02"),
    ("2. Mai 2024", "2024-05-02"),
    ("2 maggio 2024", "2024-05-02"),
    ("2 de mayo de 2024", "2024-05-02"),
    ("2 maj 2024", "2024-05-02"),
    ("2 мая 2024", "2024-05-02"),
    ("2 مايو 2024", "2024-05-02"),
    ("2024年5月2日", "2024-05-02"),
    (2024, "2024"),
    ("2024", "2024"),
    ("2023-2024", "2023/2024"),
    ("2023–2024", "2023/2024"),
    ("2024-05-02/2024-05-09", "2024-05-02/2024-05-09"),
    ("2024-05-02 – 2024-05-09", "2024-05-02/2024-05-09"),
]


@pytest.mark.parametrize(("cell", "period"), CELLS_OF_DATES, ids=[str(c) for c, _ in CELLS_OF_DATES])
def test_dates_as_people_and_programs_write_them(cell: Cell, period: str) -> None:
    (mention,) = entered(row(When=cell)).mentions
    assert mention.period == Period.parse(period)


def test_formats_of_the_mapping_come_first() -> None:
    text = 'date_formats = ["%m/%d/%Y", "%b %y"]\n' + MAP
    periods = [m.period for m in entered(row(When="03/04/2024"), row(No="2", When="Mar 24"), text=text).mentions]
    assert periods == [Period("2024-03-04"), Period("2024-03")], "and give no more than they say"


def test_start_and_end_are_a_span() -> None:
    text = MAP.replace('date = "When"', 'start = "When"\nend = "Title"')
    assert entered(row(Title="2024-05-09"), text=text).mentions[0].period == Period("2024-05-02", "2024-05-09")
    assert kinds(row(Title="2024-05-01"), text=text) == [(2, "bad date", False)]
    assert entered(row(Title=""), text=text).mentions[0].period == Period("2024-05-02")


SIDES = [
    ("CL", ["CL"]),
    ("chl", ["CL"]),
    ("Chile", ["CL"]),
    ("CHILE", ["CL"]),
    ("Kenia", ["KE"]),
    ("肯尼亚", ["KE"]),
    ("Кения", ["KE"]),
    ("كينيا", ["KE"]),
    ("Chile, Kenya", ["CL", "KE"]),
    ("Chile / Kenya", ["CL", "KE"]),
    ("Chile and Kenya", ["CL", "KE"]),
    ("Kenia und Chile", ["KE", "CL"]),
    ("Chile–Kenya", ["CL", "KE"]),
    ("Chile\nKenya", ["CL", "KE"]),
    ("智利、肯尼亚", ["CL", "KE"]),
    ("CL, KE", ["CL", "KE"]),
    ("Chile; Chile", ["CL"]),
    ("Korea, Republic of", ["KR"]),
    ("UNESCO", ["UNESCO"]),
    ("the islanders", ["WS"]),
]


@pytest.mark.parametrize(("written", "codes"), SIDES, ids=[w for w, _ in SIDES])
def test_parties_in_codes_and_in_nine_languages(written: str, codes: list[str]) -> None:
    taken = entered(row(With=written), text=MAP + '[parties]\n"The islanders" = "WS"\n')
    assert [m.parties for m in taken.mentions] == [("FJ", *codes)], [r.reason for r in taken.refusals]


def test_one_named_side_leaves_the_other_open() -> None:
    text = MAP.replace('[constants]\nparties = ["FJ"]\n', "")
    taken = entered(GOOD, text=text)
    assert taken.mentions[0].parties == ("CL", "XX")
    assert [(r.kind, r.kept) for r in taken.refusals] == [("one party", True)]


def test_from_and_to_are_a_direction() -> None:
    text = MAP.replace('parties = "With"', 'origin = "With"\ntarget = "Where"').replace('place = "Where"\n', "")
    (mention,) = entered(row(Where="Kenya"), text=text).mentions
    assert mention.axes.direction == Direction("directed", ("CL",), ("KE",))
    assert mention.parties == ("FJ", "CL", "KE")


@pytest.mark.parametrize(
    ("cell", "decimal", "value"),
    [
        (1200, ".", 1200.0),
        ("1,200", ".", 1200.0),
        ("1.200", ",", 1200.0),
        ("1 200,5", ",", 1200.5),
        ("0", ".", 0.0),
        ("٣٠", ".", 30.0),
    ],
)
def test_quantities(cell: Cell, decimal: str, value: float) -> None:
    text = f'decimal = "{decimal}"\n' + MAP.replace("[artefacts]\nContract", '[quantities]\nContract = "visitors"\n#')
    assert entered(row(Contract=cell), text=text).mentions[0].axes.quantity == (Quantity(value, "visitors"),)


@pytest.mark.parametrize("cell", ["many", -3, "1,5,2"])
def test_a_number_that_is_none_is_left_out_with_a_doubt(cell: Cell) -> None:
    text = MAP.replace("[artefacts]\nContract", '[quantities]\nContract = "{Where}"\n#')
    taken = entered(row(Contract=cell), text=text)
    assert taken.mentions[0].axes.quantity == ()
    assert [(r.kind, r.kept) for r in taken.refusals] == [("bad quantity", True)]


def test_a_long_row_is_quoted_by_its_first_lines() -> None:
    taken = entered(row(Title="A word " * 100))
    assert len(taken.mentions[0].quote.text) <= MAX_QUOTE
    assert taken.mentions[0].quote.stands_in(taken.documents[0].whole)


def test_headings_without_meaning_are_written_out_too() -> None:
    taken = entered((*GOOD, "blue"), headings=(*HEADINGS, "Colour"))
    assert taken.documents[0].text.endswith("Colour: blue")


def test_the_headings_may_stand_below_a_title_and_be_spelt_otherwise() -> None:
    headings = tuple(f"  {h.upper()} " for h in HEADINGS)
    taken = entered((), headings, GOOD, headings=("The exchanges of our house",))
    assert (len(taken.mentions), taken.refusals) == (1, [])


WRONG_SHEETS = [
    (HEADINGS[:-1], "no heading 'Contract'"),
    ((*HEADINGS, "Title"), "stands twice"),
]


@pytest.mark.parametrize(("headings", "said"), WRONG_SHEETS)
def test_a_sheet_that_is_not_what_the_mapping_says(headings: tuple[str, ...], said: str) -> None:
    with pytest.raises(SamarkandError, match=said):
        entered(GOOD, headings=headings)


WRONG_MAPPINGS = [
    ("id =", "not TOML"),
    (MAP.replace('id = "ours"', 'id = "Our Things"'), "id: "),
    (MAP + "[colours]\na = 1\n", "colours: "),
    (MAP.replace('date = "When"\n', ""), "no date"),
    (MAP.replace('show = "A2"', 'show = "Z9"'), "'Z9' is no type"),
    (MAP.replace('yes = "delivered"', 'yes = "finished"'), "stages.yes: "),
    (MAP.replace('controlled_by = ["FJ"]', 'controlled_by = ["QQ"]'), "'QQ' is no code"),
    ('languages = ["tlh"]\n' + MAP, "languages: 'tlh'"),
]


@pytest.mark.parametrize(("text", "said"), WRONG_MAPPINGS)
def test_a_mapping_that_cannot_be_used_says_why(text: str, said: str) -> None:
    with pytest.raises(SamarkandError, match=said):
        mapping(text)


def test_the_keeper_is_described_once() -> None:
    told, known = mapping(), Source("desk", "Another")
    assert keeper_of(told, ()).controlled_by == ("FJ",)
    with pytest.raises(SamarkandError, match="described in a file already"):
        keeper_of(told, (known,))
    short = mapping(MAP.replace('name = "Our institute"\ncontrolled_by = ["FJ"]\n', ""))
    assert keeper_of(short, (known,)) is known
    with pytest.raises(SamarkandError, match="there is no source desk"):
        keeper_of(short, ())


ANY_CELL = st.one_of(
    st.none(), st.text(max_size=40), st.integers(), st.floats(), st.dates(), st.just(Fault("error", "it holds #N/A"))
)


@given(st.lists(st.tuples(*[ANY_CELL] * len(HEADINGS)), max_size=6))
def test_whatever_stands_in_a_row_it_is_taken_or_counted(rows: list[tuple[Cell, ...]]) -> None:
    taken = entered(*rows)
    blank = sum(all(cell is None or cell == "" for cell in cells) for cells in rows)
    assert len(taken.mentions) + taken.refused + blank == len(rows)
    for document, mention in zip(taken.documents, taken.mentions, strict=True):
        assert mention.quote.stands_in(document.whole)
