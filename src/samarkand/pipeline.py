"""The stages, in order, on one page. Nothing else knows the order."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import Any, TypeVar

from samarkand.codebook.indicators import Indicator
from samarkand.codebook.initiatives import initiatives_digest, load_initiatives
from samarkand.codebook.outlook import load_carried, load_questions
from samarkand.codebook.types import Codebook
from samarkand.codebook.uptake import uptake_digest
from samarkand.collate.attribute import SourceBook
from samarkand.collate.collator import VERSION as COLLATOR
from samarkand.collate.collator import collate_snapshots
from samarkand.collate.counted import counted
from samarkand.collate.health import source_health
from samarkand.collate.leads import SEARCHED
from samarkand.collate.lineages import kinships
from samarkand.collate.refused import Refused
from samarkand.collate.releases import Describe
from samarkand.collate.stories import VERSION as STORIES_VERSION
from samarkand.collate.stories import Collation, relate
from samarkand.collate.tell import summary, tell
from samarkand.collate.volumes import Tally, volumes
from samarkand.collate.weeks import VERSION as WEEKS
from samarkand.collate.weeks import source_weeks
from samarkand.collect.collector import KINDS, Outcome, collect_leads, collect_source
from samarkand.collect.exchanges import books
from samarkand.collect.exchanges.mapping import ExchangeMapping, keeper_of
from samarkand.collect.exchanges.register import Entered, enter
from samarkand.collect.leads import led_to, left
from samarkand.collect.registers.parse import parse_register
from samarkand.collect.registers.shape import Shape
from samarkand.collect.report import lines
from samarkand.consult.homes import Homes, homes
from samarkand.consult.judge import Judged, judge
from samarkand.domain.artefact import Artefact
from samarkand.domain.band import Band
from samarkand.domain.budget import BudgetLine
from samarkand.domain.budget import told as budget_told
from samarkand.domain.change import Change
from samarkand.domain.commitment import Commitment
from samarkand.domain.cost import Cost
from samarkand.domain.curve import CurvePoint
from samarkand.domain.document import Document, Heading, Imprint, Relations, Story
from samarkand.domain.evaluation import Evaluation
from samarkand.domain.exchange import Exchange
from samarkand.domain.follow_through import FollowThrough
from samarkand.domain.forecast import Forecast, Score
from samarkand.domain.health import SourceHealth, SourceWeek
from samarkand.domain.ids import content_id
from samarkand.domain.judgement import Judgement
from samarkand.domain.lead import Lead
from samarkand.domain.lineage import Kinship
from samarkand.domain.measurement import Measurement
from samarkand.domain.mention import Mention, Quantity
from samarkand.domain.milestone import Milestone
from samarkand.domain.observatory import Settings
from samarkand.domain.outlook import Outlook
from samarkand.domain.pair import Compared, Likeness, OpenPair, PairJudgement
from samarkand.domain.panel import PanelMember
from samarkand.domain.refusal import Refusal
from samarkand.domain.scale import Grade
from samarkand.domain.source import Source
from samarkand.domain.statistic import Statistic
from samarkand.domain.telling import Telling
from samarkand.domain.uptake import Carried, Deed, InitiativeMilestone, Naming, SetAside
from samarkand.domain.volume import Volume
from samarkand.follow.attach import attached, exchange_of
from samarkand.follow.follower import VERSION as FOLLOWER
from samarkand.follow.follower import Follower
from samarkand.follow.initiatives.milestones import milestones as initiative_milestones
from samarkand.follow.initiatives.reading import VERSION as UPTAKE
from samarkand.follow.initiatives.reading import Reading, read_uptake
from samarkand.follow.initiatives.series import carried
from samarkand.follow.passages import Passage
from samarkand.follow.scorecard import scorecards_digest
from samarkand.follow.words import load_words, words_digest
from samarkand.gazetteer.find import load as load_gazetteer
from samarkand.match.stars import connected_by
from samarkand.measure.board import board
from samarkand.measure.budget import budget
from samarkand.measure.curves import curves
from samarkand.measure.measure import measure as measure_record
from samarkand.measure.measure import panel
from samarkand.measure.record import Record
from samarkand.measure.view import views_of
from samarkand.outlook.backtest import Setting
from samarkand.outlook.measured import measured_series
from samarkand.outlook.official import official_series
from samarkand.outlook.run import VERSION as OUTLOOK
from samarkand.outlook.run import look_ahead
from samarkand.outlook.told import first_told
from samarkand.ports.artefacts import Artefacts
from samarkand.ports.bounded import Bounded
from samarkand.ports.captures import Captures
from samarkand.ports.clock import Clock
from samarkand.ports.compute import Compute
from samarkand.ports.encoder import Encoder
from samarkand.ports.progress import Progress
from samarkand.ports.sheets import Sheet
from samarkand.ports.shelf import Shelf
from samarkand.ports.snapshots import Snapshots
from samarkand.ports.stamps import Stamps
from samarkand.ports.story_search import StoriesFound
from samarkand.ports.tables import Tables
from samarkand.ports.web import Web
from samarkand.publish.assemble import assemble
from samarkand.publish.yearbook import publish as publish_book
from samarkand.read.assist import Assistant
from samarkand.read.quantity import quantities_of
from samarkand.reconcile.bands import bands
from samarkand.reconcile.evidence import Carriers
from samarkand.reconcile.known import Known
from samarkand.reconcile.left import left_out
from samarkand.reconcile.reconciler import VERSION as RECONCILER
from samarkand.reconcile.reconciler import carriers_of, compare, reconciled
from samarkand.reconcile.scorecard import rules

VERSION = "1"
WHOLE = "all"
OF_COMMITMENTS = "commitments"
PARTIAL = "-partial-"
SAID = 20
T = TypeVar("T")


@dataclass(frozen=True)
class Observatory:
    """Everything the stages need, chosen by `wiring`. `read_documents` and `describe` can be sent to other processes."""

    settings: Settings
    sources: tuple[Source, ...]
    tables: Tables
    snapshots: Snapshots
    stamps: Stamps
    shelf: Shelf
    compute: Compute
    encoder: Encoder
    clock: Clock
    progress: Progress
    codebook: Codebook
    indicators: Mapping[str, Indicator]
    languages: frozenset[str]
    names: Mapping[str, str]
    reader_digest: str
    read_documents: Callable[[Sequence[Document]], list[Mention]]
    typeset: Callable[..., bytes]
    judgements: tuple[Judgement, ...] = ()
    pair_judgements: tuple[PairJudgement, ...] = ()
    assistant: Assistant | None = None
    web: Web | None = None
    captures: Captures | None = None
    bounded: Bounded | None = None
    describe: Describe | None = None
    ledger: tuple[Forecast, ...] = ()


def _stage(
    name: str, key: Callable[["Observatory"], str], work: Callable[["Observatory"], str], o: "Observatory"
) -> bool:
    """Does the work of a stage unless its input is what it was; says which. Without a key it is never done."""
    if (before := key(o)) and o.stamps.get(name) == before:
        return False
    o.progress.say(f"{name}: {work(o)}")
    o.stamps.set(name, key(o))
    return True


def build(o: Observatory, last: str = "publish") -> bool:
    """All stages in order, up to the last one asked for; whether any of them had something to do."""
    stages = (
        ("collate", _collate_key, _collate),
        ("read", _read_key, _read),
        ("advise", _advise_key, _advise),
        ("enter", _enter_key, _enter),
        ("review", _review_key, _review),
        ("reconcile", _reconcile_key, _reconcile),
        ("follow", _follow_key, _follow),
        ("uptake", _uptake_key, _uptake),
        ("measure", _measure_key, _measure),
        ("outlook", _outlook_key, _outlook),
        ("publish", _publish_key, _publish),
    )
    if o.settings.collect.enabled:
        collect(o)
    asked = [name for name, _, _ in stages].index(last) + 1
    did = [_stage(name, key, work, o) for name, key, work in stages[:asked]]
    return any(did)


def collect(o: Observatory) -> int:
    """Asks the sources' channels for what is due, then for what leads name; how many new pages came.

    Without a `web` nobody is asked.
    """
    if o.web is None or o.captures is None or o.bounded is None:
        return 0
    new = 0
    for source in (s for s in o.sources if any(c.kind in KINDS for c in s.channels)):
        new += _told(o, collect_source(source, o.web, o.captures, o.clock, o.bounded, o.settings.collect.pages))
    book = SourceBook(o.sources)
    wanted = o.tables.read("leads", Lead) if o.settings.collect.leads else ()
    led, waiting = led_to(
        wanted, lambda lead: book.owner(lead.publisher, lead.address), o.captures, o.settings.collect.leads
    )
    for source, items in led:
        new += _told(o, collect_leads(source, items, o.web, o.captures, o.clock, o.bounded))
    if line := left(led, waiting):
        o.progress.say(line)
    return new


def _told(o: Observatory, outcome: Outcome) -> int:
    """Says and keeps what a run of one source came to."""
    if outcome.due:
        o.tables.write("refusals", content_id("collect", outcome.source_id), Refusal, outcome.refusals)
        for line in lines(outcome):
            o.progress.say(line)
    return outcome.new


def take_statistics(
    o: Observatory, file: str, data: bytes, code_of_name: Callable[[str], str | None], own: Shape | None = None
) -> tuple[int, int]:
    """A register or series into the record, in place of an earlier one from a file of that name; cells taken, lines refused."""
    rows = list(parse_register(data, file, o.names.__contains__, code_of_name, own))
    taken = [row for row in rows if isinstance(row, Statistic)]
    refused = [row for row in rows if isinstance(row, Refusal)]
    of_file = content_id("series", file)
    part = f"{of_file}-{hashlib.sha256(data + repr(own).encode()).hexdigest()[:16]}"
    for name, kind, found in (("statistics", Statistic, taken), ("refusals", Refusal, refused)):
        o.tables.write(name, part, kind, found)
        o.tables.keep_only(name, [p for p in o.tables.parts(name) if p == part or not p.startswith(of_file)])
    return len(taken), len(refused)


def take_leads(o: Observatory, search: str, found: StoriesFound) -> None:
    """What a search found into the record, in place of what the same search found before."""
    part = SEARCHED + content_id("leads", search)
    o.tables.write("leads", part, Lead, found.leads)
    o.tables.write("refusals", part, Refusal, found.refusals)


def take_exchanges(
    o: Observatory, sheet: Sheet, mapping: ExchangeMapping, artefacts: Artefacts, file: str, sha256: str
) -> Entered:
    """A register people keep into the record, in place of what it said before."""
    keeper = keeper_of(mapping, o.sources)
    taken = enter(sheet, mapping, keeper, o.codebook, o.names, artefacts, o.clock.now().date(), file)
    books.put(o.tables, mapping.id, keeper, file, sha256, taken)
    return taken


def _collate_key(o: Observatory) -> str:
    digest = SourceBook(o.sources).digest
    versions = (VERSION, COLLATOR, STORIES_VERSION, WEEKS, o.encoder.name)
    return content_id("collate", *versions, digest, *(s.sha256 for s in o.snapshots.list()))


def _documents(tables: Tables, part: str) -> list[Document]:
    return list(tables.read("documents", Document, [part]))


def _collate(o: Observatory) -> str:
    refused = Refused(o.tables, SAID)
    parts = collate_snapshots(
        o.snapshots, SourceBook(o.sources), o.tables, o.compute, o.progress, frozenset(o.names), refused
    )
    o.tables.keep_only("documents", parts)
    stories, relations = relate(
        Collation(parts, partial(_documents, o.tables), o.compute, o.describe, connected_by(o.compute))
    )
    o.tables.write("stories", WHOLE, Story, stories)
    o.tables.write("relations", WHOLE, Relations, relations)
    documents = list(o.tables.read("documents", Imprint, parts))
    o.tables.write("kinships", WHOLE, Kinship, kinships(stories, {d.id: d for d in documents}))
    o.tables.write("weeks", WHOLE, SourceWeek, source_weeks(documents, o.sources))
    o.tables.write("health", WHOLE, SourceHealth, source_health(documents, stories, o.languages, o.sources))
    _count(o, parts, stories, refused)
    refused.finish()
    for line in summary(refused.first, refused.counts):
        o.progress.say(f"  {line}")
    leads = f"; {count:,} leads to texts elsewhere" if (count := sum(1 for _ in o.tables.read("leads", Lead))) else ""
    if not documents:
        return f"nothing to read was imported yet; next: samarkand import DIR FILE…{leads}"
    told = f"{len(documents):,} documents in {len(stories):,} stories"
    return f"{told}, {refused.counts.total():,} refused or doubted{leads}"


def _count(o: Observatory, parts: Sequence[str], stories: Iterable[Story], refused: Refused) -> None:
    """Volumes, and what is kept and not read or doubted."""
    copies = {d for story in stories for d in story.documents[1:]}

    def items() -> Iterator[tuple[str, frozenset[str]]]:
        for part in parts:
            yield part, frozenset(h.id for h in o.tables.read("documents", Heading, [part]) if h.id in copies)

    def tallies() -> Iterator[Tally]:
        work = partial(counted, read=partial(_documents, o.tables), languages=o.languages)
        for part in o.compute.map(work, items()):
            refused.add(part.unread + part.doubtful)
            yield part.tally

    o.tables.write("volumes", WHOLE, Volume, volumes(tallies()))


def _read_key(o: Observatory) -> str:
    return content_id("readings", VERSION, o.reader_digest, o.stamps.get("collate") or "")


@dataclass(frozen=True, slots=True)
class Texts:
    """What is read of a part of the documents: the first of every story, in the languages of the codebook."""

    part: str
    ids: frozenset[str]

    def load(self, tables: Tables) -> list[Document]:
        return [d for d in _documents(tables, self.part) if d.id in self.ids]


def _texts(o: Observatory) -> Iterator[tuple[str, Texts]]:
    """By the key of their readings."""
    copies = {d for story in o.tables.read("stories", Story) for d in story.documents[1:]}
    for part in sorted(p for p in o.tables.parts("documents") if not p.startswith(books.ENTERED)):
        headings = o.tables.read("documents", Heading, [part])
        ids = [h.id for h in headings if h.id not in copies and h.lang in o.languages]
        yield content_id("readings", part, o.reader_digest, *ids), Texts(part, frozenset(ids))


def _read_texts(
    texts: Texts, tables: Tables, read_documents: Callable[[Sequence[Document]], list[Mention]]
) -> list[Mention]:
    return read_documents(texts.load(tables))


def _read(o: Observatory) -> str:
    there = o.tables.parts("readings")
    wanted = {key: len(texts.ids) for key, texts in _texts(o)}
    missing = [key for key in wanted if key not in there]
    texts = (texts for key, texts in _texts(o) if key not in there)
    results = o.compute.map(partial(_read_texts, tables=o.tables, read_documents=o.read_documents), texts)
    for key, mentions in o.progress.track(zip(missing, results, strict=True), len(missing), "reading"):
        o.tables.write("readings", key, Mention, mentions)
    o.tables.keep_only("readings", wanted)
    return f"{sum(wanted.values()):,} texts read, {len(missing)} of {len(wanted)} parts anew"


def _advise_key(o: Observatory) -> str:
    """Nothing as long as a part got only some of its answers, so that the next build asks again."""
    if o.assistant and any(PARTIAL in part for part in o.tables.parts("advised")):
        return ""
    name = o.assistant.name if o.assistant else ""
    return content_id("advise", VERSION, name, f"{o.settings.threshold:.4f}", o.stamps.get("read") or "")


def _advise(o: Observatory) -> str:
    if o.assistant is None:
        o.tables.keep_only("advised", [])
        return "no language model is asked"
    there, wanted = o.tables.parts("advised"), []
    for key, texts in _texts(o):
        part = content_id("advised", key, o.assistant.name, f"{o.settings.threshold:.4f}")
        if part not in there:
            unanswered = o.assistant.cost.unanswered
            told: dict[str, list[Mention]] = {}
            for mention in o.tables.read("readings", Mention, [key]):
                told.setdefault(mention.document_id, []).append(mention)
            advised = [m for d in texts.load(o.tables) for m in o.assistant.assist(d, told.get(d.id, []))]
            if o.assistant.cost.unanswered != unanswered:
                part += f"{PARTIAL}{content_id('mentions', *map(repr, advised))}"
            o.tables.write("advised", part, Mention, advised)
        wanted.append(part)
    o.tables.keep_only("advised", wanted)
    o.tables.write("costs", content_id("cost", o.clock.now().isoformat()), Cost, [o.assistant.cost])
    return str(o.assistant.cost)


def _enter_key(o: Observatory) -> str:
    return content_id("enter", VERSION, o.stamps.get("collate") or "", *(r.part for r in books.registers(o.tables)))


def _enter(o: Observatory) -> str:
    return f"{books.place_beside(o.tables):,} rows of registers that people keep"


def judged(o: Observatory) -> Judged:
    """Everything read, as people's judgements and the threshold leave it."""
    told: Homes = {}
    if o.judgements:
        told = homes(o.judgements, o.tables.read("stories", Story), o.tables.read("documents", Document))
    types = o.codebook.by_code
    entered = (m for m in o.tables.read("entered", Mention) if m.type in types)
    readings = o.tables.read("advised" if o.assistant else "readings", Mention)
    return judge(chain(readings, entered), o.judgements, told, o.settings.threshold, types.keys())


