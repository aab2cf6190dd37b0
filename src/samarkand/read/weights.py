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
    """`codes` are the types in the order of the lexical features; `type` labels add `NA`;
    `gate` sees the lexical features only and tells `NA` from the rest.

    `learnt_from` is the digest of everything the learning depends on.
    """

    codes: tuple[str, ...]
    type: Linear
    stage: Linear
    gate: Linear
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
            gate_labels=np.array(self.gate.labels),
            gate_weight=self.gate.weight,
            gate_bias=self.gate.bias,
        )
        return sink.getvalue()

    @staticmethod
    def origin(data: bytes) -> str:
        """`learnt_from` of stored weights, whatever else they hold: an older layout can still be told from ours."""
        with np.load(io.BytesIO(data), allow_pickle=False) as stored:
            return str(stored["learnt_from"])

    @classmethod
    def from_bytes(cls, data: bytes) -> "Weights":
        with np.load(io.BytesIO(data), allow_pickle=False) as stored:
            kinds, stages, gate = (
                Linear(tuple(map(str, stored[f"{n}_labels"])), stored[f"{n}_weight"], stored[f"{n}_bias"])
                for n in ("type", "stage", "gate")
            )
            return cls(tuple(map(str, stored["codes"])), kinds, stages, gate, str(stored["learnt_from"]))

    @property
    def checksum(self) -> str:
        return hashlib.sha256(self.to_bytes()).hexdigest()
