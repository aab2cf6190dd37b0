"""One-character country names in Chinese, written side by side: 中法, 中日韩."""

from collections import Counter
from collections.abc import Mapping, Sequence


class PairReader:
    """Decides whether characters in a row are countries, and which country an ambiguous one stands for."""

    def __init__(self, signs: Mapping[str, Sequence[str]], context: Mapping[str, Sequence[str]]) -> None:
        self._signs = signs
        self._after = tuple(context.get("pair_before", ()))
        self._before = tuple(context.get("pair_after", ()))
        self._third = frozenset("".join(context.get("pair_third", ())))

    def end_of_run(self, text: str, start: int, end: int) -> int:
        """The end of the row of signs that starts here, 0 where it is no row of countries."""
        if text[end : end + 1] in self._third and text[end - 1] != text[end : end + 1]:
            end += 1
        if text.startswith(self._after, end) or text.endswith(self._before, 0, start):
            return end
        listed = text[end : end + 1] == "、" and self._is_pair(text[end + 1 : end + 3])
        return end if listed else 0

    def _is_pair(self, two: str) -> bool:
        return len(two) == 2 and all(sign in self._signs for sign in two) and "中" in two

    def code(self, sign: str, support: Counter[str]) -> str | None:
        """The country of a sign: the only one, or the one the text names most."""
        codes = self._signs.get(sign, ())
        if len(codes) == 1:
            return codes[0]
        best = max(codes, key=lambda code: support[code], default=None)
        return best if best and support[best] else None
