"""The log of building: every step with its choices, and the spec read back from it."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from samarkand.domain.composite import Operation
from samarkand.domain.errors import SamarkandError
from samarkand.index.along import Array
from samarkand.index.changes import SECTIONS
from samarkand.index.spec import IndexSpec
from samarkand.index.spec_toml import spec_of

FRAME, UNCERTAINTY = "frame", "uncertainty"
STEPS = (FRAME, "screen", "impute", "treat", "normalise", "weigh", "aggregate")
_OF_FRAME = ("id", "title", "layer", "mark", "rules")


def choices(spec: IndexSpec, step: str) -> str:
    """The choices of a step as JSON, keys in order; the frame carries indicators, groups and rules."""
    if step == FRAME:
        told = {key: _plain(getattr(spec, key)) for key in _OF_FRAME}
        told |= {"indicator": [_plain(i) for i in spec.indicators], "group": [_plain(g) for g in spec.groups]}
        return _json(told)
    told = _plain(getattr(spec, step))
    return _json(
        told | {"choices": {key: list(words) for key, words in told["choices"]}} if step == UNCERTAINTY else told
    )


def _plain(part: Any) -> Any:
    if part is None or isinstance(part, str):
        return part
    return {key: value for key, value in asdict(part).items() if value is not None}


def _json(told: Mapping[str, Any]) -> str:
    return json.dumps({k: v for k, v in told.items() if v is not None}, sort_keys=True, ensure_ascii=False)


def spec_of_log(log: Sequence[Operation]) -> IndexSpec:
    """The spec whose building left this log."""
    by_name = {step.name: json.loads(step.choices) for step in log}
    if lacking := [step for step in STEPS if step not in by_name]:
        raise SamarkandError(f"the log lacks {', '.join(lacking)}", "log", "give the whole log of one build")
    told = by_name[FRAME] | {name: by_name[name] for name in SECTIONS if name in by_name}
    return spec_of(told, "log")


def digest(x: Array) -> str:
    """A hash of numbers up to nine digits after the point, whatever the order of summing was."""
    missing = np.isnan(x)
    rounded = np.round(np.where(missing, 0.0, x), 9) + 0.0
    told = hashlib.blake2b(np.packbits(missing).tobytes(), digest_size=8)
    told.update(np.ascontiguousarray(rounded, dtype="<f8").tobytes())
    return told.hexdigest()


def touched(before: Array, after: Array) -> int:
    """How many cells differ."""
    same = (before == after) | (np.isnan(before) & np.isnan(after))
    return int((~same).sum())
