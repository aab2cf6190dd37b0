"""Chooses the adapters. The only place that does."""

import datetime
import gc
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import cache, partial
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any

from samarkand.adapters.address_guard import AddressGuard
from samarkand.adapters.answer_files import AnswerFiles
from samarkand.adapters.artefact_folder import ArtefactFolder
from samarkand.adapters.atomic import sweep, write_atomically
from samarkand.adapters.bounded_process import BoundedProcess
from samarkand.adapters.catalogue import add_from_catalogue, catalogue
from samarkand.adapters.compute_dask import Cluster
from samarkand.adapters.compute_local import Processes
from samarkand.adapters.edition_shelf import EditionShelf
from samarkand.adapters.export_tables import export_tables, write_both
from samarkand.adapters.forecast_ledger import ForecastLedger
from samarkand.adapters.gdelt_doc import GdeltDocSearch
from samarkand.adapters.import_folder import gathered
from samarkand.adapters.indicator_file import read_indicators
from samarkand.adapters.jsonl_files import open_lines, write_lines
from samarkand.adapters.judgement_file import JudgementFile
from samarkand.adapters.lineage_file import append_lineages, read_lineages
from samarkand.adapters.media_cloud import open_media_cloud
from samarkand.adapters.new_observatory import create_observatory
from samarkand.adapters.observatory_folder import ObservatoryFolder
from samarkand.adapters.openai_compatible import open_model
from samarkand.adapters.pair_file import append_pairs, read_pairs
from samarkand.adapters.parquet_tables import ParquetTables
from samarkand.adapters.review_sheet import read_sheet, write_sheet
from samarkand.adapters.saved_files import read_saved
from samarkand.adapters.sentence_encoder import UniversalSentenceEncoder
from samarkand.adapters.snapshot_store import SnapshotStore
from samarkand.adapters.spill import clear_left
from samarkand.adapters.spreadsheet import as_csv, read_bytes, read_spreadsheet, read_text, zipped
from samarkand.adapters.stamps_file import StampsFile
from samarkand.adapters.system_clock import SystemClock
from samarkand.adapters.terminal import TerminalProgress
from samarkand.adapters.typesetter import typeset
from samarkand.adapters.uis_interface import UisInterface
from samarkand.adapters.world_bank_interface import WorldBankInterface
from samarkand.codebook.indicators import load_indicators
from samarkand.codebook.initiatives import initiatives_digest
from samarkand.codebook.languages import languages_digest, load_languages
from samarkand.codebook.themes import themes_digest
from samarkand.codebook.types import Codebook, load_codebook
from samarkand.collate.attribute import SourceBook, attribute_all
from samarkand.collate.identity import settle_ids
from samarkand.collate.lineages import confirmed
from samarkand.collate.parse.formats import unreadable
from samarkand.collate.parse.jsonl import parse_jsonl
from samarkand.collate.parse.pages.markup import MAX_MARKUP
from samarkand.collate.parse.pages.read import Told, read_page
from samarkand.collate.profile import Profile, profiles
from samarkand.collate.stories import in_memory, relate
from samarkand.collate.tell import tell
from samarkand.collect.exchanges.mapping import read_mapping
from samarkand.collect.exchanges.template import template
from samarkand.collect.registers.shape import Shape, read_shape
from samarkand.consult import queue
from samarkand.consult.answers import Answers, Codes, answers
from samarkand.consult.lineages import lines as lineage_lines
from samarkand.consult.pairs import lines as pair_lines
from samarkand.domain.capture import Capture
from samarkand.domain.document import Document
from samarkand.domain.errors import SamarkandError
from samarkand.domain.focus import Focus, FocusKind
from samarkand.domain.forecast import Forecast, Score
from samarkand.domain.health import SourceHealth, SourceWeek
from samarkand.domain.ids import content_id
from samarkand.domain.lineage import Kinship, LineageJudgement, Verdict
from samarkand.domain.mention import Mention
from samarkand.domain.observatory import DEFAULT_THRESHOLD, Settings
from samarkand.domain.outlook import Outlook
from samarkand.domain.pair import Answer, OpenPair, PairJudgement
from samarkand.domain.panel import PanelMember
from samarkand.domain.refusal import Refusal
from samarkand.follow.lines import lines as commitment_lines
from samarkand.gazetteer.find import load as load_gazetteer
from samarkand.gazetteer.labels import code_of_name, country_codes, party_names
from samarkand.pipeline import build as build_observatory
from samarkand.ports.compute import Compute
from samarkand.ports.encoder import Encoder
from samarkand.ports.offices import StatisticsOffice
from samarkand.ports.progress import Progress
from samarkand.ports.story_search import StoryQuery
from samarkand.publish.health import Fared, came, collected, gaps, odd, panel, summary
from samarkand.publish.plain import text_lines
from samarkand.read.assist import Assistant
from samarkand.read.confidence import load_calibration
from samarkand.read.features import VERSION as FEATURES_VERSION
from samarkand.read.lexicon import Lexicon, lexicons
from samarkand.read.lines import line_of
from samarkand.read.reader import VERSION as READER_VERSION
from samarkand.read.reader import Reader
from samarkand.read.survey import Survey
from samarkand.read.train import train
from samarkand.read.weights import Annotated, Learnt, Weights, origin
from samarkand.reconcile.organisations.pairs import Pair, parse_pairs
from samarkand.reconcile.organisations.pairs import line_of as line_of_pair
from samarkand.steps.collecting import collect as collect_channels
from samarkand.steps.following import follower
from samarkand.steps.observatory import Observatory
from samarkand.steps.reviewing import judged
from samarkand.steps.taking import take_exchanges, take_leads, take_statistics

