"""Candidates are understood together, and each as if it were alone."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from tests.read.made_up import context, lexicon, passage, told

from samarkand import wiring
from samarkand.domain.document import Document
from samarkand.domain.scale import Stage
from samarkand.ports.encoder import Encoder, Vectors
from samarkand.read.candidate import Candidate, Surroundings
from samarkand.read.heads import PLAIN_COLUMNS, head_features, plain_features
from samarkand.read.lexicon import TERM
from samarkand.read.reader import ENDLESS, Reader
from samarkand.read.signals import OF_DOCUMENT, OF_PASSAGE
from samarkand.read.verdicts import Verdict, sure_features, verdicts

COLUMNS = OF_PASSAGE + OF_DOCUMENT + 3


def surroundings(n: int) -> Surroundings:
    passages = [passage("AA", "BB", number=i) for i in range(n)]
    empty = np.zeros((n, 0), dtype=np.float32)
    return Surroundings(told("en", "x"), passages, lexicon("en").language, context("AA"), empty, np.full(n, 0.5))


def candidates(*gates: float) -> list[Candidate]:
    around = surroundings(len(gates))
    return [Candidate(around, i, np.zeros(COLUMNS, dtype=np.float32), gate) for i, gate in enumerate(gates)]


def test_candidates_stand_against_those_of_their_own_document_only() -> None:
    first, second = candidates(1.0, 3.0, 2.0), candidates(-1.0)
    rows = sure_features([*first, *second], np.zeros(4), np.arange(4.0))
    np.testing.assert_allclose(rows[:, 0], [1, 3, 2, -1])
    np.testing.assert_allclose(rows[:, 2], [0, 1, 2, 3])
    np.testing.assert_allclose(rows[:, 3], [3, 3, 3, -1])
    np.testing.assert_allclose(rows[:, 4], [2, 2, 2, -1])
    np.testing.assert_allclose(rows[:, 6], [2, 0, 1, 0])
    np.testing.assert_allclose(rows[:, 7], [3, 3, 3, 1])
    np.testing.assert_allclose(rows[3:], sure_features(second, np.zeros(1), np.array([3.0])))


def test_the_heads_see_as_many_columns_as_they_say() -> None:
    made = candidates(0.0, 0.0)
    plain = np.stack([plain_features(c) for c in made])
    assert plain.shape == (2, PLAIN_COLUMNS)
    vectors, words, stages = np.ones((2, 5)), np.zeros((2, 4)), np.full((2, 3), 0.5)
    assert head_features(vectors, words, stages, plain).shape == (2, 5 + 4 + 3 + PLAIN_COLUMNS)


def test_types_are_ranked_without_what_lies_outside() -> None:
    assert Verdict({"A1": 0.2, "NA": 0.5, "A2": 0.3}, {}, (), 0.0).types == ["A2", "A1"]


def test_nobody_asked_nobody_judged() -> None:
    reader = patient()
    assert verdicts([], reader.survey.weights, reader.learnt, reader.encoder) == []


def patient() -> Reader:
    return replace(wiring.reader(0.0), patience=ENDLESS)


DOCUMENTS = [
    Document("1", "Weavers from Peru opened an exhibition in Oslo.", "Andean cloth in Oslo", lang="en", country="NO"),
    Document("2", "Un orchestre du Ghana a joué à Hanoï.", "Concert ghanéen à Hanoï", lang="fr", country="VN"),
    Document("3", "智利舞蹈团在内罗毕演出。", "智利舞蹈走进内罗毕", lang="zh", country="KE"),
]


@pytest.fixture(scope="module")
def judged() -> list[list[Verdict]]:
    reader = patient()
    found = reader.candidates(DOCUMENTS)
    made = iter(verdicts([c for f in found for c in f], reader.survey.weights, reader.learnt, reader.encoder))
    return [[next(made) for _ in f] for f in found]


def test_a_document_is_judged_alike_alone_and_in_company(judged: list[list[Verdict]]) -> None:
    reader = patient()
    for document, together in zip(DOCUMENTS, judged, strict=True):
        alone = verdicts(reader.candidates([document])[0], reader.survey.weights, reader.learnt, reader.encoder)
        for one, other in zip(alone, together, strict=True):
            assert (one.parties, one.heads) == (other.parties, other.heads)
            assert one.sure == pytest.approx(other.sure, abs=1e-3)


def test_a_verdict_is_whole(judged: list[list[Verdict]]) -> None:
    for verdict in (v for of_document in judged for v in of_document):
        assert sum(verdict.kinds.values()) == pytest.approx(1, abs=1e-4)
        assert set(verdict.heads) == {"stage", "direction", "format", "lead_sector", "level"}
        assert Stage(verdict.heads["stage"])
        assert len(verdict.parties) >= 2


def test_an_added_type_is_as_sure_as_its_examples_make_it() -> None:
    reader = patient()
    (found,) = reader.candidates(DOCUMENTS[:1])
    plain = verdicts(found, reader.survey.weights, reader.learnt, reader.encoder)
    best = frozenset({plain[0].types[0]})
    added = verdicts(found, reader.survey.weights, reader.learnt, reader.encoder, best)
    chance = sum(added[0].kinds[code] for code in best)
    assert chance != sum(plain[0].kinds[code] for code in best), "its pieces no longer speak"
    assert max(plain[0].kinds, key=lambda k: plain[0].kinds[k]) in best
    assert added[0].sure == pytest.approx(np.log(chance / (1 - chance)), abs=1e-3)


class Counting:
    """An encoder that says how many sentences it was asked for."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.name, self.width, self.asked = encoder.name, encoder.width, 0

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.asked += len(texts)
        return self._encoder.encode(texts)


def test_only_what_its_words_give_hope_for_is_asked_for_its_meaning(judged: list[list[Verdict]]) -> None:
    reader, counting = patient(), Counting(wiring.encoder())
    found = [c for f in reader.candidates(DOCUMENTS) for c in f]
    hopes = sorted(c.gate + v.words for c, v in zip(found, (v for f in judged for v in f), strict=True))
    made = verdicts(found, reader.survey.weights, reader.learnt, counting, least=hopes[2])
    assert counting.asked == len(hopes) - 2
    assert sum(verdict is None for verdict in made) == 2


def test_without_any_hope_nothing_is_encoded() -> None:
    reader, counting = patient(), Counting(wiring.encoder())
    (found,) = reader.candidates(DOCUMENTS[:1])
    assert set(verdicts(found, reader.survey.weights, reader.learnt, counting, least=99.0)) == {None}
    assert counting.asked == 0


def test_a_term_of_an_added_type_is_hope_enough() -> None:
    reader, counting = patient(), Counting(wiring.encoder())
    (found,) = reader.candidates(DOCUMENTS[:1])
    terms = frozenset(value for c in found for value in c.passage.values(TERM))
    made = verdicts(found, reader.survey.weights, reader.learnt, counting, terms, least=99.0)
    assert [verdict is not None for verdict in made] == [c.passage.has(TERM) for c in found]
    assert counting.asked > 0
