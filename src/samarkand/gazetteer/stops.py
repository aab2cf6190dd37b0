"""Names that are dropped because they are mostly something else, and phrases that hide a name."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Stops:
    """`everywhere` and `by_lang` are never names; `common` are words too common for a small town."""

    everywhere: frozenset[str]
    by_lang: Mapping[str, frozenset[str]]
    common: frozenset[str]
    shy: frozenset[str]
    phrases: Mapping[str, tuple[str, ...]]

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> "Stops":
        """Reads the tables of `stop.toml`: `cities`, `common`, `shy`, `phrases`."""
        cities = table["cities"]
        return cls(
            everywhere=frozenset(cities.get("all", ())),
            by_lang={lang: frozenset(forms) for lang, forms in cities.items() if lang != "all"},
            common=frozenset(table["common"]["forms"]),
            shy=frozenset(table["shy"]["forms"]),
            phrases={lang: tuple(forms) for lang, forms in table["phrases"].items()},
        )

    def drops(self, form: str, langs: tuple[str, ...]) -> bool:
        """True where the form may not be a city in any of the languages it is meant for."""
        if form in self.everywhere:
            return True
        return bool(langs) and all(form in self.by_lang.get(lang, ()) for lang in langs)

    def languages(self, form: str, langs: tuple[str, ...]) -> tuple[str, ...]:
        """The languages among `langs` in which the form is not stopped."""
        return tuple(lang for lang in langs if form not in self.by_lang.get(lang, ()))

    def is_common(self, form: str) -> bool:
        return form in self.common or form in self.everywhere or form in self.shy
