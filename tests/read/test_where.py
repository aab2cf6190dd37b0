"""Where it happens: said, told before, told at the opening, or at home."""

import pytest
from tests.read.made_up import passages_of, told

from samarkand.domain.party import Place
from samarkand.read.where import place_of

OWN = "NO"


def where(
    lang: str, text: str, parties: tuple[str, ...], title: str = "", at: int = -1
) -> tuple[str | None, str | None]:
    passages = passages_of(told(lang, text, title))
    place = place_of(at % len(passages), passages, parties, OWN)
    return place.country, place.name


SAID = [
    ("en", "Dancers from Cairo performed in Lima.", ("PE", "Lima")),
    ("en", "The Cairo ballet performed.", ("EG", "Cairo")),
    ("en", "The exhibition opened in Peru.", ("PE", None)),
    ("fr", "Des danseurs du Caire se sont produits à Lima.", ("PE", "Lima")),
    ("de", "Tänzer aus Kairo traten in Lima auf.", ("PE", "Lima")),
    ("it", "Ballerini del Cairo si sono esibiti a Lima.", ("PE", "Lima")),
    ("es", "Bailarines de El Cairo actuaron en Lima.", ("PE", "Lima")),
    ("sv", "Dansare från Kairo uppträdde i Lima.", ("PE", "Lima")),
    ("ru", "Танцоры из Каира выступили в Лиме.", ("PE", "Лиме")),
    ("ar", "قدم راقصون من القاهرة عرضا في ليما.", ("PE", "ليما")),
    ("zh", "埃及舞蹈团在利马演出。", ("PE", "利马")),
    ("zh", "埃及驻秘鲁大使馆举办展览。", ("PE", None)),
]


@pytest.mark.parametrize(("lang", "text", "expected"), SAID)
def test_a_city_after_a_word_of_place_comes_first(lang: str, text: str, expected: tuple[str, str | None]) -> None:
    assert where(lang, text, ("EG", "PE")) == expected


def test_the_sender_of_an_embassy_is_elsewhere() -> None:
    assert where("zh", "在法国驻秘鲁使馆举办了展览。", ("FR", "PE"))[0] == "PE"


TOLD = [
    ("the nearest city told before", "They met in Lima. Then they went to Quito. A show opened.", "", ("EC", "Quito")),
    ("a country told before does not", "They met in Peru. A show opened.", "", ("PE", None)),
    ("the opening of the document", "A show.", "Dancers in Lima", ("PE", "Lima")),
    ("the passage before the title", "A show opened in Quito.", "Dancers in Lima", ("EC", "Quito")),
]


@pytest.mark.parametrize(("text", "title", "expected"), [t[1:] for t in TOLD], ids=[t[0] for t in TOLD])
def test_else_where_the_telling_is(text: str, title: str, expected: tuple[str, str | None]) -> None:
    assert where("en", text, ("PE", "EC"), title) == expected


@pytest.mark.parametrize(("parties", "expected"), [(("NO", "PE"), "NO"), (("PE", "EC"), None), ((), None)])
def test_at_home_only_if_home_takes_part(parties: tuple[str, ...], expected: str | None) -> None:
    assert where("en", "A show of masks opened.", parties) == (expected, None)


def test_nothing_is_known_where_home_is_unknown() -> None:
    passages = passages_of(told("en", "A show of masks opened."))
    assert place_of(0, passages, ("PE",), None) == Place()