def _review_key(o: Observatory) -> str:
    decided = (j.id for j in o.judgements)
    stages = ("read", "advise", "enter")
    drawn_from = (*(o.stamps.get(stage) or "" for stage in stages), *sorted(o.tables.parts("advised")))
    return content_id("review", VERSION, f"{o.settings.threshold:.4f}", *drawn_from, *decided)


def _review(o: Observatory) -> str:
    found = judged(o)
    for name, mentions in (("mentions", found.mentions), ("queue", found.queue)):
        o.tables.write(name, WHOLE, Mention, mentions)
        o.tables.keep_only(name, [WHOLE])
    line = f"{len(found.mentions):,} mentions, {len(found.queue):,} to the review queue"
    aside = len(found.aside)
    return f"{line}; {aside:,} judgements no longer fit their text or the codebook" if aside else line


def _reconcile_key(o: Observatory) -> str:
    judged = map(repr, o.pair_judgements)
    said = rules(o.encoder.name, RECONCILER)
    return content_id("reconcile", VERSION, repr(o.settings.focus), o.stamps.get("review") or "", said, *judged)


def _reconcile(o: Observatory) -> str:
    mentions = list(o.tables.read("mentions", Mention))
    wanted = {m.document_id for m in mentions}
    compared = compare(
        mentions,
        {d.id: d for d in o.tables.read("documents", Document) if d.id in wanted},
        list(o.tables.read("stories", Story)),
        books.with_keepers(o.sources, o.tables),
        o.encoder,
        list(o.tables.read("relations", Relations)),
        list(o.tables.read("artefacts", Artefact)),
        judgements=o.pair_judgements,
        known=Known.of(o.tables.read("compared", Compared), o.tables.read("likenesses", Likeness)),
        sources_of={d.id: d.source_id for d in o.tables.read("documents", Imprint)},
    )
    found = reconciled(compared)
    o.tables.write("exchanges", WHOLE, Exchange, found.exchanges)
    o.tables.write("milestones", WHOLE, Milestone, found.milestones)
    o.tables.write("bands", WHOLE, Band, bands(compared, o.settings.focus))
    o.tables.write("open_pairs", WHOLE, OpenPair, found.open)
    o.tables.write("likenesses", WHOLE, Likeness, compared.likenesses)
    o.tables.write("compared", WHOLE, Compared, compared.digests)
    o.tables.write("refusals", "reconcile", Refusal, left_out(compared))
    for line in tell(left_out(compared), SAID):
        o.progress.say(f"  {line}")
    anew = f"{len(compared.looked_at):,} mentions looked at anew"
    return f"{len(mentions):,} mentions are {len(found.exchanges):,} exchanges; {anew}, {len(found.open):,} pairs left open"


