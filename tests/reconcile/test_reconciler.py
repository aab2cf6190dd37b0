from dataclasses import replace

import pytest
from tests.worlds import SOURCES, WordEncoder, document, mention, stories, swap, swapped_exchange

from samarkand.domain.artefact import Artefact, ArtefactKind
from samarkand.domain.document import Document, Story
from samarkand.domain.exchange import Exchange
from samarkand.domain.focus import Focus, FocusKind
from samarkand.domain.mention import Axes, Direction, Mention, Quantity
from samarkand.domain.party import Place
from samarkand.domain.scale import Grade, Stage, Valence
from samarkand.reconcile.bands import bands
from samarkand.reconcile.features import features
from samarkand.reconcile.reconciler import compare, reconcile
from samarkand.reconcile.scorecard import FEATURES, load_scorecard, reasons, score
from samarkand.reconcile.told import names_in, numbers_in, tell

SHOW = "The bronze exhibition from the northern museum opened in the port gallery on Thursday"
SHOW_AGAIN = "In the port gallery the bronze exhibition from the northern museum opened its doors"
FILM = "A week of silent cinema begins in the capital with forty reels"


def run(told: list[tuple[Document, Mention]], groups: list[Story] | None = None) -> list[Exchange]:
    documents = {d.id: d for d, _ in told}
    found, _ = reconcile(
        compare([m for _, m in told], documents, groups or stories(list(documents.values())), SOURCES, WordEncoder())
    )
    return found


def one(number: int, text: str, source: str, **more: object) -> tuple[Document, Mention]:
    told = document(number, text, source)
    return told, mention(told, **more)  # type: ignore[arg-type]


def test_the_same_act_in_two_documents_is_one_exchange() -> None:
    (exchange,) = run([one(1, SHOW, "gov-a"), one(2, SHOW_AGAIN, "press")])
    assert len(exchange.mentions) == 2
    assert exchange.parties == ("AA", "BB")


DIFFERENT = [
    ("another field, day and text", {"kind": "P1", "day": "2024-05-20"}),
    ("other parties", {"parties": ("CC", "DD")}),
    ("another text, three months later", {"day": "2024-08-20"}),
    ("another country's city", {"place": Place("CC", "Harbour"), "day": "2024-05-20"}),
]


@pytest.mark.parametrize(("name", "change"), DIFFERENT, ids=[d[0] for d in DIFFERENT])
def test_acts_that_differ_stay_apart(name: str, change: dict[str, object]) -> None:
    text = SHOW if name == "other parties" else FILM
    assert len(run([one(1, SHOW, "gov-a"), one(2, text, "press", **change)])) == 2


def test_what_one_document_keeps_apart_stays_apart() -> None:
    told = document(1, f"{SHOW}. {SHOW_AGAIN}", "press")
    first = mention(told)
    second = replace(first, quote=replace(first.quote, start=first.quote.start + 5, text=first.quote.text[5:]))
    assert len(run([(told, first), (told, second)])) == 2


GRADES = [
    (("gov-a",), Grade.V0),
    (("gov-a", "gov-b"), Grade.V0),
    (("nobody-knows",), Grade.V0),
    (("desk",), Grade.V0),
    (("never-described",), Grade.V0),
    (("gov-a", "press"), Grade.V2),
    (("wire", "mirror"), Grade.V2),
    (("press", "wire"), Grade.V3),
]


@pytest.mark.parametrize(("sources", "grade"), GRADES)
def test_grades_count_independent_lineages_by_role(sources: tuple[str, ...], grade: Grade) -> None:
    (exchange,) = run([one(i, SHOW, source) for i, source in enumerate(sources)])
    assert exchange.grade is grade


def attached(told: Document) -> Artefact:
    return Artefact(ArtefactKind.CONTRACT, "one.pdf", "0" * 64, 9, told.id)


SHOWN = [
    (("gov-a",), Grade.V1),
    (("gov-a", "gov-b"), Grade.V1),
    (("nobody-knows",), Grade.V1),
    (("gov-a", "press"), Grade.V2),
    (("press", "wire"), Grade.V3),
]


