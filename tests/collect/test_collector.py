"""What is due, what is new, what is left, and that nothing is asked for twice."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from tests.collect.made_up import NOW, Captures, Clock, Here, Said, Web, tagged

from samarkand.collect.collector import MOST_LISTS, Outcome, collect_source
from samarkand.collect.ledger import TRIES
from samarkand.collect.report import lines
from samarkand.domain.capture import CaptureKind, Trouble
from samarkand.domain.source import Channel, ChannelKind, Rhythm, Source
from samarkand.ports.web import Answer, Failure, Request

DOCUMENTED = Path(__file__).parents[2] / "docs" / "collecting.md"
SITE = "https://news.example.org"
FEED = Channel(ChannelKind.FEED, f"{SITE}/feed")


def feed(*names: object) -> bytes:
    items = "".join(f"<item><title>T{n}</title><link>{SITE}/{n}</link></item>" for n in names)
    return f"<rss version='2.0'><channel><title>N</title>{items}</channel></rss>".encode()


def index(*names: str) -> bytes:
    return (
        f"<sitemapindex>{''.join(f'<sitemap><loc>{SITE}/{n}</loc></sitemap>' for n in names)}</sitemapindex>".encode()
    )


def urls(*names: object) -> bytes:
    return f"<urlset>{''.join(f'<url><loc>{SITE}/{n}</loc></url>' for n in names)}</urlset>".encode()


class World:
    """A source, its web and what was captured, over several runs."""

    def __init__(self, said: dict[str, Said | bytes | Trouble], *channels: Channel, pages: int = 100) -> None:
        self.web = Web({f"{SITE}/{name}": value for name, value in said.items()})
        self.captures, self.clock, self.pages = Captures(), Clock(), pages
        self.source = Source("press", "The Press", channels=channels or (FEED,))

    def run(self) -> Outcome:
        return collect_source(self.source, self.web, self.captures, self.clock, Here(), self.pages)

    def asked(self) -> list[str]:
        return [address.removeprefix(f"{SITE}/") for address in self.web.addresses()]


def kinds(outcome: Outcome) -> list[str]:
    return [refusal.kind for refusal in outcome.refusals]


def test_a_feed_leads_to_pages_with_what_it_told_of_them() -> None:
    world = World({"feed": feed(1, 2), "1": b"one", "2": b"two"})
    outcome = world.run()
    assert (outcome.new, outcome.lists, outcome.left, outcome.refusals) == (2, 1, 0, [])
    assert [(a.body, i.title, c.channel) for c, a, i in world.captures.kept] == [
        (b"one", "T1", FEED.address),
        (b"two", "T2", FEED.address),
    ]
    assert world.asked() == ["feed", "1", "2"]


@pytest.mark.parametrize("rhythm", list(Rhythm))
def test_nothing_is_asked_before_its_time_and_no_page_twice(rhythm: Rhythm) -> None:
    world = World({"feed": feed(1), "1": b"one", "2": b"two"}, Channel(ChannelKind.FEED, FEED.address, rhythm))
    assert world.run().due
    world.asked()
    again = world.run()
    assert (again.due, world.asked()) == (False, [])
    world.web.said[FEED.address] = feed(2, 1)
    world.clock.later(days=366)
    assert world.run().new == 1
    assert world.asked() == ["feed", "2"]


def test_a_feed_that_did_not_change_is_not_sent_again() -> None:
    world = World({"feed": tagged(feed(1), '"v1"'), "1": b"one"})
    world.run()
    for _ in range(2):
        world.clock.later(days=1)
        outcome = world.run()
        assert (outcome.unchanged, outcome.lists, outcome.new) == (1, 0, 0)


def test_the_same_bytes_are_kept_once() -> None:
    world = World({"feed": feed(1, 2), "1": b"same", "2": b"same"})
    outcome = world.run()
    assert (outcome.new, outcome.same) == (1, 1)
    assert len(world.captures.kept) == 1


def test_what_is_over_the_limit_is_counted_and_comes_next_time() -> None:
    names = range(10)
    world = World({"feed": tagged(feed(*names), '"v"'), **{str(n): b"%d" % n for n in names}}, pages=4)
    runs = [world.run() for _ in range(3)]
    assert [(run.new, run.left) for run in runs] == [(4, 6), (4, 2), (2, 0)]
    assert sorted(world.asked()) == sorted(["feed"] * 3 + [str(n) for n in names])
    assert not world.run().due, "now the list is whole"


def test_a_run_that_is_cut_off_goes_on_where_it_was() -> None:
    world = World({"feed": tagged(feed(1, 2, 3), '"v"'), "1": b"one", "3": b"three"})

    def stops(request: Request) -> Answer:
        raise KeyboardInterrupt

    world.web.said[f"{SITE}/2"] = stops
    with pytest.raises(KeyboardInterrupt):
        world.run()
    assert [answer.body for _, answer, _ in world.captures.kept] == [b"one"]
    world.web.said[f"{SITE}/2"] = b"two"
    world.asked()
    assert world.run().new == 2
    assert world.asked() == ["feed", "2", "3"]


PASSING = [trouble for trouble in Trouble if trouble.may_pass]
LASTING = [trouble for trouble in Trouble if not trouble.may_pass]


@pytest.mark.parametrize("trouble", list(Trouble))
def test_every_trouble_is_one_line_and_costs_nothing_else(trouble: Trouble) -> None:
    world = World({"feed": feed(1, 2, 3), "1": b"one", "2": trouble, "3": b"three"})
    outcome = world.run()
    assert (outcome.new, kinds(outcome)) == (2, [trouble.name.lower()])
    assert trouble.value in outcome.refusals[0].reason
    assert (outcome.refusals[0].file, outcome.refusals[0].source_id) == (f"{SITE}/2", "press")


@pytest.mark.parametrize("trouble", LASTING)
def test_what_will_not_pass_is_not_asked_for_again(trouble: Trouble) -> None:
    world = World({"feed": feed(1), "1": trouble})
    world.run()
    world.asked()
    world.clock.later(days=1)
    world.run()
    assert world.asked() == ["feed"]


@pytest.mark.parametrize("trouble", PASSING)
def test_what_may_pass_is_asked_for_again_but_not_for_ever(trouble: Trouble) -> None:
    world = World({"feed": tagged(feed(1), '"v"'), "1": trouble})
    for _ in range(TRIES + 3):
        world.run()
    assert world.asked() == ["feed", "1"] * TRIES, "the list is asked for at once while something of it is missing"


def test_what_was_not_asked_for_is_no_try() -> None:
    def given_up(request: Request) -> Failure:
        return Failure(Trouble.GIVEN_UP, request.address, asked=False)

    world = World({"feed": feed(1), "1": given_up})
    for _ in range(2 * TRIES):
        world.run()
    world.web.said[f"{SITE}/1"] = b"one"
    assert world.run().new == 1


def test_a_host_that_wants_us_later_is_left_alone_until_then() -> None:
    until = NOW + timedelta(hours=5)

    def busy(request: Request) -> Failure:
        return Failure(Trouble.WAIT, request.address, 429, "status 429", until)

    world = World({"feed": feed(1, 2), "1": busy, "2": b"two"})
    outcome = world.run()
    assert world.asked() == ["feed", "1"]
    assert kinds(outcome) == ["wait", "wait"]
    assert "until 2024-06-01 17:00 UTC" in outcome.refusals[0].reason
    outcome = world.run()
    assert (world.asked(), kinds(outcome)) == ([], ["wait"])
    world.clock.later(hours=6)
    world.web.said[f"{SITE}/1"] = b"one"
    assert world.run().new == 2


def test_a_list_that_fails_keeps_what_came_before() -> None:
    world = World({"feed": tagged(feed(1), '"v"'), "1": b"one"})
    world.run()
    good = world.web.said[FEED.address]
    for said in (Trouble.SERVER, b"<html>down</html>", Trouble.GONE, good):
        world.clock.later(days=1)
        world.web.said[FEED.address] = said
        assert world.run().new == 0
    assert len(world.captures.kept) == 1
    assert [row.trouble for row in world.captures.rows if row.kind is CaptureKind.LIST] == [
        None,
        Trouble.SERVER,
        Trouble.UNREADABLE,
        Trouble.GONE,
        None,
    ]


def test_one_channel_that_fails_does_not_stop_the_next() -> None:
    second = Channel(ChannelKind.SITEMAP, f"{SITE}/map")
    world = World({"feed": Trouble.TIME, "map": urls(1), "1": b"one"}, FEED, second)
    outcome = world.run()
    assert (outcome.new, kinds(outcome)) == (1, ["time"])


def test_an_index_of_sitemaps_is_followed() -> None:
    channel = Channel(ChannelKind.SITEMAP, f"{SITE}/index")
    said: dict[str, Said | bytes | Trouble] = {
        "index": index("a", "b", "c"),
        "a": urls(1, 2),
        "b": Trouble.GONE,
        "c": urls(2, 3),
    }
    world = World({**said, "1": b"1", "2": b"2", "3": b"3"}, channel)
    outcome = world.run()
    assert (outcome.new, outcome.lists, kinds(outcome)) == (3, 3, ["gone"])
    assert world.asked() == ["index", "a", "1", "2", "b", "c", "3"]


def test_an_index_of_many_sitemaps_is_taken_in_turns() -> None:
    names = [f"map{n}" for n in range(2 * MOST_LISTS)]
    channel = Channel(ChannelKind.SITEMAP, f"{SITE}/index", Rhythm.MONTHLY)
    world = World({"index": index(*names), **{name: urls() for name in names}}, channel)
    counts = [world.run().lists for _ in range(4)]
    assert sum(counts) == len(names) + 3, "each sitemap once, the index until it was through"
    assert counts[-1] == 0
    assert max(counts) <= MOST_LISTS


def test_sitemaps_that_lead_to_themselves_end() -> None:
    channel = Channel(ChannelKind.SITEMAP, f"{SITE}/index")
    world = World({"index": index("index", "a"), "a": index("b"), "b": index("c"), "c": index("index")}, channel)
    outcome = world.run()
    assert len(world.asked()) < 10
    assert "depth" in kinds(outcome)


def test_a_single_page_is_kept_whenever_it_changed() -> None:
    world = World({"about": tagged(b"one", '"1"')}, Channel(ChannelKind.PAGE, f"{SITE}/about"))
    told: list[tuple[int, int]] = []
    for said in (tagged(b"one", '"1"'), tagged(b"two", '"2"'), tagged(b"two", '"2"')):
        world.web.said[f"{SITE}/about"] = said
        outcome = world.run()
        told.append((outcome.new, outcome.unchanged))
        world.clock.later(days=1)
    assert told == [(1, 0), (1, 0), (0, 1)]
    assert [answer.body for _, answer, _ in world.captures.kept] == [b"one", b"two"]


def test_a_page_that_was_moved_is_not_asked_for_under_its_new_address() -> None:
    def moved(request: Request) -> Answer:
        return Answer(f"{SITE}/2", 200, (), b"two")

    world = World({"feed": feed(1, 2), "1": moved, "2": b"two"})
    assert world.run().new == 1
    assert world.asked() == ["feed", "1"]


@pytest.mark.parametrize("kind", [ChannelKind.ARCHIVE, ChannelKind.GDELT, ChannelKind.MEDIA_CLOUD])
def test_channels_of_other_kinds_are_nobody_to_ask_here(kind: ChannelKind) -> None:
    world = World({}, Channel(kind, FEED.address))
    assert (world.run().due, world.asked()) == (False, [])


def said(outcome: Outcome) -> Sequence[str]:
    return list(lines(outcome))


def test_the_report_counts_each_trouble_in_one_line() -> None:
    world = World({"feed": feed(*range(6)), "0": b"zero", "1": Trouble.TIME, "2": Trouble.TIME}, pages=5)
    assert said(world.run()) == [
        "press: 1 new pages, 1 lists read, 1 left for the next run",
        f"  2 × took longer than the limit — first {SITE}/1",
        f"  2 × is not there — first {SITE}/3",
    ]


def test_the_documentation_knows_every_trouble_and_whether_it_passes() -> None:
    rows = [
        line.strip("| ").split(" | ") for line in DOCUMENTED.read_text("utf-8").splitlines() if line.startswith("| ")
    ]
    told = {row[0]: row[-1] for row in rows}
    assert all((told[trouble.value] == "yes") == trouble.may_pass for trouble in Trouble)
