"""One document with its parties exchanged for others, and where every offset of it has gone."""

import random
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from samarkand.domain.document import Document
from samarkand.gazetteer.find import Hit, load
from samarkand.gazetteer.inflect import name_forms
from samarkand.gazetteer.territories import state_of
from tools.inflections import BARE, Form, Forms, Slots, eligible, forms_of, grammar, in_script, name_slots

SWAPPED = ("country", "people", "city")


@dataclass(frozen=True, slots=True)
class Edit:
    """`start`..`end` of the text as it was becomes `new`; `exact` where the new form fills the same slot."""

    start: int
    end: int
    new: str
    exact: bool = True


@dataclass(frozen=True)
class Edits:
    """Edits in order, none overlapping; offsets in code points."""

    edits: tuple[Edit, ...]

    @cached_property
    def _starts(self) -> list[int]:
        return [edit.start for edit in self.edits]

    @cached_property
    def _shifts(self) -> list[int]:
        """By how much the text has grown before each edit, and after all."""
        shifts = [0]
        for edit in self.edits:
            shifts.append(shifts[-1] + len(edit.new) - (edit.end - edit.start))
        return shifts

    def apply(self, text: str) -> str:
        parts, at = [], 0
        for edit in self.edits:
            parts += [text[at : edit.start], edit.new]
            at = edit.end
        return "".join((*parts, text[at:]))

    def forward(self, offset: int) -> int:
        """Where an offset has gone. Within a replaced span: as far from its start, at most to its end."""
        at = bisect_right(self._starts, offset) - 1
        if at < 0:
            return offset
        edit = self.edits[at]
        if offset >= edit.end:
            return offset + self._shifts[at + 1]
        return edit.start + self._shifts[at] + min(offset - edit.start, len(edit.new))


@dataclass(frozen=True)
class Swap:
    """A document, the same with other parties, and by which codes."""

    before: Document
    after: Document
    codes: Mapping[str, str]
    edits: Edits
    hits: tuple[Hit, ...]
    held: frozenset[str]
    """Countries of institutions."""


def swap(document: Document, seed: int) -> Swap | None:
    """Every country of the document becomes another one; None where the gazetteer finds none to swap.

    Countries that an institution of the text stands for keep their names: a museum has no counterpart elsewhere.
    """
    lang = document.lang or ""
    hits = load().find(document.whole, lang)
    held = frozenset(hit.code for hit in hits if hit.kind == "institution")
    ours = [hit for hit in hits if hit.kind in SWAPPED and hit.code not in held and hit.form]
    if not ours:
        return None
    codes = _partners(document, ours, hits, seed)
    edits = Edits(tuple(_edits(document.whole, ours, codes, forms_of(lang))))
    whole, cut = edits.apply(document.whole), edits.forward(len(document.title))
    own = codes.get(document.country or "", document.country)
    after = replace(document, title=whole[:cut], text=whole[cut + 1 :], country=own)
    return Swap(document, after, codes, edits, tuple(ours), held)


def _partners(document: Document, ours: Sequence[Hit], hits: Sequence[Hit], seed: int) -> dict[str, str]:
    """A country for each code, all different and none of them in the text: the first drawn that has the forms."""
    forms = forms_of(document.lang or "")
    taken = {hit.code for hit in hits} | {document.country or ""}
    drawn = [code for code in eligible(forms.lang) if code not in taken and state_of(code) == code]
    random.Random(f"{seed} {document.id}").shuffle(drawn)
    out: dict[str, str] = {}
    for code in dict.fromkeys(hit.code for hit in ours):
        own = [hit for hit in ours if hit.code == code]
        out[code] = _first_that_fits(document.whole, own, drawn, forms)
        drawn.remove(out[code])
    if document.country and document.country not in out and document.country not in {h.code for h in hits}:
        out[document.country] = drawn[0]
    return out