@pytest.mark.parametrize(("sources", "grade"), SHOWN)
def test_an_artefact_lifts_a_party_and_nobody_else(sources: tuple[str, ...], grade: Grade) -> None:
    told = [one(i, SHOW, source) for i, source in enumerate(sources)]
    documents = {d.id: d for d, _ in told}
    groups, mentions = stories(list(documents.values())), [m for _, m in told]
    compared = compare(mentions, documents, groups, SOURCES, WordEncoder(), artefacts=[attached(told[0][0])])
    (exchange,), steps = reconcile(compared)
    assert exchange.grade is grade
    assert [step.grade for step in steps] == [grade], "the milestone has it too"


def test_an_artefact_of_another_document_lifts_nothing() -> None:
    told, said = one(1, SHOW, "gov-a")
    stranger = attached(replace(told, id="d99"))
    compared = compare([said], {told.id: told}, stories([told]), SOURCES, WordEncoder(), artefacts=[stranger])
    assert reconcile(compared)[0][0].grade is Grade.V0


def test_independent_word_of_a_plan_is_no_evidence_that_it_happened() -> None:
    (exchange,) = run([one(1, SHOW, "gov-a"), one(2, SHOW_AGAIN, "press", stage=Stage.ANNOUNCED)])
    assert exchange.stage is Stage.DELIVERED
    assert exchange.grade is Grade.V0


def test_a_text_that_a_party_carries_too_is_not_independent() -> None:
    told = [one(1, SHOW, "press")]
    carrier = document(9, SHOW, "gov-a")
    documents = {"d1": told[0][0], "d9": carrier}
    (exchange,), _ = reconcile(compare([told[0][1]], documents, [Story("s", ("d1", "d9"))], SOURCES, WordEncoder()))
    assert exchange.grade is Grade.V0
    assert exchange.voices == ("AA",)


def test_both_voices_are_heard() -> None:
    (exchange,) = run([one(1, SHOW, "gov-a"), one(2, SHOW_AGAIN, "gov-b")])
    assert exchange.voices == ("AA", "BB")


def test_disagreement_is_kept_with_who_says_it() -> None:
    told = [one(1, SHOW, "gov-a"), one(2, SHOW, "press"), one(3, SHOW_AGAIN, "wire", day="2024-05-03")]
    (exchange,) = run(told)
    periods = {v.value: len(v.mentions) for v in exchange.values if v.field == "period"}
    assert periods == {"2024-05-02": 2, "2024-05-03": 1}
    assert str(exchange.period) == "2024-05-02"


def said(exchange: Exchange, field: str) -> dict[str, int]:
    return {v.value: len(v.mentions) for v in exchange.values if v.field == field}


VISITORS = [Quantity(5000.0, "visitors"), Quantity(2000.0, "visitors"), Quantity(2000.0, "visitors")]


def test_axes_go_by_the_weight_of_those_who_assert_them_and_all_are_kept() -> None:
    sure, first, second = (
        Axes(Direction(kind), form, "media", None, tech, (size, Quantity(40.0, "works")), (theme,))
        for kind, form, tech, size, theme in zip(
            ("joint", "directed", "directed"),
            ("online", "in_person", "in_person"),
            (("ai",), (), ("vr",)),
            VISITORS,
            ("craft", "youth", "youth"),
            strict=True,
        )
    )
    (exchange,) = run(
        [
            one(1, SHOW, "gov-a", axes=sure, confidence=0.95),
            one(2, SHOW, "press", axes=first, confidence=0.4),
            one(3, SHOW_AGAIN, "wire", axes=second, confidence=0.4),
        ]
    )
    assert (exchange.direction, exchange.format, exchange.lead_sector, exchange.level) == (
        "joint",
        "online",
        "media",
        None,
    ), "one sure mention outweighs two that hardly are"
    assert (set(exchange.tech), exchange.themes) == ({"ai", "vr"}, ("craft", "youth"))
    assert exchange.quantity == (Quantity(40.0, "works"), VISITORS[0]), "one number a unit"
    assert said(exchange, "quantity") == {"5000 visitors": 1, "40 works": 3, "2000 visitors": 2}
    assert said(exchange, "format") == {"online": 1, "in_person": 2}
    assert (exchange.parent, exchange.occurrences) == (None, 1)


