"""What was learnt, as plain arrays that say what they were learnt from."""

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from samarkand.read.pieces import Hashed, Pieces, pieces_of
from samarkand.read.trees import Trees

Matrix = NDArray[np.float32]
Array = NDArray[Any]


@dataclass(frozen=True)
class Linear:
    """One row of weights a label. Without a bias of its own a label has 0."""

    labels: tuple[str, ...]
    weight: Matrix
    bias: Matrix

    def probabilities(self, features: Matrix) -> Matrix:
        """Softmax over the labels, shape (rows, labels)."""
        logits = features @ self.weight.T + self.bias
        logits -= logits.max(axis=1, keepdims=True)
        grown = np.exp(logits)
        return np.asarray(grown / grown.sum(axis=1, keepdims=True), dtype=np.float32)

    def log_odds(self, features: Matrix) -> Matrix:
        """Of the second of two labels against the first, shape (rows,)."""
        return np.asarray(features @ (self.weight[1] - self.weight[0]) + self.bias[1] - self.bias[0], dtype=np.float32)

    def arrays(self) -> dict[str, Array]:
        return {"labels": np.array(self.labels), "weight": self.weight, "bias": self.bias}

    @classmethod
    def from_arrays(cls, held: Mapping[str, Array]) -> "Linear":
        return cls(tuple(map(str, held["labels"])), held["weight"], held["bias"])


def pack(parts: Mapping[str, Mapping[str, Array]], **single: object) -> bytes:
    """An uncompressed npz without pickles; equal arrays give equal bytes."""
    sink = io.BytesIO()
    flat: dict[str, Any] = {f"{part}.{name}": a for part, arrays in parts.items() for name, a in arrays.items()}
    flat |= {name: np.array(value) for name, value in single.items()}
    np.savez(sink, allow_pickle=False, **flat)
    return sink.getvalue()


def _unpack(data: bytes) -> tuple[dict[str, dict[str, Array]], dict[str, Array]]:
    parts: dict[str, dict[str, Array]] = {}
    single: dict[str, Array] = {}
    with np.load(io.BytesIO(data), allow_pickle=False) as stored:
        for key in stored.files:
            part, _, name = key.partition(".")
            if name:
                parts.setdefault(part, {})[name] = stored[key]
            else:
                single[key] = stored[key]
    return parts, single


def origin(data: bytes) -> str:
    """`learnt_from` of stored weights, whatever else they hold: an older layout can still be told from ours."""
    return str(_unpack(data)[1].get("learnt_from", ""))


@dataclass(frozen=True)
class Weights:
    """What follows the codebook. `codes` are the types in the order of the lexical features; `type` labels add `NA`;
    `words` sees the lexical features only and tells `NA` from the rest; `stage` is learnt from the examples alone;
    `pieces` tells the types by pieces of words.

    `learnt_from` is the digest of everything the learning depends on.
    """

    codes: tuple[str, ...]
    type: Linear
    stage: Linear
    words: Linear
    pieces: Hashed
    learnt_from: str

    def to_bytes(self) -> bytes:
        parts = {"type": self.type.arrays(), "stage": self.stage.arrays(), "words": self.words.arrays()}
        parts["pieces"] = self.pieces.arrays()
        return pack(parts, codes=self.codes, learnt_from=self.learnt_from)

    @classmethod
    def from_bytes(cls, data: bytes) -> "Weights":
        parts, single = _unpack(data)
        kinds, stages, words = (Linear.from_arrays(parts[n]) for n in ("type", "stage", "words"))
        pieces = Hashed.from_arrays(parts["pieces"])
        return cls(tuple(map(str, single["codes"])), kinds, stages, words, pieces, str(single["learnt_from"]))

    @property
    def checksum(self) -> str:
        return hashlib.sha256(self.to_bytes()).hexdigest()


@dataclass(frozen=True)
class Learnt:
    """What was learnt from documents people read, whatever the types are called.

    `door` tells whether a document is worth opening; `gate` and `sure`, before and after the sentence was understood,
    whether a passage reports an act of its document's news; `event` is the sentence's own part in that and `pieces` that
    of its words; `party` tells who of those in sight takes part; `heads` are `stage` and the axes, whose label `-` means
    the text does not say.
    """

    door: Trees
    gate: Trees
    event: Linear
    pieces: Hashed
    sure: Trees
    party: Trees
    heads: Mapping[str, Linear]
    learnt_from: str

    def to_bytes(self) -> bytes:
        parts = {
            "door": self.door.arrays(),
            "gate": self.gate.arrays(),
            "event": self.event.arrays(),
            "pieces": self.pieces.arrays(),
            "sure": self.sure.arrays(),
            "party": self.party.arrays(),
            **{f"head:{name}": head.arrays() for name, head in sorted(self.heads.items())},
        }
        return pack(parts, learnt_from=self.learnt_from)

    @classmethod
    def from_bytes(cls, data: bytes) -> "Learnt":
        parts, single = _unpack(data)
        heads = {k.removeprefix("head:"): Linear.from_arrays(v) for k, v in parts.items() if k.startswith("head:")}
        door, gate, sure, party = (Trees.from_arrays(parts[n]) for n in ("door", "gate", "sure", "party"))
        event, pieces = Linear.from_arrays(parts["event"]), Hashed.from_arrays(parts["pieces"])
        return cls(door, gate, event, pieces, sure, party, heads, str(single["learnt_from"]))


@dataclass(frozen=True)
class Annotated:
    """Passages of real documents that people read as exchanges: their vectors, their words' features and pieces,
    and their types. No text is kept. `codes` is the order of the type columns of `words`.
    """

    codes: tuple[str, ...]
    vectors: Matrix
    words: Matrix
    pieces: Pieces
    types: tuple[str, ...]

    def to_bytes(self) -> bytes:
        half = {"vectors": self.vectors.astype(np.float16), "words": self.words.astype(np.float16)}
        return pack({"annotated": half, "pieces": self.pieces.arrays()}, codes=self.codes, types=self.types)

    @classmethod
    def from_bytes(cls, data: bytes) -> "Annotated":
        parts, single = _unpack(data)
        vectors, words = (parts["annotated"][n].astype(np.float32) for n in ("vectors", "words"))
        pieces = Pieces.from_arrays(parts["pieces"])
        return cls(tuple(map(str, single["codes"])), vectors, words, pieces, tuple(map(str, single["types"])))

    @classmethod
    def none(cls) -> "Annotated":
        """Nothing annotated yet: the types are then learnt from the examples alone."""
        empty = np.zeros((0, 0), dtype=np.float32)
        return cls((), empty, empty, pieces_of([]), ())