def follower(
    codebook: Codebook,
    encoder: Encoder,
    carriers: Carriers | None = None,
    story_of: Mapping[str, str] | None = None,
) -> Follower:
    """Follows promises in the words of a codebook; graded where it is known who carries which story."""

    def quantities(passage: Passage) -> tuple[Quantity, ...]:
        return quantities_of(passage.text, passage.words.language)

    def grade(documents: Sequence[str], parties: frozenset[str]) -> Grade:
        assert carriers is not None and story_of is not None
        return carriers.of_documents({story_of[d] for d in documents}, documents, parties)

    made = Follower(load_words(codebook), load_gazetteer(), codebook, quantities, encoder=encoder)
    return replace(made, grade_of=grade) if carriers is not None and story_of is not None else made


def _follow_key(o: Observatory) -> str:
    own = (FOLLOWER, o.encoder.name, words_digest(), scorecards_digest(), o.codebook.digest)
    return content_id("follow", VERSION, *own, o.stamps.get("reconcile") or "", o.stamps.get("review") or "")


def _follow(o: Observatory) -> str:
    stories = list(o.tables.read("stories", Story))
    documents = {d.id: d for d in o.tables.read("documents", Document)}
    mentions = {m.id: m for name in ("queue", "mentions") for m in o.tables.read(name, Mention)}
    relations, artefacts = list(o.tables.read("relations", Relations)), list(o.tables.read("artefacts", Artefact))
    carriers = carriers_of(
        stories,
        {d.id: d.source_id for d in documents.values()},
        books.with_keepers(o.sources, o.tables),
        relations,
        artefacts,
    )
    tells = follower(o.codebook, o.encoder, carriers, {d: s.id for s in stories for d in s.documents})
    first = [documents[s.first] for s in stories]
    as_of = max((d.period.last for d in first if d.period), default=o.clock.now().date())
    found = attached(
        tells.follow(tells.archive(first, mentions.values()), as_of),
        exchange_of(o.tables.read("exchanges", Exchange), mentions),
    )
    o.tables.write("commitments", WHOLE, Commitment, found.commitments)
    o.tables.write("milestones", OF_COMMITMENTS, Milestone, found.milestones)
    o.tables.write("follow_through", WHOLE, FollowThrough, found.links)
    o.tables.write("evaluations", WHOLE, Evaluation, found.evaluations)
    o.tables.write("refusals", OF_COMMITMENTS, Refusal, found.refusals)
    vague = len(found.evaluations)
    return f"{len(found.commitments):,} commitments, {len(found.links):,} links weighed; {vague:,} promises nobody can test"


