"""Whether two spellings could be one name said aloud: consonants in broad classes, compared with what scripts lose."""

import re
from functools import lru_cache

_CLASSES = (
    ("sch", "S"), ("tch", "C"), ("tsch", "C"), ("shch", "C"), ("kh", "H"), ("gh", "K"), ("sh", "S"), ("ch", "C"),
    ("zh", "C"), ("ts", "C"), ("tz", "C"), ("th", "T"), ("ph", "F"), ("dh", "T"), ("ck", "K"), ("qu", "K"), ("ng", "N"),
    ("x", "KS"), ("ce", "C"), ("ci", "C"), ("ge", "J"), ("gi", "J"), ("c", "K"), ("k", "K"), ("g", "K"), ("q", "K"),
    ("s", "S"), ("z", "S"), ("j", "J"), ("t", "T"), ("d", "T"), ("p", "P"), ("b", "P"), ("f", "F"), ("v", "F"),
    ("w", "W"), ("m", "M"), ("n", "N"), ("l", "L"), ("r", "L"), ("h", "H"),
)  # fmt: skip
_PINYIN = (
    ("zh", "C"),
    ("ch", "C"),
    ("sh", "S"),
    ("x", "S"),
    ("q", "C"),
    ("j", "J"),
    ("c", "C"),
    ("z", "C"),
    ("ng", "N"),
)
_TABLE = dict(_CLASSES)
_HAN_TABLE = _TABLE | dict(_PINYIN)
_PATTERN = re.compile("|".join(sorted((s for s in _TABLE), key=lambda s: -len(s))))
_HAN_PATTERN = re.compile("zh|ch|sh|ng|[a-z]")
_LOST = {"L": 0.35, "H": 0.2, "W": 0.25, "N": 0.5, "T": 0.6, "F": 0.6, "J": 0.6}
"""What leaving a sound out costs, less than 1 where scripts often do."""
_MOST = {1: 0.56, 2: 0.7, 3: 0.9}
"""Most that the likeness of a skeleton of so few consonants is worth."""
_CLOSE = {
    frozenset(pair): cost
    for pair, cost in (
        ("SC", 0.3), ("KC", 0.5), ("JC", 0.25), ("JK", 0.35), ("JS", 0.4), ("KH", 0.3), ("SK", 0.6), ("FP", 0.35),
        ("FW", 0.2), ("LN", 0.5), ("MN", 0.4), ("TS", 0.5), ("TC", 0.5), ("PW", 0.6), ("FH", 0.5), ("JH", 0.4), ("HS", 0.6),
    )
}  # fmt: skip


def skeleton(latin: str, is_han: bool = False) -> str:
    """The consonants of romanised text by class, doubled ones once."""
    text = latin.replace("'", "").replace("-", " ")
    if is_han:
        found = (_HAN_TABLE.get(m, "") for m in _HAN_PATTERN.findall(text))
    else:
        found = (_TABLE[m] for m in _PATTERN.findall(text))
    return re.sub(r"(.)\1+", r"\1", "".join(found))


def _lost(sound: str) -> float:
    return _LOST.get(sound, 0.85)


@lru_cache(maxsize=1 << 16)
def sound_likeness(a: str, b: str) -> float:
    """0 … 1 for two skeletons: the shorter they are, the less their likeness says."""
    if min(len(a), len(b)) < 2:
        return _MOST[1] if a == b and a else 0.0
    row = [0.0]
    for sound in b:
        row.append(row[-1] + _lost(sound))
    for x in a:
        before, row = row, [row[0] + _lost(x)]
        for at, y in enumerate(b):
            change = 0.0 if x == y else _CLOSE.get(frozenset((x, y)), 1.0)
            row.append(min(before[at] + change, before[at + 1] + _lost(x), row[-1] + _lost(y)))
    most = _MOST.get(min(len(a), len(b)), 1.0)
    return most * max(0.0, 1.0 - row[-1] / max(len(a), len(b)) * 1.4)


@lru_cache(maxsize=1 << 16)
def letter_likeness(a: str, b: str) -> float:
    """1 less the edits between two words, as a share of the longer."""
    if a == b:
        return 1.0
    longer = max(len(a), len(b))
    if not longer or abs(len(a) - len(b)) > longer // 2:
        return 0.0
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, row = row, [i]
        for at, y in enumerate(b):
            row.append(min(before[at] + (x != y), before[at + 1] + 1, row[-1] + 1))
    return 1.0 - row[-1] / longer
