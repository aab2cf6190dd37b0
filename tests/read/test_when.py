"""When it happens, as nine languages leave it said or unsaid. Every document is of Wednesday, 15 May 2024, unless said."""

import pytest
from tests.read.made_up import lexicon, passages_of, told

from samarkand.domain.period import Period
from samarkand.domain.scale import Stage
from samarkand.read.dated import Dates
from samarkand.read.when import period_of

DAY = "2024-05-15"
DONE, AHEAD, MOOTED = Stage.DELIVERED, Stage.ANNOUNCED, Stage.MOOTED


def when(
    lang: str, text: str, stage: Stage, day: str | None = DAY, kind: str = "A2", at: int = -1
) -> tuple[str | None, bool]:
    document = told(lang, text, day=day)
    passages = passages_of(document)
    dates = Dates(passages, lexicon(lang).language, document.period)
    period, own = period_of(at % len(passages), dates, stage, kind)
    return (str(period) if period else None), own


WEEKDAYS = [
    ("en", "The show opened on Tuesday.", DONE, "2024-05-14"),
    ("en", "The show opens on Friday.", AHEAD, "2024-05-17"),
    ("en", "The show opened last Tuesday.", DONE, "2024-05-14"),
    ("en", "The show opens next Friday.", AHEAD, "2024-05-17"),
    ("fr", "L'exposition s'est ouverte jeudi.", DONE, "2024-05-09"),
    ("fr", "L'exposition ouvrira jeudi.", AHEAD, "2024-05-16"),
    ("fr", "Le festival commence vendredi prochain.", AHEAD, "2024-05-17"),
    ("de", "Die Schau begann am Dienstagabend.", DONE, "2024-05-14"),
    ("de", "Die Schau beginnt am Freitag.", AHEAD, "2024-05-17"),
    ("de", "Am vergangenen Dienstag begann die Schau.", DONE, "2024-05-14"),
    ("it", "La mostra è stata aperta martedì.", DONE, "2024-05-14"),
    ("it", "La mostra aprirà venerdì prossimo.", AHEAD, "2024-05-17"),
    ("es", "La muestra se abrió el martes.", DONE, "2024-05-14"),
    ("es", "La muestra se abrirá el próximo viernes.", AHEAD, "2024-05-17"),
    ("sv", "Utställningen öppnade på tisdagskvällen.", DONE, "2024-05-14"),
    ("sv", "Utställningen öppnade i tisdags.", DONE, "2024-05-14"),
    ("sv", "Utställningen öppnar nästa fredag.", AHEAD, "2024-05-17"),
    ("ru", "Во вторник открылась выставка.", DONE, "2024-05-14"),
    ("ru", "Выставка откроется в следующую пятницу.", AHEAD, "2024-05-17"),
    ("ar", "افتتح المعرض يوم الثلاثاء.", DONE, "2024-05-14"),
    ("ar", "يفتتح المعرض يوم الجمعة المقبل.", AHEAD, "2024-05-17"),
    ("zh", "展览周二开幕。", DONE, "2024-05-14"),
    ("zh", "展览将于周五开幕。", AHEAD, "2024-05-17"),
    ("zh", "展览上周二开幕。", DONE, "2024-05-07"),
    ("zh", "展覽週二開幕。", DONE, "2024-05-14"),
]


@pytest.mark.parametrize(("lang", "text", "stage", "expected"), WEEKDAYS)
def test_a_weekday_leans_as_the_telling_does(lang: str, text: str, stage: Stage, expected: str) -> None:
    assert when(lang, text, stage) == (expected, True)


TOLD_BEFORE = [
    ("en", "The delegates met on 3 May. An exhibition opened in the hall."),
    ("fr", "Les délégués se sont réunis le 3 mai. Une exposition a ouvert ses portes."),
    ("de", "Am 3. Mai trafen sich die Gäste. Eine Ausstellung wurde eröffnet."),
    ("it", "I delegati si sono riuniti il 3 maggio. Una mostra è stata inaugurata."),
    ("es", "Los delegados se reunieron el 3 de mayo. Se inauguró una exposición."),
    ("ru", "Делегаты встретились 3 мая. Открылась выставка."),
    ("ar", "اجتمع المندوبون في 3 مايو. وافتتح معرض في القاعة."),
    ("sv", "Delegaterna möttes den 3 maj. En utställning öppnades."),
    ("zh", "代表们5月3日会面。展览在大厅开幕。"),
]


@pytest.mark.parametrize(("lang", "text"), TOLD_BEFORE)
def test_what_was_done_without_a_day_has_the_day_told_before(lang: str, text: str) -> None:
    assert when(lang, text, DONE) == ("2024-05-03", False)