_COLLECTING = ("defusedxml", "fastwarc", "feedparser", "httpx", "protego")
OFFICES: Mapping[str, Callable[[], StatisticsOffice]] = {"worldbank": WorldBankInterface, "uis": UisInterface}
"""What `import --statistics` can ask for by the name of a series."""


@cache
def codebook(own: Path | None = None) -> Codebook:
    """The packaged codebook; `own` is a folder whose types are added to it or replace those of the same code."""
    return load_codebook(own)


@cache
def encoder() -> UniversalSentenceEncoder:
    return UniversalSentenceEncoder()


@cache
def _lexicons(own: Path | None) -> Mapping[str, Lexicon]:
    return lexicons(codebook(own), load_languages())


def _packaged(name: str) -> Traversable:
    return files("samarkand.read").joinpath(name)


def _recorded(checksum: Traversable) -> str:
    """The digest a `.sha256` file holds."""
    return checksum.read_text("ascii").split()[0]


def gazetteer_digest() -> str:
    return _recorded(files("samarkand.gazetteer").joinpath("names.sha256"))


@cache
def annotated() -> Annotated:
    """Passages of real documents that people annotated, as vectors."""
    return Annotated.from_bytes(_packaged("annotated.npz").read_bytes())


@cache
def learnt() -> Learnt:
    """What was learnt from annotated documents, whatever the codebook."""
    return Learnt.from_bytes(_packaged("learnt.npz").read_bytes())


def learnt_from(own: Path | None = None) -> str:
    """Changes with everything the reader's weights depend on."""
    digest = _recorded(_packaged("annotated.sha256"))
    parts = (codebook(own).digest, languages_digest(), gazetteer_digest(), encoder().name, FEATURES_VERSION, digest)
    return content_id("learnt", *parts)


def learn(taught: Annotated | None = None, own: Path | None = None, by: Encoder | None = None) -> Weights:
    """Trains the reader from the codebook as it stands; a minute at most."""
    taught = annotated() if taught is None else taught
    return train(codebook(own), _lexicons(own), load_gazetteer(), by or encoder(), taught, learnt_from(own))


def _cached_weights_path(own: Path | None) -> Path:
    root = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(root) / "samarkand" / f"{learnt_from(own)}.npz"


@cache
def weights(own: Path | None = None) -> Weights:
    """The packaged weights where they fit this codebook; else weights learnt now and kept for the next time."""
    shipped = _packaged("weights.npz")
    if shipped.is_file() and origin(data := shipped.read_bytes()) == learnt_from(own):
        return Weights.from_bytes(data)
    path = _cached_weights_path(own)
    if path.is_file():
        return Weights.from_bytes(path.read_bytes())
    taught = learn(own=own)
    write_atomically(path, taught.to_bytes())
    return taught


