"""Chooses the adapters. The only place that does."""

import gc
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import cache, partial
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from itertools import islice
from pathlib import Path
from typing import Any

from samarkand.adapters.answer_files import AnswerFiles
from samarkand.adapters.atomic import sweep, write_atomically
from samarkand.adapters.compute_local import Processes
from samarkand.adapters.edition_shelf import EditionShelf
from samarkand.adapters.export_tables import export_tables
from samarkand.adapters.jsonl_files import open_lines, write_lines
from samarkand.adapters.judgement_file import JudgementFile
from samarkand.adapters.new_observatory import create_observatory
from samarkand.adapters.observatory_folder import ObservatoryFolder
from samarkand.adapters.openai_compatible import open_model
from samarkand.adapters.parquet_tables import ParquetTables
from samarkand.adapters.review_sheet import read_sheet, write_sheet
from samarkand.adapters.sentence_encoder import UniversalSentenceEncoder
from samarkand.adapters.snapshot_store import SnapshotStore
from samarkand.adapters.stamps_file import StampsFile
from samarkand.adapters.system_clock import SystemClock
from samarkand.adapters.terminal import TerminalProgress
from samarkand.adapters.typesetter import typeset
from samarkand.codebook.indicators import load_indicators
from samarkand.codebook.languages import languages_digest, load_languages
from samarkand.codebook.themes import themes_digest
from samarkand.codebook.types import Codebook, load_codebook
from samarkand.collate.attribute import SourceBook, attribute_all
from samarkand.collate.identity import settle_ids
from samarkand.collate.parse.formats import ENDINGS, format_of
from samarkand.collate.parse.jsonl import parse_jsonl
from samarkand.consult import queue
from samarkand.consult.answers import Answers, Codes, answers
from samarkand.domain.document import Document
from samarkand.domain.errors import SamarkandError
from samarkand.domain.focus import Focus, FocusKind
from samarkand.domain.ids import content_id
from samarkand.domain.mention import Mention
from samarkand.domain.observatory import DEFAULT_THRESHOLD, Settings
from samarkand.domain.refusal import Refusal
from samarkand.gazetteer.find import load as load_gazetteer
from samarkand.gazetteer.labels import code_of_name, country_codes, party_names
from samarkand.pipeline import Observatory, judged, take_statistics
from samarkand.pipeline import build as build_observatory
from samarkand.ports.encoder import Encoder
from samarkand.ports.progress import Progress
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


def observatory(root: Path, progress: Progress | None = None) -> Observatory:
    """An observatory on disk with the adapters of this machine."""
    folder = ObservatoryFolder(root)
    settings = folder.settings()
    own = settings.codebook_dir
    progress = progress or TerminalProgress()
    sweep(folder.tables)
    judgements, broken = JudgementFile(folder.reviews).read()
    for number in broken:
        progress.say(f"  {folder.reviews}:{number}: no readable judgement, passed over; mend the line or remove it")
    return Observatory(
        settings=settings,
        sources=folder.sources(),
        tables=ParquetTables(folder.tables),
        snapshots=SnapshotStore(folder.snapshots),
        stamps=StampsFile(folder.tables / "stamps.json"),
        shelf=EditionShelf(folder.editions),
        compute=Processes(settings.workers or None),
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
        assistant=assistant(folder, settings),
    )


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
    parts = (READER_VERSION, learnt_from(own), judging, themes_digest(), repr(load_calibration()), f"{threshold:.4f}")
    return content_id("reader", *parts)


def import_documents(root: Path, paths: Sequence[Path]) -> Iterator[tuple[str, bool]]:
    """One line a file, and whether it was taken. What a file holds is judged by `build`."""
    folder = ObservatoryFolder(root)
    folder.settings()
    store, clock = SnapshotStore(folder.snapshots), SystemClock()
    for path in paths:
        if problem := _not_importable(path):
            yield f"{path}: {problem}", False
            continue
        snapshot, is_new = store.add(path, clock.now())
        what = "taken" if is_new else "was taken before"
        yield f"{path}: {what} ({snapshot.size:,} bytes)", True


def _not_importable(path: Path) -> str | None:
    if not path.is_file():
        return "no such file"
    if format_of(path.name) is None:
        return f"this ending is not known; known are {', '.join(ENDINGS)}, each also with .gz"
    return "the file is empty" if path.stat().st_size == 0 else None


def import_statistics(root: Path, paths: Sequence[Path]) -> Iterator[tuple[str, bool]]:
    """One line a file, with how many cells were taken and how many refused."""
    o = observatory(root)
    for path in paths:
        if not path.is_file():
            yield f"{path}: no such file", False
            continue
        taken, refused = take_statistics(o, path.name, path.read_bytes(), code_of_name)
        yield f"{path}: {taken:,} cells taken, {refused:,} lines refused or doubted", taken > 0


def build(root: Path) -> bool:
    """Builds what changed; the edition's `data` folder holds every table as CSV and Parquet."""
    o = observatory(root)
    did_something = build_observatory(o)
    if did_something:
        export(root, ObservatoryFolder(root).editions / o.settings.edition / "data")
    return did_something


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


def read_file(source: Path, out: Path, threshold: float, workers: int) -> Iterator[str]:
    """Reads a file of documents to a file of mentions; yields what was refused and a closing line."""
    refused: list[Refusal] = []
    with open_lines(source) as lines:
        rows = settle_ids(parse_jsonl(lines, source.name, party_names().__contains__), {}, source.name)
        documents = []
        for row in rows:
            if isinstance(row, Document):
                documents.append(row)
            else:
                refused.append(row)
    chunks = list(_chunks(iter(documents), 200))
    results = Processes(workers or None).map(partial(_read_lines, threshold=threshold), chunks)
    tracked = TerminalProgress().track(results, len(chunks), "reading")
    written = write_lines(out, (line for chunk in tracked for line in chunk))
    yield from (f"{r.file}:{r.row}: {r.reason}" for r in refused[:20])
    if len(refused) > 20:
        yield f"… and {len(refused) - 20:,} more lines refused or doubted"
    yield f"{written:,} documents read to {out}"


def demo(root: Path) -> str:
    """Makes the sample observatory where there is none yet, builds it, and says where the yearbook is."""
    if not (root / "observatory.toml").exists():
        focus = Focus(FocusKind.WORLD, (), 2019, 2024)
        create_observatory(root, "Cultural exchange: the sample observatory", "sample", focus, DEFAULT_THRESHOLD)
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
