"""Pieces of words, hashed: what is learnt from the words themselves, beside what the codebook lists of them.

The sentence encoder hardly knows some languages and no list names every word; words, their beginnings, endings and inner
parts, and pairs and triples of Han characters, fill the gap at the price of a table look-up.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from samarkand.text.folding import fold

WIDTH = 1 << 15
_RUN = re.compile(r"[\u3400-\u9fff]+|[^\W\d_]+")
_EDGE, _INNER, _LONG = 5, 6, 8
_REACH = 2000
"""Characters of a passage that are looked at; only lines without sentences are longer."""
_STEP = 16.0
"""Weights are kept as whole 16ths in a byte."""

Array = NDArray[Any]


@dataclass(frozen=True)
class Pieces:
    """Rows of a sparse matrix, `WIDTH` wide: `value[starts[i]:starts[i + 1]]` stands in row i at columns `column[…]`."""

    starts: NDArray[np.int32]
    column: NDArray[np.int32]
    value: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.starts) - 1

    def rows(self, wanted: Sequence[int]) -> "Pieces":
        spans = [(int(self.starts[i]), int(self.starts[i + 1])) for i in wanted]
        at = np.concatenate([np.arange(a, b) for a, b in spans]) if spans else np.zeros(0, np.int64)
        return Pieces(_ends([b - a for a, b in spans]), self.column[at], self.value[at])

    def and_then(self, other: "Pieces") -> "Pieces":
        starts = np.concatenate([self.starts, self.starts[-1] + other.starts[1:]]).astype(np.int32)
        column, value = np.concatenate([self.column, other.column]), np.concatenate([self.value, other.value])
        return Pieces(starts, column, value)

    def arrays(self) -> dict[str, Array]:
        return {"starts": self.starts, "column": self.column.astype(np.uint16), "value": self.value.astype(np.float16)}

    @classmethod
    def from_arrays(cls, held: Mapping[str, Array]) -> "Pieces":
        return cls(held["starts"], held["column"].astype(np.int32), held["value"].astype(np.float32))


def _ends(lengths: Sequence[int]) -> NDArray[np.int32]:
    return np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)


def _split(text: str) -> Iterator[str]:
    for run in _RUN.findall(fold(text)):
        if "\u3400" <= run[0] <= "\u9fff":
            yield from (run[i : i + 2] for i in range(len(run) - 1))
            yield from (run[i : i + 3] for i in range(len(run) - 2))
            continue
        yield run
        if len(run) > _EDGE:
            yield f"^{run[:_EDGE]}"
            yield f"{run[-_EDGE:]}$"
        if len(run) > _LONG:
            yield from (run[i : i + _INNER] for i in range(len(run) - _INNER + 1))


def pieces_of(texts: Sequence[str]) -> Pieces:
    """A row a text: square roots of how often each piece occurs, of length 1 together."""
    lengths, columns, values = [], [], []
    for text in texts:
        counted = Counter(crc32(piece.encode("utf-8", "replace")) & (WIDTH - 1) for piece in _split(text[:_REACH]))
        total = sum(counted.values())
        lengths.append(len(counted))
        columns.append(np.fromiter(counted, np.int32, len(counted)))
        values.append(np.sqrt(np.fromiter(counted.values(), np.float32, len(counted)) / max(total, 1)))
    if not columns:
        return Pieces(_ends([]), np.zeros(0, np.int32), np.zeros(0, np.float32))
    return Pieces(_ends(lengths), np.concatenate(columns), np.concatenate(values))


@dataclass(frozen=True)
class Hashed:
    """A column of weights a label, shape (WIDTH, labels), in whole 16ths; of two labels the first has zeros."""

    labels: tuple[str, ...]
    weight: NDArray[np.int8]
    bias: NDArray[np.float32]

    def logits(self, pieces: Pieces) -> NDArray[np.float32]:
        """Shape (rows, labels)."""
        out = np.tile(self.bias, (len(pieces), 1)).astype(np.float32)
        for i, (start, end) in enumerate(zip(pieces.starts[:-1].tolist(), pieces.starts[1:].tolist(), strict=True)):
            out[i] += (pieces.value[start:end] @ self.weight[pieces.column[start:end]]) / _STEP
        return out

    def log_probabilities(self, pieces: Pieces) -> NDArray[np.float32]:
        """Logarithms of the softmax over the labels, shape (rows, labels)."""
        logits = self.logits(pieces)
        logits -= logits.max(axis=1, keepdims=True)
        return np.asarray(logits - np.log(np.exp(logits).sum(axis=1, keepdims=True)), dtype=np.float32)

    def log_odds(self, pieces: Pieces) -> NDArray[np.float32]:
        """Of the second of two labels against the first, shape (rows,)."""
        logits = self.logits(pieces)
        return np.asarray(logits[:, 1] - logits[:, 0], dtype=np.float32)

    def arrays(self) -> dict[str, Array]:
        return {"labels": np.array(self.labels), "weight": self.weight, "bias": self.bias}

    @classmethod
    def from_arrays(cls, held: Mapping[str, Array]) -> "Hashed":
        return cls(tuple(map(str, held["labels"])), held["weight"], held["bias"])


def fit_pieces(
    pieces: Pieces, labels: Sequence[str], penalty: float, weights: Sequence[float] | None = None
) -> Hashed:
    """Logistic regression, multinomial where there are more than two labels, rounded to what is kept."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    rows = csr_matrix((pieces.value.astype(np.float64), pieces.column, pieces.starts), shape=(len(pieces), WIDTH))
    is_two = len(set(labels)) == 2
    how: dict[str, Any] = {"solver": "liblinear"} if is_two else {"max_iter": 400, "tol": 1e-3}
    model: Any = LogisticRegression(C=penalty, random_state=1, **how)
    model.fit(rows, list(labels), sample_weight=weights)
    weight = np.clip(np.round(model.coef_.T * _STEP), -127, 127).astype(np.int8)
    bias = np.round(model.intercept_, 3).astype(np.float32)
    if is_two:
        weight, bias = np.hstack([np.zeros_like(weight), weight]), np.concatenate([np.zeros_like(bias), bias])
    return Hashed(tuple(map(str, model.classes_)), weight, bias)