def survey(taught: Weights, own: Path | None = None) -> Survey:
    return Survey(_lexicons(own), load_gazetteer(), taught)


@cache
def reader(threshold: float, own: Path | None = None) -> Reader:
    """The reader of a codebook, as shipped."""
    added = frozenset(codebook(own).by_code) - frozenset(codebook().by_code)
    made = Reader(survey(weights(own), own), learnt(), encoder(), load_calibration(), threshold, added)
    # What is loaded stays; walking through it again and again in search of garbage takes a tenth of the reading.
    gc.freeze()
    return made


def read_documents(documents: Sequence[Document], threshold: float, own: Path | None = None) -> list[Mention]:
    """All mentions of the documents; each process builds its reader once."""
    return [m for _, mentions in reader(threshold, own).read(documents) for m in mentions]


def describe(documents: Sequence[Document]) -> list[Profile]:
    """What of the documents survives translation; each process loads its encoder once."""
    return profiles(documents, encoder())


def observatory(root: Path, progress: Progress | None = None, cluster: str = "") -> Observatory:
    """An observatory on disk with the adapters of this machine; `cluster` goes before what its settings say."""
    folder = ObservatoryFolder(root)
    settings = folder.settings()
    own = settings.codebook_dir
    there = partial(_seen, (root / "observatory.toml").resolve(), settings.floor, own)
    progress = progress or TerminalProgress()
    sweep(folder.tables)
    judgements, broken = JudgementFile(folder.reviews).read()
    for number in broken:
        progress.say(f"  {folder.reviews}:{number}: no readable judgement, passed over; mend the line or remove it")
    return Observatory(
        settings=settings,
        sources=tuple(confirmed(folder.sources(), read_lineages(folder.lineages))),
        tables=ParquetTables(folder.tables.resolve()),
        snapshots=SnapshotStore(folder.snapshots),
        stamps=StampsFile(folder.tables / "stamps.json"),
        shelf=EditionShelf(folder.editions),
        compute=compute_on(settings.workers, cluster or settings.cluster, folder.scratch, there),
        encoder=encoder(),
        clock=SystemClock(),
        progress=progress,
        codebook=codebook(own),
        indicators=load_indicators(),
        languages=frozenset(load_languages()),
        names=party_names(),
        reader_digest=reader_digest(settings.floor, own),
        read_documents=partial(read_documents, threshold=settings.floor, own=own),
        typeset=typeset,
        judgements=tuple(judgements),
        pair_judgements=tuple(read_pairs(folder.pairs)),
        assistant=assistant(folder, settings),
        describe=describe,
        ledger=tuple(ForecastLedger(folder.forecasts).read()),
    )


def compute_on(
    workers: int, cluster: str = "", scratch: Path | None = None, seen: Callable[[], str] | None = None
) -> Compute:
    """A cluster where one is named, else the cores of this machine; what `seen` gives must be the same everywhere."""
    if cluster:
        return Cluster(cluster, seen)
    if scratch is not None:
        clear_left(scratch)
    return Processes(workers or None, scratch)


def _seen(settings: Path, threshold: float, own: Path | None) -> str:
    """What tells an observatory and its codebook from others under the same path."""
    return content_id("seen", settings.read_text("utf-8"), reader_digest(threshold, own))


def assistant(folder: ObservatoryFolder, settings: Settings) -> Assistant | None:
    """The language model of the settings, if they name one."""
    asked = settings.language_model
    if asked is None:
        return None
    model, answers = open_model(asked, os.environ), AnswerFiles(folder.answers)
    known = party_names().keys()
    return Assistant(model, answers, codebook(settings.codebook_dir), asked.budget, settings.threshold, known)


def reader_digest(threshold: float, own: Path | None = None) -> str:
    """What the mentions depend on, known without loading the reader."""
    judging = _recorded(_packaged("learnt.sha256"))
    tables = (themes_digest(), initiatives_digest())
    parts = (READER_VERSION, learnt_from(own), judging, *tables, repr(load_calibration()), f"{threshold:.4f}")
    return content_id("reader", *parts)


