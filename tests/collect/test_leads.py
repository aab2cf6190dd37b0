"""Which leads are asked for, and that none is asked for twice."""

from tests.collect.made_up import Captures, Clock, Here, Web

from samarkand.collect.collector import LEADS, collect_leads
from samarkand.collect.leads import led_to, left
from samarkand.domain.lead import Lead, LeadKind
from samarkand.domain.period import Period
from samarkand.domain.source import Source

PRESS, HARBOUR = Source("press", "The Press"), Source("unregistered:harbour.example.org", "harbour.example.org")


def lead(name: str, day: int, host: str = "press") -> Lead:
    when = Period(f"2024-05-{day:02}")
    return Lead(f"https://{host}.example.org/{name}", LeadKind.GDELT_DOC, f"Title {name}", when)


def source_of(told: Lead) -> Source:
    return PRESS if "press" in told.address else HARBOUR


def test_the_newest_are_asked_first_and_the_rest_waits() -> None:
    leads = [lead("a", 1), lead("b", 9), lead("c", 5, "harbour"), lead("b", 9)]
    led, waiting = led_to(leads, source_of, Captures(), 2)
    assert [(s.id, [(i.address, i.title, i.date) for i in items]) for s, items in led] == [
        ("press", [("https://press.example.org/b", "Title b", "2024-05-09")]),
        (HARBOUR.id, [("https://harbour.example.org/c", "Title c", "2024-05-05")]),
    ]
    assert waiting == 1
    assert left(led, waiting) == "leads: 2 addresses asked at 2 sources, 1 left for the next run"


def test_a_lead_that_was_followed_is_none_any_more() -> None:
    captures, web = Captures(), Web({"https://press.example.org/b": b"<p>A choir came.</p>"})
    leads = [lead("a", 1), lead("b", 9)]
    ((source, items),), _ = led_to(leads, source_of, captures, 1)
    outcome = collect_leads(source, items, web, captures, Clock(), Here())
    assert (outcome.new, outcome.refusals) == (1, [])
    assert [(c.channel, c.source_id) for c, _, _ in captures.kept] == [(LEADS, "press")]
    led, waiting = led_to(leads, source_of, captures, 5)
    assert [item.address for _, items in led for item in items] == ["https://press.example.org/a"]
    assert waiting == 0


def test_without_leads_there_is_nothing_to_say() -> None:
    assert left(*led_to([], source_of, Captures(), 5)) == ""