UNDATED = [
    ("en", "An exhibition opened in the hall."),
    ("fr", "Une exposition a ouvert ses portes."),
    ("de", "Eine Ausstellung wurde eröffnet."),
    ("it", "Una mostra è stata inaugurata."),
    ("es", "Se inauguró una exposición."),
    ("ru", "Открылась выставка."),
    ("ar", "وافتتح معرض في القاعة."),
    ("sv", "En utställning öppnades."),
    ("zh", "展览在大厅开幕。"),
]


@pytest.mark.parametrize(("lang", "text"), UNDATED)
def test_else_the_day_of_the_document(lang: str, text: str) -> None:
    assert when(lang, text, DONE) == (DAY, False)


@pytest.mark.parametrize(("lang", "text"), UNDATED)
def test_what_is_announced_without_a_day_has_no_more_than_a_year(lang: str, text: str) -> None:
    assert when(lang, text, AHEAD) == ("2024", False)


@pytest.mark.parametrize(("lang", "text"), UNDATED)
@pytest.mark.parametrize("kind", ["G1", "M1", "M4"])
def test_guidelines_and_mechanisms_are_announced_by_the_saying_of_it(lang: str, text: str, kind: str) -> None:
    assert when(lang, text, AHEAD, kind=kind) == (DAY, False)


COARSE = [
    ("en", "An exhibition opened in 2024.", DAY, True),
    ("en", "An exhibition opened in May 2024.", DAY, True),
    ("en", "An exhibition opened in 2022.", "2022", True),
    ("en", "An exhibition opened in March 2024.", "2024-03", True),
    ("de", "Im Mai 2024 wurde eine Ausstellung eröffnet.", DAY, True),
    ("fr", "Une exposition a ouvert en mars 2023.", "2023-03", True),
    ("es", "Se inauguró una exposición este año.", DAY, True),
    ("ru", "В марте 2023 года открылась выставка.", "2023-03", True),
    ("it", "Nel 2021 è stata inaugurata una mostra.", "2021", True),
    ("sv", "I maj 2024 öppnades en utställning.", DAY, True),
    ("ar", "افتتح المعرض في مارس 2023.", "2023-03", True),
    ("zh", "2023年3月展览开幕。", "2023-03", True),
    ("zh", "今年展览开幕。", DAY, True),
]


@pytest.mark.parametrize(("lang", "text", "expected", "own"), COARSE)
def test_a_month_or_year_that_holds_the_day_of_the_document_gives_way_to_it(
    lang: str, text: str, expected: str, own: bool
) -> None:
    assert when(lang, text, DONE) == (expected, own)


AHEAD_CLOSE_BY = [
    ("en", "The fair runs from 3 to 9 June. An exhibition will open there."),
    ("fr", "La foire se tient du 3 au 9 juin. Une exposition y ouvrira."),
    ("de", "Die Messe dauert vom 3. bis 9. Juni. Eine Ausstellung wird dort eröffnet."),
    ("it", "La fiera va dal 3 al 9 giugno. Vi aprirà una mostra."),
    ("es", "La feria va del 3 al 9 de junio. Allí se abrirá una exposición."),
    ("ru", "Ярмарка пройдет с 3 по 9 июня. Там откроется выставка."),
    ("ar", "يستمر المهرجان من 3 إلى 9 يونيو. وسيفتتح هناك معرض."),
    ("sv", "Mässan pågår 3–9 juni. En utställning öppnas där."),
    ("zh", "博览会6月3日至9日举行。届时将举办展览。"),
]


@pytest.mark.parametrize("stage", [AHEAD, MOOTED])
@pytest.mark.parametrize(("lang", "text"), AHEAD_CLOSE_BY)
def test_what_is_to_come_takes_a_date_ahead_told_close_by(lang: str, text: str, stage: Stage) -> None:
    assert when(lang, text, stage) == ("2024-06-03/2024-06-09", False)


def test_a_date_told_after_serves_as_well() -> None:
    assert when("en", "A show will open. The fair runs on 3 June.", AHEAD, at=0) == ("2024-06-03", False)


def test_what_is_to_come_does_not_take_a_date_that_is_over() -> None:
    assert when("en", "The delegates met on 3 May. A show will open.", AHEAD) == ("2024", False)


def test_what_is_done_takes_the_past_day_of_two() -> None:
    assert (
        when("en", "The show opened on 3 May and runs until it closes; a talk follows on 9 June.", DONE)[0]
        == "2024-05-03"
    )


def test_a_document_without_a_day_says_only_what_is_written() -> None:
    assert when("en", "An exhibition opened.", DONE, day=None) == (None, False)
    assert when("en", "An exhibition opened on Tuesday.", DONE, day=None) == (None, False)
    assert when("en", "An exhibition opened on 3 May 2023.", DONE, day=None) == ("2023-05-03", True)
    assert when("en", "An exhibition opens on 3 May 2023.", AHEAD, day=None) == ("2023-05-03", True)


def test_a_document_known_to_the_month_gives_the_month() -> None:
    assert when("en", "An exhibition opened.", DONE, day="2024-05") == (str(Period("2024-05")), False)
