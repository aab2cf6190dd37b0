"""What follows the codebook is learnt from its own examples, and the types also from passages people have annotated."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from samarkand.codebook.types import OUT_OF_SCOPE, Codebook, Example
from samarkand.gazetteer.find import Gazetteer
from samarkand.ports.encoder import Encoder
from samarkand.read.features import Matrix, words_matrix
from samarkand.read.lexicon import Lexicon
from samarkand.read.masking import mask
from samarkand.read.passages import cues_beside
from samarkand.read.pieces import Hashed, Pieces, fit_pieces, pieces_of
from samarkand.read.weights import Annotated, Linear, Weights
from samarkand.text.folding import fold

PENALTY = 3.0
PIECES_PENALTY = 10.0
DECIMALS = 3
ANNOTATED_WEIGHT = 3.0
"""A sentence of a real document teaches as much as three made for teaching; chosen by cross-validation on the gold."""
FEW = 60
"""A type with fewer sentences than this has each of them weigh more, so that six can stand beside types with a hundred."""
EVENT = "event"


def example_features(
    examples: Sequence[Example],
    codes: Sequence[str],
    lexicons: Mapping[str, Lexicon],
    gazetteer: Gazetteer,
    encoder: Encoder,
) -> tuple[Matrix, Pieces]:
    """The same features a passage gets, of each example with its parties masked; and the pieces of its words."""
    names = [gazetteer.find(e.text, e.lang) for e in examples]
    masked = [mask(e.text, hits) for e, hits in zip(examples, names, strict=True)]
    cues = [cues_beside(lexicons[e.lang].find(fold(e.text)), hits) for e, hits in zip(examples, names, strict=True)]
    words = words_matrix(cues, codes)
    return np.hstack([encoder.encode(masked), words]).astype(np.float32), pieces_of(masked)


def fit(
    features: Matrix, labels: Sequence[str], penalty: float = PENALTY, weights: Sequence[float] | None = None
) -> Linear:
    """Multinomial logistic regression, rounded, so that the last bits of another machine's arithmetic do not change the file.

    Of two labels the first gets a row of zeros, so that every result reads alike.
    """
    from sklearn.linear_model import LogisticRegression

    model: Any = LogisticRegression(C=penalty, max_iter=1000, tol=1e-3)
    model.fit(features.astype(np.float64), list(labels), sample_weight=weights)
    weight, bias = (np.round(a, DECIMALS).astype(np.float32) for a in (model.coef_, model.intercept_))
    if len(model.classes_) == 2:
        weight, bias = np.vstack([np.zeros_like(weight), weight]), np.concatenate([np.zeros_like(bias), bias])
    return Linear(tuple(map(str, model.classes_)), weight, bias)


def _in_order(annotated: Annotated, codes: Sequence[str]) -> Matrix:
    """The annotated features with a column for each type at hand; a type they do not know was never counted."""
    at = {code: i for i, code in enumerate(annotated.codes)}
    known = annotated.words[:, : len(annotated.codes)]
    columns = [known[:, at[code]] if code in at else np.zeros(len(known), dtype=np.float32) for code in codes]
    general = annotated.words[:, len(annotated.codes) :]
    return np.hstack([annotated.vectors, np.stack(columns, axis=1), general]).astype(np.float32)


def _types(
    features: Matrix, pieces: Pieces, types: Sequence[str], annotated: Annotated, codes: Sequence[str]
) -> tuple[Linear, Hashed]:
    """The types by meaning and listed words, and by pieces of words."""
    kept = [i for i, kind in enumerate(annotated.types) if kind in codes]
    labels = [*types, *(annotated.types[i] for i in kept)]
    taught = Counter(labels)
    weights = [max(1.0, FEW / taught[kind]) for kind in types] + [ANNOTATED_WEIGHT] * len(kept)
    if kept:
        features = np.vstack([features, _in_order(annotated, codes)[kept]])
        pieces = pieces.and_then(annotated.pieces.rows(kept))
    return fit(features, labels, weights=weights), fit_pieces(pieces, labels, PIECES_PENALTY, weights)


def train(
    codebook: Codebook,
    lexicons: Mapping[str, Lexicon],
    gazetteer: Gazetteer,
    encoder: Encoder,
    annotated: Annotated,
    learnt_from: str,
) -> Weights:
    """Types from all examples, near misses under what they really are; stages from those that state one."""
    codes = tuple(t.code for t in codebook.types)
    examples = [e for e in codebook.examples if e.lang in lexicons]
    features, pieces = example_features(examples, codes, lexicons, gazetteer, encoder)
    staged = [i for i, e in enumerate(examples) if e.stage]
    types = [e.type for e in examples]
    told = [EVENT if kind != OUT_OF_SCOPE else OUT_OF_SCOPE for kind in types]
    # as many of one as of the other in weight, whatever their number; NA sorts before the word for an event
    share = {label: len(told) / (2 * told.count(label)) for label in set(told)}
    by_meaning, by_pieces = _types(features, pieces, types, annotated, codes)
    return Weights(
        codes=codes,
        type=by_meaning,
        stage=fit(features[staged], [str(examples[i].stage) for i in staged]),
        words=fit(features[:, encoder.width :], told, weights=[share[label] for label in told]),
        pieces=by_pieces,
        learnt_from=learnt_from,
    )
