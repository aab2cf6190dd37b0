import random
import tomllib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samarkand import wiring
from samarkand.adapters.compute_local import InProcess
from samarkand.collate.likeness import FEATURES, likeness, rarity
from samarkand.collate.profile import Profile, figures, names
from samarkand.collate.releases import Likely, one_a_language, releases
from samarkand.collate.scorecard import Scorecard, load_scorecard, parse_scorecard
from samarkand.collate.stories import in_memory, itself, relate
from samarkand.domain.document import Document
from samarkand.domain.period import Period

EVENTS = tomllib.loads((Path(__file__).parent / "releases.toml").read_text("utf-8"))["event"]
LANGUAGES = [lang for lang in EVENTS[0] if lang != "name"]


def told(
    langs: Sequence[str], period: Period | None, leave_out: frozenset[tuple[str, str]] = frozenset()
) -> list[Document]:
    return [
        Document(f"{event['name']}-{lang}", event[lang][1], event[lang][0], lang, period=period)
        for event in EVENTS
        for lang in langs
        if (event["name"], lang) not in leave_out
    ]


def groups(documents: Sequence[Document]) -> list[set[str]]:
    _, relations = relate(in_memory(documents, InProcess(), describe=wiring.describe))
    out: dict[str, set[str]] = {}
    for r in relations:
        out.setdefault(r.release, set()).add(r.document_id)
    return sorted(out.values(), key=min)


@pytest.mark.parametrize("period", [Period("2024-03-01"), None], ids=["dated", "undated"])
def test_the_same_release_is_found_in_six_languages(period: Period | None) -> None:
    assert groups(told(LANGUAGES, period)) == sorted(
        ({f"{event['name']}-{lang}" for lang in LANGUAGES} for event in EVENTS), key=min
    )


def test_a_release_without_its_translation_stays_alone() -> None:
    documents = told(["en", "ru"], Period("2024-03-01"), frozenset({("coins", "ru"), ("maps", "en")}))
    assert {"coins-en"} in groups(documents)
    assert {"maps-ru"} in groups(documents)


def test_days_far_apart_are_not_one_release() -> None:
    documents = [*told(["en"], Period("2024-03-01")), *told(["es"], Period("2024-03-09"))]
    assert all(len(group) == 1 for group in groups(documents))
    near = [*told(["en"], Period("2024-03-13")), *told(["es"], Period("2024-03-15"))]
    assert all(len(group) == 2 for group in groups(near))


def test_a_copy_of_one_language_comes_along() -> None:
    documents = told(["en", "es"], Period("2024-03-01"))
    again = Document(
        "again", "From the agency. " + EVENTS[0]["en"][1], "Maps on loan", "en", period=Period("2024-03-01")
    )
    assert {"maps-en", "maps-es", "again"} in groups([*documents, again])


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("1'250 Franken", "de", {"1250"}),
        ("860 Millionen", "de", {"860", "860000000"}),
        ("8.6亿人", "zh", {"8.6", "860000000"}),
        ("3,5 % und 3.5 %", None, {"3.5"}),
        ("am 9.1.2023", "de", {"9", "1", "2023"}),
        ("none", "en", set()),
    ],
)
def test_figures_are_the_same_however_a_language_marks_them(text: str, lang: str | None, expected: set[str]) -> None:
    assert set(figures(text, lang)) == expected


def test_names_are_kept_without_accents() -> None:
    assert set(names("Die Zürcher Sängerin Ana Luísa singt in 杭州 mit")) == {
        "die",
        "zurcher",
        "sangerin",
        "ana",
        "luisa",
    }


def profile(lang: str, seed: int, marks: frozenset[str] = frozenset()) -> Profile:
    rng = np.random.default_rng(seed)
    vectors = rng.normal(size=(3, 8)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    mean = vectors.mean(axis=0)
    return Profile(lang, vectors, mean / np.linalg.norm(mean), marks, marks, marks, frozenset(), 100.0, 2)


def test_likeness_does_not_depend_on_which_comes_first() -> None:
    a, b = profile("x", 1, frozenset({"1999", "77"})), profile("y", 2, frozenset({"1999"}))
    worth = rarity([a, b])
    assert likeness(a, b, worth) == pytest.approx(likeness(b, a, worth))
    assert len(likeness(a, b, worth)) == len(FEATURES)


def test_what_few_documents_hold_is_worth_more() -> None:
    common = [profile("x", seed, frozenset({"2024", str(1000 + seed)})) for seed in range(9)]
    worth = rarity(common)
    assert worth.of("figures", "x", "1003") > worth.of("figures", "x", "2024")


LIKELY = st.builds(
    lambda a, b, chance: Likely(min(a, b), max(a, b), chance, (f"l{min(a, b) % 4}", f"l{max(a, b) % 4}")),
    st.integers(0, 20),
    st.integers(0, 20),
    st.floats(0, 1),
).filter(lambda pair: pair.a % 4 != pair.b % 4)


@given(st.lists(LIKELY, max_size=40), st.randoms(use_true_random=False))
def test_no_release_holds_a_language_twice_and_order_changes_nothing(likely: list[Likely], rng: random.Random) -> None:
    found = one_a_language(likely, 0.4)
    rng.shuffle(likely)
    assert one_a_language(likely, 0.4) == found
    assert all(len({n % 4 for n in group}) == len(group) > 1 for group in found)
    assert len({n for group in found for n in group}) == sum(map(len, found))


def test_the_likeliest_join_first_and_a_weak_link_does_not_join_groups() -> None:
    pairs = [Likely(0, 1, 0.9, ("a", "b")), Likely(2, 3, 0.9, ("c", "d")), Likely(1, 2, 0.5, ("b", "c"))]
    assert one_a_language(pairs, 0.4) == [[0, 1], [2, 3]]


def test_only_chosen_rows_are_described() -> None:
    seen: list[str] = []

    def describe(documents: Sequence[Document]) -> list[Profile]:
        seen.extend(d.id for d in documents)
        return [profile(d.lang or "", 1) for d in documents]

    documents = told(["en", "es"], Period("2024-03-01"))
    rows = [frozenset({0, 1})]
    found = releases([documents], itself, describe, InProcess(), Scorecard(9.0, (0.0,) * len(FEATURES), 0.4), rows)
    assert seen == ["maps-en", "maps-es"]
    assert found == [[0, 1]]


def test_a_corpus_in_one_language_is_not_encoded() -> None:
    def never(documents: Sequence[Document]) -> list[Profile]:
        raise AssertionError("nothing to describe")

    _, relations = relate(in_memory(told(["en"], Period("2024-03-01")), InProcess(), describe=never))
    assert all(r.release == r.document_id for r in relations)


def test_a_scorecard_weighs_every_feature_and_no_other() -> None:
    assert len(load_scorecard().weights) == len(FEATURES)
    with pytest.raises(ValueError, match="it has to weigh"):
        parse_scorecard("start = 0.0\nleast = 0.5\n[weights]\ntitle = 1.0\n")