def import_documents(root: Path, paths: Sequence[Path]) -> Iterator[tuple[str, bool]]:
    """One line a file, and whether all is well with it. What a file holds is judged by `build`."""
    folder = ObservatoryFolder(root)
    folder.settings()
    store, clock, taken, left = SnapshotStore(folder.snapshots), SystemClock(), 0, 0
    for found in gathered(paths):
        if problem := found.problem or _not_importable(found.path):
            left += 1
            yield f"{found.path}: {problem}", found.passed_over
            continue
        snapshot, is_new = store.add(found.path, clock.now(), found.place)
        taken += 1
        what = "taken" if is_new else "was taken before"
        yield f"{found.path}: {what} ({snapshot.size:,} bytes)", True
    if any(path.is_dir() for path in paths):
        yield f"{taken:,} files taken, {left:,} not", True


def _not_importable(path: Path) -> str:
    """Why a file is not taken, where it is not."""
    try:
        return unreadable(path.read_bytes(), path.name)
    except OSError as problem:
        return f"cannot be read: {problem.strerror}"


def import_statistics(root: Path, paths: Sequence[Path], mapping: Path | None = None) -> Iterator[tuple[str, bool]]:
    """One line a file, with how many cells were taken and how many refused.

    A path may be a folder of CSV files, a workbook, or `office:SERIES` for what is asked for over the network.
    """
    o = observatory(root)
    own = read_shape(read_text(mapping), str(mapping)) if mapping else None
    for path in paths:
        try:
            file, data = _statistical_file(path, own)
            taken, refused = take_statistics(o, file, data, code_of_name, own)
        except SamarkandError as problem:
            yield str(problem), False
            continue
        yield f"{path}: {taken:,} cells taken, {refused:,} lines refused or doubted", taken > 0


def _statistical_file(path: Path, own: Shape | None) -> tuple[str, bytes]:
    """A name and bytes that `parse_register` takes."""
    office, _, series = str(path).partition(":")
    if office in OFFICES and series:
        return f"{office}-{series}", OFFICES[office]().fetch(series)
    if path.is_dir():
        return path.resolve().name, zipped(path)
    data = read_bytes(path)
    if path.suffix.lower() not in (".xlsx", ".xlsm"):
        return path.name, data
    return path.name, as_csv(read_spreadsheet(data, str(path), own.sheet if own else ""), own.delimiter if own else "")


def import_exchanges(
    root: Path, paths: Sequence[Path], mapping: Path | None, artefacts: Path | None
) -> Iterator[tuple[str, bool]]:
    """Lines about the rows refused or doubted, then one about the sheet."""
    if len(paths) != 1 or mapping is None:
        remedy = "samarkand import DIR SHEET --exchanges --mapping MAP.toml; --template instead of --mapping writes one"
        raise SamarkandError("one sheet and its mapping are needed", str(root), remedy)
    o, folder, (path,) = observatory(root), ObservatoryFolder(root), paths
    told = read_mapping(read_text(mapping), str(mapping), o.codebook.by_code, o.names, load_languages())
    sheet = read_spreadsheet(read_bytes(path), str(path), told.sheet, told.encoding)
    store = SnapshotStore(folder.attached)
    attached = ArtefactFolder(artefacts, store, o.clock.now())
    (snapshot, _), _ = store.add(path, o.clock.now()), store.add(mapping, o.clock.now())
    taken = take_exchanges(o, sheet, told, attached, path.name, snapshot.sha256)
    for r in taken.refusals:
        yield f"{r.file}:{r.row}: {'doubted' if r.kept else 'refused'}: {r.reason}", True
    rows, shown = len(taken.documents), len({a.document_id for a in taken.artefacts})
    yield f"{path}: {rows:,} rows taken, {shown:,} of them with artefacts, {taken.refused:,} refused", rows > 0


def exchange_template(paths: Sequence[Path]) -> str:
    """A mapping to fill in, from the headings of the sheet where one is given."""
    sheet = read_spreadsheet(read_bytes(paths[0]), str(paths[0])) if paths else None
    return template(sheet, codebook().types)