def _uptake_key(o: Observatory) -> str:
    digests = (UPTAKE, uptake_digest(), initiatives_digest())
    return content_id("uptake", VERSION, *digests, o.stamps.get("reconcile") or "")


def _read_uptake(texts: Texts, tables: Tables) -> list[Reading]:
    return [read_uptake(d, load_initiatives()) for d in texts.load(tables)]


_UPTAKE_TABLES: tuple[tuple[str, type, Callable[[Reading], Sequence[Any]]], ...] = (
    ("deeds", Deed, lambda r: r.deeds),
    ("set_aside", SetAside, lambda r: r.aside),
    ("namings", Naming, lambda r: r.namings),
)


def _uptake(o: Observatory) -> str:
    there = o.tables.parts("namings")
    parts = {content_id(key, UPTAKE, uptake_digest(), initiatives_digest()): texts for key, texts in _texts(o)}
    missing = [key for key in parts if key not in there]
    work = partial(_read_uptake, tables=o.tables)
    for key, readings in zip(missing, o.compute.map(work, (parts[k] for k in missing)), strict=True):
        for name, kind, rows in _UPTAKE_TABLES:
            o.tables.write(name, key, kind, [row for reading in readings for row in rows(reading)])
    for name, _, _ in _UPTAKE_TABLES:
        o.tables.keep_only(name, parts)
    imprints = {d.id: d for d in o.tables.read("documents", Imprint)}
    published = {id_: d.period for id_, d in imprints.items()}
    sources = {s.id: s for s in books.with_keepers(o.sources, o.tables)}
    source_of = {id_: sources[d.source_id] for id_, d in imprints.items() if d.source_id in sources}
    known, exchanges = load_initiatives(), list(o.tables.read("exchanges", Exchange))
    named = {n.initiative for n in o.tables.read("namings", Naming)} | {i for x in exchanges for i in x.initiative}
    told = initiative_milestones(o.tables.read("deeds", Deed), published, source_of, known, named & known.keys())
    since = min((p for p in published.values() if p), default=None, key=lambda p: p.first)
    under = carried(exchanges, known, since)
    o.tables.write("initiative_milestones", WHOLE, InitiativeMilestone, told)
    o.tables.write("initiative_uptake", WHOLE, Carried, under)
    aside = sum(1 for _ in o.tables.read("set_aside", SetAside))
    return f"{len(named):,} initiatives named, {len(told):,} milestones, {len(under):,} exchanges under a name, {aside:,} set aside"


