"""One choice of a spec changed, of the right kind and within its bounds."""

from collections.abc import Mapping
from dataclasses import fields, replace
from enum import StrEnum
from types import UnionType
from typing import Any, TypeVar, get_args, get_type_hints

from samarkand.domain.errors import SamarkandError
from samarkand.index.spec import GroupSpec, IndexSpec, IndicatorSpec

SECTIONS = ("screen", "impute", "treat", "normalise", "weigh", "aggregate", "rules", "uncertainty")
YOUR_WEIGHTS = "your weights"
S = TypeVar("S")
Node = TypeVar("Node", IndicatorSpec, GroupSpec)


def changed(spec: IndexSpec, changes: Mapping[str, Any]) -> IndexSpec:
    """The spec with some choices changed: `normalise.method`, `group.ID.weight`, `indicator.ID.direction` ….

    Changed weights leave their mark on the spec, and so on whatever is made from it.
    """
    for key, value in changes.items():
        spec = _one_changed(spec, key, value)
    if any(key.endswith(".weight") or key == "weigh.method" for key in changes):
        spec = replace(spec, mark=YOUR_WEIGHTS)
    return spec


def _one_changed(spec: IndexSpec, key: str, value: Any) -> IndexSpec:
    section, _, rest = key.partition(".")
    if section in SECTIONS:
        return replace(spec, **{section: with_value(getattr(spec, section), rest, value, key)})
    name, _, setting = rest.rpartition(".")
    if section == "indicator":
        return replace(spec, indicators=_among(spec.indicators, name, setting, value, key))
    if section == "group":
        return replace(spec, groups=_among(spec.groups, name, setting, value, key))
    raise SamarkandError(f"no such choice: {key}", spec.id, f"it begins with indicator, group, {', '.join(SECTIONS)}")


def _among(nodes: tuple[Node, ...], name: str, setting: str, value: Any, key: str) -> tuple[Node, ...]:
    if name not in {node.id for node in nodes}:
        raise SamarkandError(f"the index has no {name!r}", key, "write the id as in the spec")
    return tuple(with_value(node, setting, value, key) if node.id == name else node for node in nodes)


def hints(kind: Any) -> Mapping[str, Any]:
    """The settings a part of the spec has, with their kinds."""
    known = get_type_hints(kind)
    return {f.name: known[f.name] for f in fields(kind)}


def with_value(part: S, setting: str, value: Any, where: str) -> S:
    """A part of the spec with one setting changed."""
    known = hints(type(part))
    if setting not in known:
        raise SamarkandError(f"no such setting: {setting!r}", where, f"known are {', '.join(known)}")
    return replace(part, **{setting: of_kind(known[setting], value, where)})  # type: ignore[type-var]


def of_kind(kind: Any, value: Any, where: str) -> Any:
    """`value` as the setting's kind asks for it; methods by their words."""
    options = get_args(kind) if isinstance(kind, UnionType) else (kind,)
    for option in options:
        if isinstance(option, type) and issubclass(option, StrEnum):
            return _method(option, value, where)
        if option is float and isinstance(value, (int, float)) and not isinstance(value, bool):
            return _finite(float(value), where)
        if type(value) is option:
            return value
    words = " or ".join(getattr(option, "__name__", str(option)) for option in options)
    raise SamarkandError(f"{value!r} is not of the kind asked for", where, f"write a {words}")


def _method(kind: type[StrEnum], value: Any, where: str) -> StrEnum:
    try:
        return kind(value)
    except ValueError as problem:
        words = ", ".join(member.value for member in kind)
        raise SamarkandError(f"{value!r} is no choice", where, f"choose one of {words}") from problem


def _finite(value: float, where: str) -> float:
    if value != value or value in (float("inf"), float("-inf")):
        raise SamarkandError(f"{value} is no number to work with", where, "write a finite number")
    return value
