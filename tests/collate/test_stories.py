import random

from hypothesis import given
from hypothesis import strategies as st

from samarkand.collate.stories import copies, fold_copies
from samarkand.domain.document import Document
from samarkand.domain.period import Period
from samarkand.match.components import connected


def words(seed: int, n: int = 120) -> list[str]:
    rng = random.Random(seed)
    return [f"w{rng.randrange(4000)}" for _ in range(n)]


def near_copy(text: list[str], changes: int, seed: int) -> list[str]:
    rng = random.Random(seed)
    out = list(text)
    for at in rng.sample(range(len(out)), changes):
        out[at] = "changed"
    return out


def test_copies_are_found_and_others_left_alone() -> None:
    originals = [words(i) for i in range(60)]
    texts = [" ".join(o) for o in originals] + [" ".join(near_copy(o, 2, i)) for i, o in enumerate(originals)]
    assert sorted(map(tuple, copies(texts))) == [(i, i + 60) for i in range(60)]


def test_a_heavily_changed_text_is_no_copy() -> None:
    original = words(1)
    assert copies([" ".join(original), " ".join(near_copy(original, 40, 2))]) == [[0], [1]]


def test_han_texts_are_compared_by_characters() -> None:
    text = "两国文化部长昨天在首都共同出席展览开幕式并参观了来自多家博物馆的一百二十件珍贵文物随后举行会谈" * 2
    assert copies([text, text.replace("昨天", "今天", 1), text[::-1]]) == [[0, 1], [2]]


def test_stories_start_with_the_earliest_and_stay_within_a_language() -> None:
    text = " ".join(words(3))
    documents = [
        Document("late", text, lang="en", period=Period("2024-05-02")),
        Document("early", text, lang="en", period=Period("2024-05-01")),
        Document("other", text, lang="fr", period=Period("2024-04-01")),
        Document("undated", text, lang="en"),
    ]
    assert [s.documents for s in fold_copies(documents)] == [("early", "late", "undated"), ("other",)]


def test_every_document_stands_in_exactly_one_story() -> None:
    documents = [Document(f"d{i}", " ".join(words(i % 5)), lang="en") for i in range(20)]
    told = [d for s in fold_copies(documents) for d in s.documents]
    assert sorted(told) == sorted(d.id for d in documents)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=60))
def test_components_partition_and_join(pairs: list[tuple[int, int]]) -> None:
    groups = connected(pairs, 31)
    where = {item: i for i, group in enumerate(groups) for item in group}
    assert sorted(where) == list(range(31))
    assert all(where[a] == where[b] for a, b in pairs)