def build(root: Path, cluster: str = "") -> bool:
    """Builds what changed; the edition's `data` folder holds every table as CSV and Parquet."""
    o = observatory(root, cluster=cluster)
    if o.settings.collect.enabled and any(source.channels for source in o.sources):
        o = _with_web(o, ObservatoryFolder(root))
    did_something = build_observatory(o)
    if did_something:
        export(root, ObservatoryFolder(root).editions / o.settings.edition / "data")
    return did_something


def collect(root: Path, guard: AddressGuard | None = None) -> str:
    """Asks the sources' channels for what is due; a closing line. `guard` is given by tests only."""
    o = observatory(root)
    if not o.settings.collect.leads and not any(source.channels for source in o.sources):
        raise SamarkandError("no source has a channel to collect from", str(root / "sources"), "see docs/collecting.md")
    new = collect_channels(_with_web(o, ObservatoryFolder(root), guard))
    return f"{new:,} new pages. Next: samarkand build {root}" if new else "Nothing new."


def _with_web(o: Observatory, folder: ObservatoryFolder, guard: AddressGuard | None = None) -> Observatory:
    """The observatory with the web and the place for what comes from it, which one run at a time has."""
    if missing := [name for name in _COLLECTING if find_spec(name) is None]:
        told = f"what asks the web is not installed: {', '.join(missing)}"
        raise SamarkandError(told, "samarkand collect", "pip install 'samarkand[collect]'")
    from samarkand.adapters.warc_captures import WarcCaptures
    from samarkand.adapters.web_client import WebClient, agent_of

    settings = o.settings.collect
    web = WebClient(settings, guard)
    captures = WarcCaptures(SnapshotStore(folder.snapshots), o.tables, agent_of(settings.contact))
    captures.recover()
    return replace(o, web=web, captures=captures, bounded=BoundedProcess())


def export(root: Path, target: Path) -> dict[str, int]:
    return export_tables(ParquetTables(ObservatoryFolder(root).tables), target)


def export_queue(root: Path, out: Path, everything: bool) -> int:
    """Writes what waits for a person, with `everything` what counts too; returns the number of rows."""
    o = _read_observatory(root)
    names = ("queue", "mentions") if everything else ("queue",)
    mentions = [m for name in names for m in o.tables.read(name, Mention)]
    wanted = {m.document_id for m in mentions}
    documents = {d.id: d for d in o.tables.read("documents", Document) if d.id in wanted}
    rows = queue.rows(mentions, documents, o.codebook)
    codes = queue.codes(o.codebook, o.names)
    write_sheet(out, queue.COLUMNS, rows, queue.FILLED, queue.choices(o.codebook), codes)
    return len(rows)


def apply_reviews(root: Path, sheet: Path, reviewer: str) -> Answers:
    """Adds the sheet's judgements to those of the observatory; what is wrong with a row comes back as faults."""
    o = _read_observatory(root)
    rows = read_sheet(sheet, queue.NEEDED)
    codes = Codes(o.codebook.by_code.keys(), o.names.keys(), country_codes())
    told = answers(rows, judged(o), codes, o.clock.now(), reviewer)
    JudgementFile(ObservatoryFolder(root).reviews).append(told.judgements)
    return told


def _read_observatory(root: Path) -> Observatory:
    o = observatory(root)
    if not o.stamps.get("review"):
        raise SamarkandError("nothing was read here yet", str(root), f"run: samarkand build {root}")
    return o


def _chunks(documents: Iterator[Document], size: int) -> Iterator[list[Document]]:
    while chunk := list(islice(documents, size)):
        yield chunk


def _read_lines(documents: Sequence[Document], threshold: float) -> list[dict[str, Any]]:
    attributed = attribute_all(documents, SourceBook(()))
    return [line_of(d.id, mentions) for d, mentions in reader(threshold).read(attributed)]