def _first_that_fits(text: str, own: Sequence[Hit], drawn: Sequence[str], forms: Forms) -> str:
    def lacks(code: str) -> tuple[int, bool]:
        edits = list(_edits(text, own, {own[0].code: code}, forms))
        return sum(not edit.exact for edit in edits), forms.shape(code) != forms.shape(own[0].code)

    best = drawn[0], (len(own) + 1, True)
    for code in drawn:
        if (lack := lacks(code)) < best[1]:
            best = code, lack
        if best[1] == (0, False):
            break
    return best[0]


def _edits(text: str, ours: Iterable[Hit], codes: Mapping[str, str], forms: Forms) -> Iterable[Edit]:
    towns: dict[tuple[str, str | None], str] = {}
    for hit in ours:
        code = codes[hit.code]
        town = _town(hit, code, forms, towns) if hit.kind == "city" else None
        is_shared = town is not None and list(towns.values()).count(town) > 1
        wanted, ending = forms.slots(hit)
        wanted = _asked_for(text, hit.start, wanted, forms.lang)
        new, exact = _form(hit, code, town, wanted, forms)
        yield Edit(hit.start, hit.end, _with_ending(_in_case(new, hit.form), ending), exact and not is_shared)


def _town(hit: Hit, code: str, forms: Forms, towns: dict[tuple[str, str | None], str]) -> str:
    """A capital for a capital, other large cities for the others, each for one."""
    key = hit.code, hit.place
    if key not in towns:
        there = forms.cities[code]
        capital = forms.cities.get(hit.code, ("",))[0] == hit.place
        used = {town for (of, _), town in towns.items() if of == hit.code}
        order = there if capital else (*there[1:], there[0])
        towns[key] = next((town for town in order if town not in used), order[0])
    return towns[key]


def _asked_for(text: str, start: int, slots: Slots, lang: str) -> Slots:
    """The slots that the word before leaves possible."""
    words = text[max(0, start - 12) : start].lower().split()
    for cases, before in grammar()["before"].get(lang, {}).items():
        if words and words[-1] in before:
            return slots & frozenset(cases.split()) or slots
    return slots


def _form(hit: Hit, code: str, town: str | None, wanted: Slots, forms: Forms) -> tuple[str, bool]:
    if wanted == frozenset({"sign"}):
        sign = forms.signs.get(code, "")
        return (sign or forms.label(code)), sign in forms.core and bool(sign)
    choices = forms.peoples[code] if hit.kind == "people" else _name_choices(code, hit, town, forms)
    sure = [form for form in choices if not form.doubtful]
    best = max(sure, key=lambda form: len(form.slots & wanted) / (len(form.slots | wanted) or 1), default=None)
    if best is None:
        return forms.label(code), False
    return best.text, bool(best.slots & wanted)


def _name_choices(code: str, hit: Hit, town: str | None, forms: Forms) -> list[Form]:
    lang = forms.lang
    if not in_script(hit.form, lang):
        return [Form(town or forms_of("en").label(code), BARE)]
    base = (forms.bases(code, "city", town) or [town])[0] if town else forms.label(code)
    if lang == "ar":
        joined = "لل" + base[2:] if base.startswith("ال") else "ل" + base
        return [Form(base, BARE), Form(joined, frozenset({"li"}))]
    found = [Form(form, name_slots(base, form, lang)) for form in name_forms(base, lang)]
    return sorted(found, key=lambda form: -_changed(base, form.text))


def _changed(base: str, form: str) -> int:
    """How many words differ: of several forms in one slot, the one all of whose words are inflected is right."""
    return sum(a != b for a, b in zip(base.split(), form.split(), strict=False))


def _in_case(new: str, old: str) -> str:
    if len(old) > 3 and old.isupper():
        return new.upper()
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


def _with_ending(new: str, ending: str) -> str:
    if ending in ("s", "S"):
        return new if new[-1:] in "sSxzß" else new + ending
    return new[:-1] + ending if ending and new.endswith("e") else new + ending
