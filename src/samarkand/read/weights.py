"""The classifier's numbers, as plain arrays that say what they were learnt from."""

import hashlib
import io
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]


@dataclass(frozen=True)
class Linear:
    """Logits are `x @ weight.T + bias`; `weight` has shape (labels, features)."""

    labels: tuple[str, ...]
    weight: Matrix
    bias: Matrix

    def probabilities(self, features: Matrix) -> Matrix:
        """Softmax over the labels, shape (rows, labels)."""
        logits = features @ self.weight.T + self.bias
        logits -= logits.max(axis=1, keepdims=True)
        grown = np.exp(logits)
        return np.asarray(grown / grown.sum(axis=1, keepdims=True), dtype=np.float32)


@dataclass(frozen=True)
class Weights:
    """`codes` are the types in the order of the lexical features; `type` labels add `NA`.

    `learnt_from` is the digest of everything the learning depends on.
    """

    codes: tuple[str, ...]
    type: Linear
    stage: Linear
    learnt_from: str

    def to_bytes(self) -> bytes:
        """An uncompressed npz without pickles; equal weights give equal bytes."""
        sink = io.BytesIO()
        np.savez(
            sink,
            codes=np.array(self.codes),
            learnt_from=np.array(self.learnt_from),
            type_labels=np.array(self.type.labels),
            type_weight=self.type.weight,
            type_bias=self.type.bias,
            stage_labels=np.array(self.stage.labels),
            stage_weight=self.stage.weight,
            stage_bias=self.stage.bias,
        )
        return sink.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> "Weights":
        with np.load(io.BytesIO(data), allow_pickle=False) as stored:
            kinds, stages = (
                Linear(tuple(map(str, stored[f"{n}_labels"])), stored[f"{n}_weight"], stored[f"{n}_bias"])
                for n in ("type", "stage")
            )
            return cls(tuple(map(str, stored["codes"])), kinds, stages, str(stored["learnt_from"]))

    @property
    def checksum(self) -> str:
        return hashlib.sha256(self.to_bytes()).hexdigest()