def read_file(source: Path, out: Path, threshold: float, workers: int, cluster: str = "") -> Iterator[str]:
    """Reads a file of documents to a file of mentions; yields what was refused and a closing line."""
    documents, refused = _from_file(source)
    chunks = list(_chunks(iter(documents), 200))
    results = compute_on(workers, cluster).map(partial(_read_lines, threshold=threshold), chunks)
    tracked = TerminalProgress().track(results, len(chunks), "reading")
    written = write_lines(out, (line for chunk in tracked for line in chunk))
    yield from _told(refused)
    yield f"{written:,} documents read to {out}"


def _from_file(source: Path) -> tuple[list[Document], list[Refusal]]:
    """The documents of a file, and what was refused or doubted."""
    documents: list[Document] = []
    refused: list[Refusal] = []
    with open_lines(source) as lines:
        for row in settle_ids(parse_jsonl(lines, source.name, party_names().__contains__), {}, source.name):
            if isinstance(row, Document):
                documents.append(row)
            else:
                refused.append(row)
    return documents, refused


def _told(refused: Sequence[Refusal]) -> Iterator[str]:
    yield from (f"{r.file}:{r.row}: {r.reason}" for r in refused[:20])
    if len(refused) > 20:
        yield f"… and {len(refused) - 20:,} more lines refused or doubted"


def collate_file(source: Path, out: Path, workers: int, cluster: str = "") -> Iterator[str]:
    """Copies, releases and updates among the documents of a file; yields what was refused and a closing line."""
    documents, refused = _from_file(source)
    compute = compute_on(workers, cluster)
    chunks = list(_chunks(iter(documents), 1000))
    attributed = [d for told in compute.map(partial(attribute_all, book=SourceBook(())), chunks) for d in told]
    _, relations = relate(in_memory(attributed, compute, describe=describe))
    by_id = {r.document_id: r for r in relations}
    told = (by_id[d.id] for d in documents)
    written = write_lines(
        out,
        (
            {
                "id": r.document_id,
                "copies": r.copies,
                "release": r.release,
                "update_of": r.update_of,
                "stands_in": r.stands_in,
            }
            for r in told
        ),
    )
    yield from _told(refused)
    groups = len({r.copies for r in relations}), len({r.release for r in relations})
    later = sum(r.update_of is not None for r in relations)
    yield f"{written:,} documents, {groups[0]:,} texts, {groups[1]:,} releases, {later:,} later versions, told in {out}"


def _page_line(path: Path, captured: datetime.date) -> tuple[dict[str, str | None], list[tuple[str, bool]]]:
    """A line of the text file, and what to say of it: whether the file could be read at all."""
    try:
        page = read_page(read_saved(path, MAX_MARKUP), told=Told(captured=captured))
    except SamarkandError as problem:
        return {"file": str(path), "title": "", "date": None, "text": ""}, [(str(problem), False)]
    told = [page.refused] if page.refused else [*page.noted, *(f"its date is in doubt: {d}" for d in page.doubt)]
    date = str(page.period) if page.period else None
    line = {"file": str(path), "title": page.title, "date": date, "text": "" if page.refused else page.text}
    return line, [(f"{path}: {what}", True) for what in told]


def read_pages(paths: Sequence[Path], out: Path, workers: int) -> Iterator[tuple[str, bool]]:
    """Title, date and body text of saved pages to a line a file; yields what was doubted and a closing line."""
    work = partial(_page_line, captured=SystemClock().now().date())
    results = TerminalProgress().track(Processes(workers or None).map(work, paths), len(paths), "pages")
    said: list[tuple[str, bool]] = []
    texts = 0

    def lines() -> Iterator[dict[str, str | None]]:
        nonlocal texts
        for line, told in results:
            said.extend(told)
            texts += bool(line["text"])
            yield line

    written = write_lines(out, lines())
    yield from said
    yield f"{texts:,} of {written:,} files held text; all lines are in {out}", True


def list_catalogue() -> Iterator[str]:
    """The sources that ship with the package, a line each, and how they are spread."""
    for source, _ in catalogue().values():
        where = f"{source.country or '--'}  {' '.join(source.languages):<6}{source.kind.value:<12}"
        yield f"{source.id:<32}{where}{source.name}"
    yield "Nothing is fetched. Copy some into an observatory: samarkand sources add DIR ID…"


