"""How alike two passages are in meaning, whatever their languages; each passage is encoded once."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from samarkand.follow.passages import Passage
from samarkand.ports.encoder import Encoder

Key = tuple[str, int]


@dataclass(frozen=True)
class Meanings:
    """Without an encoder everything is equally unlike."""

    encoder: Encoder | None = None
    _known: dict[Key, NDArray[np.float32]] = field(default_factory=dict)

    def learn(self, passages: Iterable[Passage]) -> None:
        """Encodes what is not known yet, together."""
        if self.encoder is None:
            return
        new = {_key(p): p.text for p in passages if _key(p) not in self._known}
        if new:
            self._known.update(zip(new, self.encoder.encode(list(new.values())), strict=True))

    def likeness(self, a: Passage, b: Passage) -> float:
        """Cosine, 0 where it is negative or not known."""
        one, two = self._known.get(_key(a)), self._known.get(_key(b))
        if one is None or two is None:
            return 0.0
        size = float(np.linalg.norm(one) * np.linalg.norm(two))
        return max(0.0, float(one @ two) / size) if size else 0.0


def _key(passage: Passage) -> Key:
    return passage.document.id, passage.start