def _measure_key(o: Observatory) -> str:
    cards = (repr(card) for card in o.indicators.values())
    statistics = sorted(o.tables.parts("statistics"))
    return content_id(
        "measure", VERSION, o.stamps.get("follow") or "", o.stamps.get("uptake") or "", *cards, *statistics
    )


def _tellings(o: Observatory, exchanges: Iterable[Exchange]) -> Iterator[Telling]:
    """Who told of an exchange on which day, as far as documents are dated to the day."""
    of = {m: x.id for x in exchanges for m in x.mentions}
    said = [(of[m.id], m.document_id) for m in o.tables.read("mentions", Mention) if m.id in of]
    cited = {document for _, document in said}
    documents = {d.id: d for d in o.tables.read("documents", Imprint) if d.id in cited and d.period}
    for exchange, document in said:
        if (d := documents.get(document)) and d.period and d.period.first == d.period.last:
            yield Telling(exchange, d.lineage_id, d.period.first)


def _measure(o: Observatory) -> str:
    exchanges = tuple(o.tables.read("exchanges", Exchange))
    record = Record(
        focus=o.settings.focus,
        exchanges=exchanges,
        volumes=tuple(o.tables.read("volumes", Volume)),
        statistics=tuple(o.tables.read("statistics", Statistic)),
        bands=tuple(o.tables.read("bands", Band)),
        weeks=tuple(o.tables.read("weeks", SourceWeek)),
        carried=tuple(o.tables.read("initiative_uptake", Carried)),
        commitments=tuple(o.tables.read("commitments", Commitment)),
        commitment_milestones=tuple(o.tables.read("milestones", Milestone, [OF_COMMITMENTS])),
        evaluations=tuple(o.tables.read("evaluations", Evaluation)),
        registers=frozenset(r.keeper.lineage_id for r in books.registers(o.tables)),
        sources=books.with_keepers(o.sources, o.tables),
        tellings=tuple(_tellings(o, exchanges)),
    )
    views = views_of(record)
    measured = measure_record(record, o.indicators, views)
    o.tables.write("measurements", WHOLE, Measurement, measured)
    o.tables.write("panel", WHOLE, PanelMember, panel(record))
    o.tables.write("curves", WHOLE, CurvePoint, curves(views))
    o.tables.write("changes", WHOLE, Change, board(measured))
    spent = budget(measured, o.indicators)
    o.tables.write("budget", WHOLE, BudgetLine, spent)
    missing = sum(m.is_missing for m in measured)
    return f"{len(measured):,} measurements, {missing:,} of them NA with a reason; {budget_told(spent)}"