def add_sources(root: Path, ids: Sequence[str]) -> list[Path]:
    folder = ObservatoryFolder(root)
    folder.settings()
    return add_from_catalogue(ids, root / "sources", folder.sources())


def source_health(root: Path) -> Iterator[str]:
    """How the sources fared, as of the last build."""
    o = observatory(root)
    if not o.stamps.get("collate"):
        raise SamarkandError("nothing was collated here yet", str(root), f"run: samarkand build {root}")
    fared = Fared(
        o.sources,
        *(list(o.tables.read("health", SourceHealth)), list(o.tables.read("weeks", SourceWeek))),
        *(list(o.tables.read("refusals", Refusal)), list(o.tables.read("panel", PanelMember))),
        list(o.tables.read("captures", Capture)),
    )
    yield summary(fared)
    for table in (t for t in (make(fared) for make in (came, gaps, odd, panel, collected)) if t.rows):
        yield ""
        yield from text_lines(table)
        if table.note:
            yield f"  {table.note}"


def demo(root: Path) -> str:
    """Makes the sample observatory where there is none yet, builds it, and says where the yearbook is."""
    if not (root / "observatory.toml").exists():
        focus = Focus(FocusKind.WORLD, (), 2019, 2024)
        create_observatory(
            root, "Cultural exchange: the sample observatory", "sample", focus, DEFAULT_THRESHOLD, "sources"
        )
    sample = files("samarkand.sample")
    with ExitStack() as stack:
        held = [stack.enter_context(as_file(p)) for p in sample.iterdir() if p.name.endswith(".jsonl")]
        list(import_documents(root, sorted(held)))
        held = [
            stack.enter_context(as_file(p))
            for p in sample.joinpath("registers").iterdir()
            if p.name.endswith((".csv", ".csv.gz"))
        ]
        list(import_statistics(root, sorted(held)))
    build(root)
    edition = root.resolve() / "editions" / "sample"
    return f"The yearbook: {edition / 'index.html'}\n      and PDF: {edition / 'yearbook.pdf'}"


def search_stories(root: Path, index: str, query: StoryQuery) -> Iterator[str]:
    """Asks an index of news for addresses and keeps them as leads; yields what could not be had and a closing line."""
    o = observatory(root)
    if unknown := [code for code in query.countries if code not in o.names]:
        raise SamarkandError(f"no country has the code {unknown[0]}", "--country", "write two letters, as in ISO 3166")
    search = open_media_cloud(os.environ) if index == "media-cloud" else GdeltDocSearch(o.names)
    found = search.find(query)
    take_leads(o, f"{index} {query!r}", found)
    yield from (f"  {line}" for line in tell(found.refusals, 20))
    yield f"{len(found.leads):,} leads kept; no text was fetched"


def lineages(root: Path) -> Iterator[str]:
    """What copying proposes, a line for two sources, with what was decided."""
    o = _read_observatory(root)
    yield from lineage_lines(o.tables.read("kinships", Kinship), read_lineages(ObservatoryFolder(root).lineages))


def judge_lineage(root: Path, pair: tuple[str, str], verdict: Verdict, reviewer: str, note: str) -> LineageJudgement:
    """Adds a person's judgement on two sources; the next build follows the latest."""
    folder = ObservatoryFolder(root)
    folder.settings()
    known = {source.id for source in folder.sources()}
    if unknown := [name for name in pair if name not in known]:
        raise SamarkandError(f"no source is named {unknown[0]}", str(root / "sources"), "write its id as in its file")
    if pair[0] == pair[1]:
        raise SamarkandError("one source alone", pair[0], "name two sources")
    judgement = LineageJudgement(pair, verdict, reviewer, SystemClock().now(), note)
    append_lineages(folder.lineages, [judgement])
    return judgement


def open_pairs(root: Path) -> Iterator[str]:
    """Exchanges that may be one, with what was decided about their mentions."""
    o = _read_observatory(root)
    yield from pair_lines(o.tables.read("open_pairs", OpenPair), o.pair_judgements)


