"""What a page says of itself beside its text: meta elements, JSON-LD, the language and the address it claims."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

_MAX_JSON = 500_000
_MAX_OBJECTS = 2_000
_MAX_VALUE = 2_000
_ARTICLES = ("article", "posting", "report", "review", "newsitem")
"""What the names of schema.org's kinds of articles end with, in lower case; a page itself is told last."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """`meta` maps lower-case names to values in order; `items` are JSON-LD objects, articles first."""

    meta: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    items: tuple[Mapping[str, Any], ...] = ()
    times: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    title: str = ""
    lang: str = ""
    canonical: str = ""

    def first(self, *names: str) -> str:
        """The first value any of the names has, in the order of the names."""
        return next((value for value in self.all(*names)), "")

    def all(self, *names: str) -> Iterator[str]:
        for name in names:
            yield from self.meta.get(name, ())

    def stated(self, *keys: str) -> Iterator[str]:
        """Texts the JSON-LD objects hold under the keys."""
        for key in keys:
            for item in self.items:
                if isinstance(value := item.get(key), str) and value.strip():
                    yield value.strip()[:_MAX_VALUE]


def metadata_of(root: Any) -> Metadata:
    """Reads the tree of a page; what is broken is passed over, as every reader of pages does."""
    meta: dict[str, list[str]] = {}
    items: list[Mapping[str, Any]] = []
    times: list[str] = []
    headings: list[str] = []
    title = canonical = ""
    for element in root.iter("meta", "script", "time", "h1", "title", "link"):
        get = element.attrib.get
        match element.tag:
            case "meta":
                _add_meta(meta, get("property") or get("name") or get("itemprop") or "", get("content") or "")
            case "script" if "ld+json" in get("type", "").lower():
                items.extend(_items(element.text or ""))
            case "time" if value := get("datetime", "").strip():
                times.append(value)
            case "h1":
                headings.append(_text(element))
            case "title":
                title = title or _text(element)
            case "link" if get("rel", "").lower() == "canonical":
                canonical = canonical or get("href", "").strip()
    return Metadata(
        meta={name: tuple(values) for name, values in meta.items()},
        items=tuple(sorted(items, key=_rank)),
        times=tuple(times),
        headings=tuple(h for h in headings if h),
        title=title,
        lang=_language(root.attrib.get("lang") or root.attrib.get("xml:lang") or ""),
        canonical=canonical[:_MAX_VALUE],
    )


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())[:_MAX_VALUE]


def _add_meta(meta: dict[str, list[str]], name: str, value: str) -> None:
    if name and (value := value.strip()):
        meta.setdefault(name.strip().lower(), []).append(value[:_MAX_VALUE])


def _language(told: str) -> str:
    """A tag as in `pt-BR`, or nothing where it is none."""
    parts = told.strip().replace("_", "-").split("-")
    return "-".join(parts)[:20] if parts[0].isalpha() and parts[0].isascii() and len(parts[0]) in (2, 3) else ""


def _items(text: str) -> list[Mapping[str, Any]]:
    """All objects of a JSON-LD script, those within others included."""
    if len(text) > _MAX_JSON:
        return []
    try:
        waiting: list[Any] = [json.loads(text.strip(), strict=False)]
    except (ValueError, RecursionError):
        return []
    found: list[Mapping[str, Any]] = []
    while waiting and len(found) < _MAX_OBJECTS:
        value = waiting.pop(0)
        if isinstance(value, dict):
            found.append(value)
        waiting.extend(v for v in _parts(value) if isinstance(v, (dict, list)))
    return found


def _parts(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _rank(item: Mapping[str, Any]) -> int:
    kinds = item.get("@type")
    names = [str(k).lower() for k in kinds] if isinstance(kinds, list) else [str(kinds).lower()]
    if any(name.endswith(_ARTICLES) for name in names):
        return 0
    return 1 if any(name.endswith("page") for name in names) else 2
