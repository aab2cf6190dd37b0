"""A spec from TOML: every key known, every value of the right kind, the tree whole."""

import tomllib
from collections.abc import Mapping
from typing import Any, TypeVar

from samarkand.domain.errors import SamarkandError
from samarkand.index.changes import SECTIONS, hints, of_kind
from samarkand.index.spec import (
    AggregateChoices,
    GroupSpec,
    ImputeChoices,
    IndexSpec,
    IndicatorSpec,
    NormaliseChoices,
    Rules,
    ScreenChoices,
    TreatChoices,
    UncertaintyChoices,
    WeighChoices,
)
from samarkand.index.tree import checked

S = TypeVar("S")
KINDS: Mapping[str, type] = {
    "screen": ScreenChoices,
    "impute": ImputeChoices,
    "treat": TreatChoices,
    "normalise": NormaliseChoices,
    "weigh": WeighChoices,
    "aggregate": AggregateChoices,
    "rules": Rules,
    "uncertainty": UncertaintyChoices,
}


def read_spec(text: str, where: str = "spec") -> IndexSpec:
    """The spec a TOML text describes. Raises `SamarkandError` with the key and what to write instead."""
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise SamarkandError(f"no TOML: {problem}", where, "correct the line") from problem
    return spec_of(told, where)


def spec_of(told: Mapping[str, Any], where: str = "spec") -> IndexSpec:
    """The spec of a mapping laid out as the TOML file is."""
    known = {"id", "title", "layer", "mark", "indicator", "group", *SECTIONS}
    if strange := sorted(told.keys() - known):
        raise SamarkandError(f"unknown keys: {', '.join(strange)}", where, f"known are {', '.join(sorted(known))}")
    root = told.get("id", "")
    groups = [_record(GroupSpec, row, f"{where}: group {n}") for n, row in enumerate(told.get("group", ()), 1)]
    if root not in {g.id for g in groups}:
        groups.insert(0, GroupSpec(root))
    rows = enumerate(told.get("indicator", ()), 1)
    leaves = [_record(IndicatorSpec, {"group": root, **row}, f"{where}: indicator {n}") for n, row in rows]
    groups = [_under(g, root) for g in groups]
    sections = {name: _section(name, told.get(name, {}), f"{where}: {name}") for name in SECTIONS}
    heads = {key: of_kind(hints(IndexSpec)[key], told[key], f"{where}: {key}") for key in _HEADS if key in told}
    return checked(
        IndexSpec(**{"id": "", "title": root, **heads}, indicators=tuple(leaves), groups=tuple(groups), **sections),
        where,
    )


_HEADS = ("id", "title", "layer", "mark")


def _under(group: GroupSpec, root: str) -> GroupSpec:
    """A group that names no parent hangs from the index itself."""
    if group.parent or group.id == root:
        return group
    return GroupSpec(group.id, root, group.name, group.weight, group.method)


def _section(name: str, told: Any, where: str) -> Any:
    if not isinstance(told, Mapping):
        raise SamarkandError("not a table", where, f"write [{name}] and its settings below")
    if name != "uncertainty":
        return _record(KINDS[name], told, where)
    choices = told.get("choices", {})
    plain = _record(UncertaintyChoices, {k: v for k, v in told.items() if k != "choices"}, where)
    if not isinstance(choices, Mapping) or not all(isinstance(v, list) and len(v) > 1 for v in choices.values()):
        raise SamarkandError(
            "choices are lists of at least two words", where, '"normalise.method" = ["min_max", "rank"]'
        )
    pairs = tuple((key, tuple(words)) for key, words in choices.items())
    return UncertaintyChoices(
        **{key: getattr(plain, key) for key in hints(UncertaintyChoices) if key != "choices"}, choices=pairs
    )


def _record(kind: type[S], told: Any, where: str) -> S:
    if not isinstance(told, Mapping):
        raise SamarkandError("not a table", where, "write key = value")
    known = hints(kind)
    if strange := sorted(told.keys() - known.keys()):
        raise SamarkandError(f"unknown keys: {', '.join(strange)}", where, f"known are {', '.join(known)}")
    values = {key: of_kind(known[key], value, f"{where}: {key}") for key, value in told.items()}
    try:
        return kind(**values)
    except TypeError as problem:
        raise SamarkandError("its id is missing", where, 'write id = "…"') from problem