def judge_pair(root: Path, ids: tuple[str, str], answer: Answer, reviewer: str, note: str) -> PairJudgement:
    """Adds a person's judgement on two mentions; the next build follows the latest."""
    o = _read_observatory(root)
    if ids[0] == ids[1]:
        raise SamarkandError("one mention alone", ids[0], "name two mentions")
    found = {m.id: m for m in o.tables.read("mentions", Mention) if m.id in ids}
    if unknown := [id_ for id_ in ids if id_ not in found]:
        raise SamarkandError(f"no mention has the id {unknown[0]}", str(root), "take it from: samarkand review pairs")
    first, second = (found[id_] for id_ in ids)
    documents, quotes = (first.document_id, second.document_id), (first.quote.text, second.quote.text)
    judgement = PairJudgement(ids, documents, quotes, answer, reviewer, o.clock.now(), note)
    append_pairs(ObservatoryFolder(root).pairs, [judgement])
    return judgement


def build_index(table: Path, spec: Path, out: Path) -> Iterator[str]:
    """Builds a composite index from a table of indicators and writes its tables; yields what there is to say."""
    from samarkand.index import analysed, indicator_table, read_spec
    from samarkand.index.tell import told

    if not spec.is_file():
        raise SamarkandError("no such file", str(spec), "write a spec; see docs/index.md")
    result = analysed(
        read_spec(spec.read_text("utf-8"), spec.name), indicator_table(read_indicators(table), table.name)
    )
    tables = result.tables()
    for name, rows in tables.items():
        write_both(out, name, rows)
    yield from told(result)
    yield f"{len(tables)} tables in {out}"


def same_organisations(source: Path, out: Path) -> Iterator[tuple[str, bool]]:
    """Answers a file of pairs of names, a line a pair; yields what was refused and a closing line."""
    refused: list[Refusal] = []

    def answered() -> Iterator[dict[str, Any]]:
        with open_lines(source) as lines:
            for row in parse_pairs(lines, source.name):
                if isinstance(row, Pair):
                    yield line_of_pair(row)
                else:
                    refused.append(row)

    written = write_lines(out, answered())
    yield from ((line, False) for line in _told(refused))
    yield f"{written:,} pairs answered in {out}", True


FOLLOWED_FROM = 0.05
"""How sure the reader must be of a mention for it to count as a hint of a promise, which has a filter of its own."""


def follow_file(
    source: Path, out: Path, as_of: datetime.date | None, workers: int, cluster: str = ""
) -> Iterator[tuple[str, bool]]:
    """Follows the promises of a file of documents; yields what was refused and a closing line."""
    documents, refused = _from_file(source)
    attributed = attribute_all(documents, SourceBook(()))
    chunks = list(_chunks(iter(attributed), 200))
    read_some = partial(read_documents, threshold=FOLLOWED_FROM)
    results = TerminalProgress().track(compute_on(workers, cluster).map(read_some, chunks), len(chunks), "reading")
    mentions = [mention for chunk in results for mention in chunk]
    day = as_of or max((d.period.last for d in attributed if d.period), default=SystemClock().now().date())
    tells = follower(codebook(), encoder())
    followed = tells.follow(tells.archive(attributed, mentions), day)
    written = write_lines(out, commitment_lines(followed))
    yield from ((line, False) for line in _told(refused))
    undated = f"; {len(followed.refusals):,} documents without a date were passed over" if followed.refusals else ""
    vague = len(followed.evaluations)
    yield f"{written:,} commitments as of {day} in {out}; {vague:,} promises nobody can test{undated}", True


def outlook(root: Path, only_score: bool = False) -> Iterator[str]:
    """Looks ahead and issues what is foretold; with `only_score` tells how what was issued before turned out."""
    from samarkand.outlook.tell import lines, scoring

    o = observatory(root)
    ledger = ForecastLedger(ObservatoryFolder(root).forecasts)
    build_observatory(o, "outlook")
    if only_score:
        yield from scoring(o.ledger, list(o.tables.read("scores", Score)))
        return
    added, left = ledger.issue(o.tables.read("forecasts", Forecast))
    yield from lines(list(o.tables.read("outlooks", Outlook)), added, left)
    yield f"{len(added)} statements issued in {ledger.root}"
