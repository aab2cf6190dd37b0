"""Names of one institution, names of two, and what no name can tell."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samarkand.reconcile.organisations.features import named
from samarkand.reconcile.organisations.same import NOT_TOLD, Answer, load_scorecard, parse_scorecard, same, score
from samarkand.reconcile.organisations.writing import table

GOLD = Path(__file__).parents[2] / "gold" / "organisations_same.jsonl"
SIDES = sorted(
    {
        (row[side]["name"], row[side]["country"] or "XX")
        for row in map(json.loads, GOLD.read_text("utf-8").splitlines())
        for side in ("a", "b")
    }
)[::9]

PAIRS = [
    ("one listed institution in four scripts", "故宫博物院", "", "Музей Гугун", "", "same"),
    ("a listed institution beside its town", "The Palace Museum, Beijing", "", "متحف القصر الإمبراطوري", "CN", "same"),
    ("kind and place in two scripts", "浙江省博物馆", "", "Zhejiang Provincial Museum", "", "same"),
    ("a German compound", "Nationaltheater Mannheim", "", "Mannheim National Theatre", "", "same"),
    ("a Swedish ending", "Göteborgs konstmuseum", "", "Gothenburg Museum of Art", "", "same"),
    ("a Russian adjective for the town", "Новосибирский театр оперы и балета", "", "新西伯利亚歌剧舞剧院", "", "same"),
    ("Arabic clitics", "جامعة بكين للغات والثقافة", "CN", "Beijing Language and Culture University", "", "same"),
    ("how a word of known meaning is read", "Huaqiao University", "CN", "华侨大学", "CN", "same"),
    ("traditional and simplified characters", "臺灣大學", "TW", "台湾大学", "TW", "same"),
    ("word order", "Museum of Wuhan", "CN", "Wuhan Museum", "CN", "same"),
    ("a legal form", "Semper Concerts Ltd", "AT", "Semper Concerts", "AT", "same"),
    ("one character apart", "江西师范大学", "CN", "江苏师范大学", "CN", "different"),
    ("another museum of the town", "上海博物馆", "CN", "上海历史博物馆", "CN", "unsure"),
    ("another town", "National Museum, Warsaw", "PL", "National Museum, Kraków", "PL", "different"),
    ("a field more", "Moscow State University", "RU", "Moscow State Pedagogical University", "RU", "different"),
    ("a university and its museum", "Zhejiang University", "CN", "浙江大学艺术与考古博物馆", "CN", "different"),
    ("the whole and a branch", "University of Nairobi", "KE", "内罗毕大学孔子学院", "KE", "unsure"),
    ("another number", "Hangzhou No. 2 Middle School", "CN", "杭州第四中学", "CN", "different"),
    ("the same characters in two countries", "东北大学", "CN", "東北大学", "JP", "different"),
    ("two listed institutions", "Palace Museum", "CN", "國立故宮博物院", "TW", "different"),
    ("common words and no country", "National Museum", "", "Musée national", "", "unsure"),
    ("common words of one country", "National Library", "FR", "Bibliothèque nationale", "FR", "same"),
]


@pytest.mark.parametrize(("a", "ca", "b", "cb", "answer"), [p[1:] for p in PAIRS], ids=[p[0] for p in PAIRS])
def test_pairs(a: str, ca: str, b: str, cb: str, answer: str) -> None:
    verdict = same(named(a, ca), named(b, cb))
    assert verdict.answer == answer, verdict


@pytest.mark.parametrize(
    ("a", "b"),
    [("冀文博物馆", "纪文博物馆"), ("鲁迅博物馆", "鲁迅纪念馆"), ("义安大学", "易安大学")],
    ids=["read alike", "kind", "name"],
)
def test_other_characters_are_never_one_however_they_are_read(a: str, b: str) -> None:
    assert same(named(a, "CN"), named(b, "CN")).answer is not Answer.SAME


def test_a_country_that_disagrees_is_evidence_and_no_veto() -> None:
    agreed = same(named("Instituto Cervantes", "ES"), named("معهد ثربانتس", "ES"))
    abroad = same(named("Instituto Cervantes", "ES"), named("معهد ثربانتس", "MA"))
    assert abroad.answer is Answer.SAME
    assert abroad.score < agreed.score


def test_every_reason_is_a_sentence_about_the_two_names() -> None:
    verdict = same(named("上海音乐学院", "CN"), named("Shanghai Conservatory of Music", "CN"))
    assert "both name the same place: 上海" in verdict.reasons
    assert not any("{" in reason for reason in verdict.reasons)


def test_what_cannot_be_told_is_said() -> None:
    assert NOT_TOLD in same(named("National Museum"), named("Museo nazionale")).reasons


def test_names_stay_as_written() -> None:
    assert named("  MUSÉE du  Palais ").form.name == "  MUSÉE du  Palais "


@given(st.sampled_from(SIDES), st.sampled_from(SIDES))
@settings(max_examples=60, deadline=None)
def test_order_does_not_matter(one: tuple[str, str], other: tuple[str, str]) -> None:
    a, b = named(*one), named(*other)
    assert score(a, b) == pytest.approx(score(b, a), abs=1e-12)
    assert 0.0 <= score(a, b) <= 1.0


def _bare(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def _wide(name: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in name)


WRITINGS = {
    "itself": str,
    "capitals": str.upper,
    "small letters": str.lower,
    "titles": str.title,
    "no accents": _bare,
    "full width": _wide,
    "decomposed": lambda name: unicodedata.normalize("NFD", name),
    "spaces": lambda name: f" {name.replace(' ', '  ')} ",
}


@pytest.mark.parametrize("writing", WRITINGS.values(), ids=WRITINGS.keys())
@given(side=st.sampled_from(SIDES))
@settings(max_examples=40, deadline=None)
def test_a_name_is_itself_however_it_is_written(writing, side: tuple[str, str]) -> None:  # type: ignore[no-untyped-def]
    name, country = side
    assert same(named(name, country), named(writing(name), country)).answer is Answer.SAME


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_text_gets_an_answer(a: str, b: str) -> None:
    verdict = same(named(a), named(b))
    assert 0.0 <= verdict.score <= 1.0
    assert verdict.answer in set(Answer)


def test_thresholds_and_signs_make_sense() -> None:
    card = load_scorecard()
    assert 0 < card.different < card.same < 1
    assert all(weight > 0 for name, weight in card.weights.items() if name.endswith("_same"))
    assert all(weight < 0 for name, weight in card.weights.items() if name.endswith(("_apart", "_differ", "_clash")))


def test_a_scorecard_that_forgets_a_feature_is_refused() -> None:
    rows = dict(table("scorecard.toml"))
    rows["features"] = {k: v for k, v in rows["features"].items() if k != "place_same"}
    with pytest.raises(ValueError, match="place_same"):
        parse_scorecard(rows)