def _outlook_key(o: Observatory) -> str:
    """Looked at anew each month, since time alone makes forecasts due."""
    cards = (repr(load_carried()), repr(load_questions()), repr(o.settings.outlook), f"{o.clock.now():%Y-%m}")
    return content_id("outlook", VERSION, OUTLOOK, o.stamps.get("measure") or "", *cards, *(f.id for f in o.ledger))


def _outlook(o: Observatory) -> str:
    exchanges, documents = o.tables.read("exchanges", Exchange), o.tables.read("documents", Imprint)
    told = first_told(exchanges, o.tables.read("mentions", Mention), documents)
    setting = Setting(o.clock.now().date(), breaks=o.settings.outlook.breaks, treatment=o.settings.outlook.treatment)
    measured, errors = measured_series(o.tables.read("measurements", Measurement), told, setting.today)
    series = [*measured, *official_series(o.tables.read("statistics", Statistic), o.settings.focus)]
    found = look_ahead(series, errors, load_carried(), load_questions().values(), o.ledger, setting)
    o.tables.write("outlooks", WHOLE, Outlook, found.outlooks)
    o.tables.write("forecasts", WHOLE, Forecast, found.forecasts)
    o.tables.write("scores", WHOLE, Score, found.scores)
    missing = sum(bool(x.reason) for x in found.outlooks)
    return f"{len(found.outlooks)} series looked ahead, {missing} of them NA with a reason"


def _publish_key(o: Observatory) -> str:
    return content_id("publish", VERSION, repr(o.settings), o.codebook.digest, o.stamps.get("outlook") or "")


def _publish(o: Observatory) -> str:
    def table(name: str, kind: type[T]) -> Iterable[T]:
        return o.tables.read(name, kind)

    book = assemble(
        o.settings,
        o.clock.now(),
        o.codebook,
        o.indicators,
        o.names,
        books.with_keepers(o.sources, o.tables),
        table,
        o.ledger,
    )
    place = o.shelf.put(book.edition.id, publish_book(book, o.typeset))
    return f"the yearbook is at {place}"
