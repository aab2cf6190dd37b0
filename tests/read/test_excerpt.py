import pytest

from samarkand.domain.document import Document
from samarkand.domain.quote import Quote
from samarkand.read.excerpt import Excerpt, excerpt_of, overlap

TEXT = "First sentence here. Second one follows. Third in between. Fourth is next. Fifth at the end."
DOCUMENT = Document("d", TEXT, "The title")


def quoted(words: str, document: Document = DOCUMENT) -> Quote:
    at = document.whole.index(words)
    return Quote(document.id, at, at + len(words), words)


def numbers(*words: str) -> list[int]:
    return list(excerpt_of(DOCUMENT, map(quoted, words)).spans)


@pytest.mark.parametrize(
    ("quotes", "expected"),
    [
        (["Third in"], [0, 2, 3, 4]),
        (["First"], [0, 1, 2]),
        (["Fifth"], [0, 4, 5]),
        (["The title"], [0, 1]),
        (["Second one follows. Third"], [0, 1, 2, 3, 4]),
        (["First", "Fifth"], [0, 1, 2, 4, 5]),
        ([], [0]),
    ],
)
def test_a_passage_is_asked_about_with_its_neighbours_and_the_title(quotes: list[str], expected: list[int]) -> None:
    assert numbers(*quotes) == expected


def test_a_document_without_a_title_has_no_passage_for_it() -> None:
    document = Document("d", TEXT)
    assert 0 not in excerpt_of(document, [quoted("First", document)]).spans


def test_a_title_without_end_is_cut() -> None:
    document = Document("d", TEXT, "long " * 40_000)
    (_, title), *_ = excerpt_of(document, [quoted("First", document)]).passages
    assert len(title) == 600


def third() -> Excerpt:
    return excerpt_of(DOCUMENT, [quoted("Third in")])


@pytest.mark.parametrize(
    ("number", "words", "found"),
    [
        (3, "Third in between", True),
        (3, "  Third in between.\n", True),
        (2, "Third in between", True),
        (2, "follows. Third", True),
        (3, "third in between", False),
        (3, "Third  in between", False),
        (3, "Fifth at the end", False),
        (3, "First sentence", False),
        (3, "The title", True),
        (3, "in", False),
        (3, "", False),
        (3, "   ", False),
        (3, "x" * 401, False),
    ],
)
def test_a_quote_is_the_very_words_of_what_was_shown(number: int, words: str, found: bool) -> None:
    quote = third().locate(number, words)
    assert (quote is not None) is found
    if quote:
        assert quote.stands_in(DOCUMENT.whole)


def test_of_words_that_stand_twice_those_of_the_numbered_passage_are_meant() -> None:
    document = Document("d", "The show opened. The show opened. The show opened.")
    excerpt = excerpt_of(document, [quoted("The show", document)])
    assert [quote.start for n in (1, 2) if (quote := excerpt.locate(n, "The show opened"))] == [1, 18]


def test_offsets_count_code_points() -> None:
    document = Document("d", "𝔘𝔫 été 🎭 à Dakar. 展览在达喀尔开幕。", "标题")
    quote = excerpt_of(document, [quoted("展览", document)]).locate(2, "展览在达喀尔开幕")
    assert quote is not None
    assert quote.stands_in(document.whole)


@pytest.mark.parametrize(
    ("a", "b", "shared"), [((0, 5), (5, 9), 0), ((0, 6), (5, 9), 1), ((0, 9), (2, 4), 2), ((4, 6), (0, 2), 0)]
)
def test_what_two_quotes_share(a: tuple[int, int], b: tuple[int, int], shared: int) -> None:
    made = [Quote("d", s, e, "x" * (e - s)) for s, e in (a, b)]
    assert overlap(made[0], made[1]) == shared
