"""One name the gazetteer knows, and how it may occur in running text."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["country", "people", "city", "body", "institution", "none", "past"]

Rule = Literal["word", "stem", "combining", "han", "side", "pair", "comma"]
"""How a form may occur.

word       a whole word, with the clitics and case endings its language allows
stem       the beginning of a word; a bounded list of endings may follow
combining  the first half of a compound: a hyphen must follow
han        anywhere in running Chinese
side       Chinese 中方, 法籍: must not be part of 立法方面 and the like
pair       Chinese 中法: only beside a noun such as 关系 or 两国
comma      "Ill.", "Qld": only behind a capitalised name and a comma
"""

LANGUAGES = ("en", "zh", "fr", "de", "it", "es", "ru", "ar", "sv")


@dataclass(frozen=True, slots=True)
class Name:
    """A form, the ISO alpha-2 or body code it stands for, and where it is valid.

    `kind` "none" marks a phrase that is consumed in silence ("Indian Ocean"), "past" a state that is no more,
    likewise. An empty `lang` means every language. `language` marks a form that is also the name of a language. Names of one form are tried in
    order: the first is the default, the others win where the rest of the text speaks for them.
    """

    form: str
    code: str
    kind: Kind
    place: str | None = None
    lang: tuple[str, ...] = ()
    rule: Rule = "word"
    language: bool = False
    guess: bool = False
    """The form alone decides nothing: without support elsewhere in the text it is dropped."""
    shy: bool = False
    """Also a personal name: not taken beside another capitalised word."""
