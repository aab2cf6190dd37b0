"""The reader's parts, each alone."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.worlds import document, mention

from samarkand.codebook.languages import load_languages
from samarkand.codebook.types import OUT_OF_SCOPE, load_codebook
from samarkand.domain.document import Document
from samarkand.domain.mention import Mention
from samarkand.domain.period import Period
from samarkand.domain.scale import Stage, Valence
from samarkand.gazetteer.find import Hit, load
from samarkand.read.candidate import field_share
from samarkand.read.confidence import SIGNALS, Calibration, load_calibration, log_odds
from samarkand.read.gate import candidates
from samarkand.read.lexicon import TERM, Cue, Lexicon
from samarkand.read.lines import event_of, line_of
from samarkand.read.masking import mask
from samarkand.read.parties import Context, context_of, parties_of
from samarkand.read.passages import Passage, split
from samarkand.read.settle import MAX_MENTIONS, Reading, settle
from samarkand.read.stages import stage_of, valence_of
from samarkand.text.folding import fold

CALIBRATION = Calibration(0.0, {"meaning": 1.0})
LEXICONS = {code: Lexicon(load_codebook(), language) for code, language in load_languages().items()}


def hit(start: int, end: int, code: str) -> Hit:
    return Hit(start, end, code, "country", None, "name")


def passage(*codes: str, number: int = 1, cues: tuple[Cue, ...] = ()) -> Passage:
    return Passage(number, 0, 60, "x" * 60, cues, tuple(hit(i, i + 1, c) for i, c in enumerate(codes)))


BOTH, FOREIGN, TERM_CUE = (Cue(0, 1, kind, "A2") for kind in ("both", "foreign", TERM))

PARTIES = [
    ("two named", passage("AA", "BB"), "AA", ("AA", "BB"), (), ("AA", "BB")),
    ("one foreign: the document's own country joins", passage("BB"), "AA", (), (), ("BB", "AA")),
    ("one foreign, own unknown", passage("BB"), None, (), (), ()),
    ("own and an unnamed foreign side", passage("AA", cues=(FOREIGN,)), "AA", (), (), ("AA", "XX")),
    ("nobody but an unnamed foreign side", passage(cues=(FOREIGN,)), "AA", (), (), ("AA", "XX")),
    ("both sides, named by the title", passage(cues=(BOTH,)), "AA", ("AA", "BB"), (), ("AA", "BB")),
    ("both sides, named by the text", passage(cues=(BOTH,)), "AA", (), ("BB", "AA", "CC"), ("BB", "AA")),
    ("own only, partner in the title", passage("AA"), "AA", ("CC", "AA"), (), ("AA", "CC")),
    ("several foreign, own in the title", passage("BB", "CC"), "AA", ("AA",), (), ("BB", "CC", "AA")),
    ("several foreign, own nowhere", passage("BB", "CC"), "AA", (), (), ("BB", "CC")),
    ("nobody", passage(), "AA", (), (), ()),
]


@pytest.mark.parametrize(("name", "given_", "own", "title", "common", "expected"), PARTIES, ids=[p[0] for p in PARTIES])
def test_who_takes_part(
    name: str,
    given_: Passage,
    own: str | None,
    title: tuple[str, ...],
    common: tuple[str, ...],
    expected: tuple[str, ...],
) -> None:
    assert parties_of(given_, None, Context(own, title, common)) == expected


def test_a_partner_may_stand_in_the_sentence_before() -> None:
    assert parties_of(passage("AA"), passage("BB"), Context("AA", (), ())) == ("AA", "BB")


def test_the_gate_wants_a_word_of_the_fields_and_a_foreign_side() -> None:
    wanted = passage("AA", "BB", cues=(TERM_CUE,))
    without_word, alone = passage("AA", "BB"), passage("AA", cues=(TERM_CUE,))
    passages = [without_word, wanted, passage(), alone]
    assert candidates(passages, Context("AA", (), ())) == [(1, ("AA", "BB"))]


def test_context_counts_passages_and_takes_the_title_first() -> None:
    context = context_of([passage("CC", number=0), passage("BB"), passage("BB", "AA")], "AA")
    assert context == Context("AA", ("CC",), ("BB", "AA", "CC"))


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        ("France and Peru; France again", [(0, 6, "FR"), (11, 15, "PE"), (17, 23, "FR")], "A and B; A again"),
        ("中法文化年", [(0, 1, "CN"), (1, 2, "FR")], "AB文化年"),
        ("no names", [], "no names"),
    ],
)
def test_masking_hides_who_and_keeps_how_many(text: str, spans: list[tuple[int, int, str]], expected: str) -> None:
    assert mask(text, [hit(*span) for span in spans]) == expected


def test_swapping_countries_leaves_the_masked_text_as_it_was() -> None:
    gazetteer = load()
    pairs = [
        (
            "en",
            "Norway opened an exhibition in Lima with Peruvian textiles",
            "Peru opened an exhibition in Oslo with Norwegian textiles",
        ),
        ("de", "Frankreich gibt Japan ein Gemälde zurück", "Japan gibt Frankreich ein Gemälde zurück"),
        ("zh", "中国和法国在巴黎举办展览", "法国和中国在北京举办展览"),
    ]
    for lang, one, other in pairs:
        assert mask(one, gazetteer.find(one, lang)) == mask(other, gazetteer.find(other, lang))


WORD_STARTS = [
    ("en", "Exhibitions opened", "A2", True),
    ("en", "prexhibition", "A2", False),
    ("de", "Kunstausstellung", "A2", True),
    ("fr", "des expositions", "A2", True),
    ("zh", "举办大型展览", "A2", True),
    ("sv", "en fotoutställning", "A2", True),
]


@pytest.mark.parametrize(("lang", "text", "code", "found"), WORD_STARTS)
def test_terms_are_found_where_a_word_may_start(lang: str, text: str, code: str, found: bool) -> None:
    values = [cue.value for cue in LEXICONS[lang].find(fold(text)) if cue.kind == TERM]
    assert (code in values) is found


def test_a_document_is_split_with_its_names_and_cues_in_place() -> None:
    told = Document("d", "The museum in Oslo opened an exhibition. Nothing else.", "Norway and Peru", lang="en")
    passages = split(told, LEXICONS["en"], load())
    assert [p.number for p in passages] == [0, 1, 2]
    assert [p.codes for p in passages] == [("NO", "PE"), ("NO",), ()]
    assert all(told.whole[p.start : p.end] == p.text for p in passages)
    assert "A2" in passages[1].values(TERM)


@given(
    st.text(alphabet=st.characters(codec="utf-8"), max_size=300),
    st.text(alphabet=st.characters(codec="utf-8"), max_size=40),
)
def test_no_text_breaks_the_splitting(text: str, title: str) -> None:
    told = Document("d", text, title, lang="en")
    for p in split(told, LEXICONS["en"], load()):
        assert told.whole[p.start : p.end] == p.text
        assert all(p.start <= name.start < p.end for name in p.names)


def reading(number: int, confidence: float, **more: object) -> Reading:
    told = document(1, f"text number {number} of some length")
    made = replace(mention(told, **more), confidence=confidence)  # type: ignore[arg-type]
    return Reading(number, made, {"meaning": log_odds(confidence)})


def settled(*readings: Reading) -> list[Mention]:
    return [m for m, _ in settle(readings, CALIBRATION)]


def test_an_act_told_twice_is_one_mention_with_the_surer_quote() -> None:
    (kept,) = settled(reading(1, 0.6, day=None), reading(2, 0.9, place=mention(document(1, "x")).place))
    assert kept.quote.text.startswith("text number 2")


def test_what_the_surer_reading_leaves_out_the_other_adds() -> None:
    (kept,) = settled(reading(1, 0.9, day=None), reading(2, 0.6, day="2024-05-07"))
    assert str(kept.period) == "2024-05-07"


@pytest.mark.parametrize("change", [{"kind": "H2"}, {"parties": ("CC", "DD")}, {"day": "2024-09-01"}])
def test_other_acts_are_kept_apart(change: dict[str, object]) -> None:
    assert len(settled(reading(1, 0.9), reading(2, 0.8, **change))) == 2


def test_the_second_choice_of_a_type_can_make_two_one() -> None:
    assert len(settled(reading(1, 0.9, kind="A2", alt_types=("A1",)), reading(2, 0.8, kind="A1"))) == 1


def test_at_most_eight_and_background_gives_way() -> None:
    many = [reading(i, 0.5 + i / 100, parties=("AA", f"B{i}")) for i in range(10)]
    kept = settled(*many, reading(11, 0.99, parties=("AA", "CC"), background=True))
    assert len(kept) == MAX_MENTIONS
    assert not any(m.background for m in kept)


def test_confidence_grows_with_every_good_sign() -> None:
    assert Calibration(0, {"meaning": 1}).confidence({"meaning": 2}) > Calibration(0, {"meaning": 1}).confidence(
        {"meaning": 1}
    )
    assert set(load_calibration().weights) <= set(SIGNALS)


@pytest.mark.parametrize(("p", "low", "high"), [(0.5, 0, 0), (0, -6, -6), (1, 6, 6), (0.9, 2.19, 2.2)])
def test_log_odds_are_bounded(p: float, low: float, high: float) -> None:
    assert low <= log_odds(p) <= high


def test_what_lies_ahead_cannot_be_delivered() -> None:
    told = document(1, "x", day="2024-05-02")
    assert stage_of(Stage.DELIVERED, Period("2024-06"), told) is Stage.ANNOUNCED
    assert stage_of(Stage.DELIVERED, Period("2024-05-02"), told) is Stage.DELIVERED
    assert stage_of(Stage.CANCELLED, Period("2024-06"), told) is Stage.CANCELLED
    assert stage_of(Stage.DELIVERED, None, told) is Stage.DELIVERED


@pytest.mark.parametrize(
    ("stage", "valence"),
    [(Stage.CANCELLED, Valence.CLOSES), (Stage.SUSPENDED, Valence.CLOSES), (Stage.AGREED, Valence.OPENS)],
)
def test_what_is_called_off_closes(stage: Stage, valence: Valence) -> None:
    assert valence_of(stage) is valence


def test_the_share_of_our_fields_starts_at_a_half() -> None:
    assert field_share([]) == 0.5
    assert field_share(["culture"] * 9) > 0.9
    assert field_share(["economy"] * 9) < 0.1


def test_a_mention_is_written_as_the_reference_says() -> None:
    told = document(1, "A show opened.")
    event = event_of(mention(told))
    assert event["place"] == {"country": "BB", "name": "Port"}
    assert event["date"] == {"start": "2024-05-02", "end": None}
    assert told.whole[event["start"] : event["end"]] == event["quote"]
    assert line_of("d1", [])["events"] == []


def test_the_codebook_is_whole() -> None:
    codebook = load_codebook()
    assert len(codebook.types) == 40
    nine = set(load_languages())
    for kind in codebook.types:
        told = {lang: [e for e in kind.examples if e.lang == lang] for lang in nine}
        assert len(told["en"]) >= 6, kind.code
        assert all(len(v) >= 2 for v in told.values()), kind.code
        assert sum(e.lang == "en" for e in kind.near_misses) >= 3, kind.code
        assert set(kind.terms) == nine, kind.code
        assert kind.definition and kind.delivered_means and kind.includes and kind.excludes
    assert {e.type for e in codebook.examples} == {k.code for k in codebook.types} | {OUT_OF_SCOPE}
