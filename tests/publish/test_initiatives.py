"""The part on initiatives: what was done about each with its words, what bears its name, and what nothing does."""

from dataclasses import replace

from tests.publish.books import world

from samarkand.codebook.initiatives import load_initiatives
from samarkand.domain.period import Period
from samarkand.domain.quote import Quote
from samarkand.domain.scale import Grade
from samarkand.domain.uptake import Act, Carried, Dated, InitiativeMilestone, Naming, SetAside
from samarkand.publish.book import Book
from samarkand.publish.content import Section, Table
from samarkand.publish.initiatives import initiatives

ID, OTHER = "global-gateway", "creative-europe"


def _book() -> Book:
    base = world()
    document = next(iter(base.documents.values()))
    x, y = base.exchanges[:2]
    quote = Quote(document.id, 0, 5, document.whole[:5])
    step = InitiativeMilestone(
        ID,
        Act.ENDORSED,
        "SN",
        Period("2024-01-02"),
        Period("2024-01-03"),
        Dated.DOCUMENT,
        Grade.V0,
        (quote,),
        (document.id,),
    )
    later = replace(step, period=Period("2024-05-02"))
    carried = Carried(
        ID, x.id, Period("2024-03-04"), True, Grade.V0, False, (y.id,), ("both in Dakar",), True, (OTHER,)
    )
    return replace(
        base,
        initiative_milestones=(step, later),
        carried=(carried,),
        namings=(Naming(ID, document.id, Period("2024-01-03"), 2), Naming(OTHER, document.id, None, 1)),
        set_aside=(SetAside(ID, document.id, 0, 5, "negated"),),
    )


def _table(section: Section, name: str) -> Table:
    return next(t for t in section.tables if t.name == name)


def test_each_initiative_named_has_a_section() -> None:
    keys = [s.key for s in initiatives(_book())]
    assert keys == ["initiatives", f"initiative-{OTHER}", f"initiative-{ID}"]


def test_a_chain_shows_the_first_time_of_each_party_and_how_often() -> None:
    section = next(s for s in initiatives(_book()) if s.key == f"initiative-{ID}")
    (row,) = _table(section, f"steps-{ID}").rows
    assert (row[0].text, row[2].text, row[-1].text) == ("2024-01-02", "endorsed it", "2")
    assert row[3].text in {d.whole[:5] for d in _book().documents.values()}


def test_what_was_there_before_links_to_the_earlier_record_and_says_why() -> None:
    book = _book()
    section = next(s for s in initiatives(book) if s.key == f"initiative-{ID}")
    (row,) = _table(section, f"relabelled-{ID}").rows
    assert (row[1].record, row[2].record, row[3].text) == (book.exchanges[0].id, book.exchanges[1].id, "both in Dakar")


def test_a_name_without_practice_is_said_and_so_is_what_was_set_aside() -> None:
    overview = next(iter(initiatives(_book())))
    assert any(load_initiatives()[OTHER].name in p for p in overview.paragraphs)
    assert not any(load_initiatives()[ID].name in p for p in overview.paragraphs)
    assert _table(overview, "initiatives-aside").rows[0][0].text == "negated"


def test_where_none_is_named_the_section_says_so() -> None:
    (only,) = initiatives(world())
    assert (only.key, only.tables) == ("initiatives", ())
    assert "no initiative" in only.unknown
