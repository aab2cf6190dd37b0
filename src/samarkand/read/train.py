"""The reader learns from the codebook's own examples, and from nothing else."""

from collections.abc import Mapping, Sequence

import numpy as np

from samarkand.codebook.types import OUT_OF_SCOPE, Codebook, Example
from samarkand.gazetteer.find import Gazetteer
from samarkand.ports.encoder import Encoder
from samarkand.read.features import Matrix, matrix, words_matrix
from samarkand.read.lexicon import Lexicon
from samarkand.read.masking import mask
from samarkand.read.weights import Linear, Weights
from samarkand.text.folding import fold

PENALTY = 3.0
DECIMALS = 3
EVENT = "event"


def example_features(
    examples: Sequence[Example],
    codes: Sequence[str],
    lexicons: Mapping[str, Lexicon],
    gazetteer: Gazetteer,
    encoder: Encoder,
) -> Matrix:
    """The same features a passage gets, of each example with its parties masked."""
    masked = [mask(e.text, gazetteer.find(e.text, e.lang)) for e in examples]
    cues = [lexicons[e.lang].find(fold(e.text)) for e in examples]
    return matrix(masked, words_matrix(cues, codes), encoder)


def fit(features: Matrix, labels: Sequence[str], penalty: float = PENALTY) -> Linear:
    """Multinomial logistic regression; classes weigh the same however many examples they have.

    Rounded, so that the last bits of another machine's arithmetic do not change the file.
    """
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=penalty, max_iter=2000, class_weight=None)
    model.fit(features.astype(np.float64), list(labels))
    weight, bias = (np.round(a, DECIMALS).astype(np.float32) for a in (model.coef_, model.intercept_))
    return Linear(tuple(model.classes_), weight, bias)


def _gate(words: Matrix, types: Sequence[str]) -> Linear:
    """Event or not, from words alone; two rows of weights, so that it reads like the others."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=PENALTY, max_iter=2000, class_weight="balanced")
    model.fit(words.astype(np.float64), [kind != OUT_OF_SCOPE for kind in types])
    weight, bias = (np.round(a, DECIMALS).astype(np.float32) for a in (model.coef_, model.intercept_))
    return Linear(
        (OUT_OF_SCOPE, EVENT),
        np.vstack([np.zeros_like(weight), weight]),
        np.concatenate([[0.0], bias]).astype(np.float32),
    )


def train(
    codebook: Codebook,
    lexicons: Mapping[str, Lexicon],
    gazetteer: Gazetteer,
    encoder: Encoder,
    learnt_from: str,
) -> Weights:
    """Types from all examples, near misses under what they really are; stages from those that state one."""
    codes = tuple(t.code for t in codebook.types)
    examples = [e for e in codebook.examples if e.lang in lexicons]
    features = example_features(examples, codes, lexicons, gazetteer, encoder)
    staged = [i for i, e in enumerate(examples) if e.stage]
    return Weights(
        codes=codes,
        type=fit(features, [e.type for e in examples]),
        stage=fit(features[staged], [str(examples[i].stage) for i in staged]),
        gate=_gate(features[:, encoder.width :], [e.type for e in examples]),
        learnt_from=learnt_from,
    )