def test_an_announcement_and_its_cancellation_are_one_with_two_milestones() -> None:
    told = [
        one(1, SHOW, "gov-a", stage=Stage.ANNOUNCED, day="2024-05-20"),
        one(2, SHOW_AGAIN, "press", stage=Stage.CANCELLED, valence=Valence.CLOSES, day="2024-05-20"),
    ]
    documents = {d.id: d for d, _ in told}
    (exchange,), steps = reconcile(
        compare([m for _, m in told], documents, stories(list(documents.values())), SOURCES, WordEncoder())
    )
    assert (exchange.stage, exchange.valence) == (Stage.CANCELLED, Valence.CLOSES)
    assert [(s.stage, s.grade) for s in steps] == [(Stage.ANNOUNCED, Grade.V0), (Stage.CANCELLED, Grade.V2)]


def test_background_opens_no_exchange() -> None:
    assert run([one(1, SHOW, "press", background=True)]) == []


def test_a_later_copy_changes_neither_id_nor_count() -> None:
    before = run([one(1, SHOW, "press")])
    after = run([one(1, SHOW, "press"), one(2, SHOW, "press", day="2024-05-03")])
    assert [x.id for x in before] == [x.id for x in after]


def test_swapping_two_countries_swaps_them_in_every_exchange() -> None:
    world = [
        one(1, SHOW, "gov-a"),
        one(2, SHOW_AGAIN, "press"),
        one(3, FILM, "gov-b", kind="P1", parties=("BB", "CC")),
        one(4, FILM, "wire", kind="P1", parties=("BB", "CC", "AA"), day="2024-05-04"),
    ]
    plain = run(world)
    sources = tuple(
        replace(
            s,
            controlled_by=tuple(swap(c, "AA", "CC") for c in s.controlled_by) if s.controlled_by is not None else None,
        )
        for s in SOURCES
    )
    turned = [
        (
            d,
            replace(
                m,
                parties=tuple(swap(c, "AA", "CC") for c in m.parties),
                place=Place(swap(m.place.country or "", "AA", "CC"), m.place.name),
            ),
        )
        for d, m in world
    ]
    documents = {d.id: d for d, _ in turned}
    after, _ = reconcile(
        compare([m for _, m in turned], documents, stories(list(documents.values())), sources, WordEncoder())
    )
    assert sorted(map(repr, (swapped_exchange(x, "AA", "CC") for x in plain))) == sorted(
        map(repr, (swapped_exchange(x, "AA", "AA") for x in after))
    )


def test_bands_bracket_the_count() -> None:
    told = [
        one(i, text, "press", day=f"2024-05-{i + 1:02d}") for i, text in enumerate([SHOW, SHOW_AGAIN, FILM, SHOW, FILM])
    ]
    documents = {d.id: d for d, _ in told}
    focus = Focus(FocusKind.WORLD, (), 2024, 2024)
    low, middle, high = bands(
        compare([m for _, m in told], documents, stories(list(documents.values())), SOURCES, WordEncoder()), focus
    )
    assert low.exchanges <= middle.exchanges <= high.exchanges
    assert middle.exchanges == len(run(told))
    assert middle.evidenced == middle.exchanges


def test_the_scorecard_is_symmetric_and_explains_itself() -> None:
    encoder = WordEncoder()
    (d1, m1), (d2, m2) = one(1, SHOW, "press"), one(2, SHOW_AGAIN, "wire")
    a, b = (tell(m, d, d.id, encoder.encode([m.quote.text])[0]) for d, m in ((d1, m1), (d2, m2)))
    assert score(a, b) == pytest.approx(score(b, a))
    assert {f.name for f in features(a, b)} <= set(FEATURES) == load_scorecard().reasons.keys()
    assert len(reasons(a, b)) == len(features(a, b))
    assert all(load_scorecard().reasons.values())


@pytest.mark.parametrize(
    ("text", "names", "numbers"),
    [
        ("纪录片《远方的山》在2024年首映,共120人", {"远方的山"}, {"120"}),
        ("The film “Far Hills” drew 5,000 in 2023", {"far hills"}, {"5000"}),
        ("nothing here", set(), set()),
    ],
)
def test_names_and_numbers_of_a_text(text: str, names: set[str], numbers: set[str]) -> None:
    assert (names_in(text), numbers_in(text)) == (names, numbers)
