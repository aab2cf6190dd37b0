"""One verb per stage."""

import sys
import time
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
import typer.core

from samarkand import __version__, wiring
from samarkand.adapters.cluster import valid
from samarkand.adapters.new_observatory import create_observatory
from samarkand.domain.errors import SamarkandError
from samarkand.domain.focus import Focus, FocusKind
from samarkand.domain.lineage import Verdict
from samarkand.domain.observatory import DEFAULT_THRESHOLD
from samarkand.domain.pair import Answer
from samarkand.ports.story_search import StoryQuery

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="An observatory of international cultural exchange, from documents to a yearbook.",
)
review = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="The review queue as a spreadsheet, and people's decisions back."
)
app.add_typer(review, name="review")


class _HealthFirst(typer.core.TyperGroup):
    """`samarkand sources DIR` is `samarkand sources health DIR`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        return super().parse_args(
            ctx, args if args and (args[0] in self.commands or args[0] == "--help") else ["health", *args]
        )


sources = typer.Typer(
    cls=_HealthFirst, rich_markup_mode=None, help="How the sources fare (the default), and a catalogue to choose from."
)
app.add_typer(sources, name="sources")
Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The observatory's folder.")]
LAST_FULL_YEAR = 2024


def _scheduler(address: str) -> str:
    try:
        return valid(address) if address else ""
    except ValueError as problem:
        raise typer.BadParameter(str(problem)) from problem


Scheduler = Annotated[
    str, typer.Option("--cluster", callback=_scheduler, help="A Dask scheduler's address, tcp://host:8786.")
]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"samarkand {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which.")] = False,
) -> None:
    pass


@app.command()
def new(
    folder: Folder,
    title: Annotated[str, typer.Option(help="Title of the yearbook.")] = "Cultural exchange",
    focus: Annotated[FocusKind, typer.Option(help="Whose exchange.")] = FocusKind.WORLD,
    code: Annotated[list[str] | None, typer.Option(help="Country codes of the focus, one an option.")] = None,
    years: Annotated[str, typer.Option(help="A year, or first-last.")] = str(LAST_FULL_YEAR),
) -> None:
    """Make an observatory: a commented observatory.toml and example sources."""
    try:
        first, _, last = years.partition("-")
        if not (first.isdecimal() and (last or first).isdecimal()):
            raise ValueError(f"{years!r} is no year; write --years 2024 or --years 2020-2024")
        wanted = Focus(focus, tuple(c.upper() for c in code or ()), int(first), int(last or first))
    except ValueError as problem:
        raise typer.BadParameter(str(problem)) from problem
    edition = f"{wanted.key}-{years}".lower()
    create_observatory(folder, title, edition, wanted, DEFAULT_THRESHOLD)
    typer.echo(f"{folder} is an observatory now. Next: samarkand import {folder} FILE…")


@app.command(name="import")
def import_(
    folder: Folder = Path(),
    files: Annotated[list[Path] | None, typer.Argument(metavar="FILE…", help="Files, and folders of files.")] = None,
    statistics: Annotated[bool, typer.Option("--statistics", help="The files are registers or series.")] = False,
    exchanges: Annotated[bool, typer.Option("--exchanges", help="The file is a table of exchanges you keep.")] = False,
    mapping: Annotated[Path | None, typer.Option(help="What the columns mean; a TOML file.")] = None,
    artefacts: Annotated[Path | None, typer.Option(help="The folder that attached files lie in.")] = None,
    template: Annotated[bool, typer.Option("--template", help="Print a mapping for --exchanges to fill in.")] = False,
) -> None:
    """Take in documents (JSONL, CSV, HTML, text, PDF, DOCX, feeds, WARC, lists of GDELT and Media Cloud; also .gz and
    .zip), with --statistics registers and series, or with --exchanges a table of exchanges you keep yourself."""
    if template:
        typer.echo(wiring.exchange_template([path for path in (folder, *(files or ())) if path.is_file()]), nl=False)
        return
    if not files or (statistics and exchanges):
        raise typer.BadParameter(
            "name an observatory and what to take in, and say --statistics or --exchanges, not both"
        )
    if exchanges:
        told = wiring.import_exchanges(folder, files, mapping, artefacts)
    else:
        told = (
            wiring.import_statistics(folder, files, mapping) if statistics else wiring.import_documents(folder, files)
        )
    refused = False
    for line, ok in told:
        typer.echo(line, err=not ok)
        refused = refused or not ok
    if refused:
        raise typer.Exit(1)


@app.command()
def build(folder: Folder = Path(), cluster: Scheduler = "") -> None:
    """Everything in order, only what changed."""
    began = time.monotonic()
    did_something = wiring.build(folder, cluster)
    took = time.monotonic() - began
    typer.echo(f"Done in {took:.0f} s." if did_something else f"Nothing changed, nothing to do ({took:.1f} s).")


@app.command()
def read(
    documents: Annotated[Path, typer.Option(help="Documents as JSON lines, also .gz.")],
    out: Annotated[Path, typer.Option(help="Where the mentions go, a line a document.")],
    threshold: Annotated[float, typer.Option(min=0, max=1, help="How sure the reader must be.")] = DEFAULT_THRESHOLD,
    workers: Annotated[int, typer.Option(min=0, help="Processes; 0 means one a core.")] = 0,
    cluster: Scheduler = "",
) -> None:
    """Mentions of documents; needs no observatory."""
    for line in wiring.read_file(documents, out, threshold, workers, cluster):
        typer.echo(line, err=True)


@app.command()
def collate(
    documents: Annotated[Path, typer.Option(help="Documents as JSON lines, also .gz.")],
    out: Annotated[Path, typer.Option(help="Where the relations go, a line a document.")],
    workers: Annotated[int, typer.Option(min=0, help="Processes; 0 means one a core.")] = 0,
    cluster: Scheduler = "",
) -> None:
    """Copies, releases in several languages and later versions among documents; needs no observatory."""
    for line in wiring.collate_file(documents, out, workers, cluster):
        typer.echo(line, err=True)


@app.command()
def export(
    folder: Folder = Path(),
    to: Annotated[Path | None, typer.Option(help="Where to; default DIR/export.")] = None,
) -> None:
    """Every table as CSV and Parquet."""
    target = to or folder / "export"
    for name, rows in wiring.export(folder, target).items():
        typer.echo(f"{name:<14}{rows:>10,} rows")
    typer.echo(f"in {target}")


@review.command(name="export")
def review_export(
    folder: Folder = Path(),
    out: Annotated[Path, typer.Option(help="The sheet, by its ending .xlsx or .csv.")] = Path("queue.xlsx"),
    everything: Annotated[bool, typer.Option("--all", help="What counts already, too.")] = False,
) -> None:
    """Write what waits for a person's decision, the surest first."""
    rows = wiring.export_queue(folder, out, everything)
    typer.echo(f"{rows:,} rows in {out}. Fill the last columns, then: samarkand review apply {folder} {out}")


@review.command(name="apply")
def review_apply(
    where: Annotated[list[Path], typer.Argument(metavar="[DIR] FILE", help="The observatory's folder; the sheet.")],
    reviewer: Annotated[str, typer.Option(help="Signs the rows that leave their reviewer empty.")] = "",
) -> None:
    """Take the decisions of a filled sheet; `build` then follows them."""
    if len(where) > 2:
        raise typer.BadParameter("one folder and one sheet at a time")
    folder, sheet = where if len(where) == 2 else (Path(), where[0])
    told = wiring.apply_reviews(folder, sheet, reviewer.strip())
    for fault in told.faults:
        typer.echo(f"{sheet}:{fault.row}: {fault.column}: {fault.what}", err=True)
    bad = len({fault.row for fault in told.faults})
    typer.echo(
        f"{len(told.judgements):,} judgements taken, {told.held:,} held already, {told.blank:,} rows left blank, {bad:,} to mend"
    )
    if told.judgements:
        typer.echo(f"Next: samarkand build {folder}")
    if bad:
        raise typer.Exit(1)


@app.command()
def collect(folder: Folder = Path()) -> None:
    """Ask the sources' channels for what is due; nobody else is ever asked."""
    typer.echo(wiring.collect(folder))


@app.command()
def demo(folder: Folder = Path("demo-observatory")) -> None:
    """The sample observatory, made and built; says where its yearbook is."""
    typer.echo(wiring.demo(folder))


class Index(StrEnum):
    """Indexes of news that can be searched."""

    GDELT = "gdelt"
    MEDIA_CLOUD = "media-cloud"


@app.command()
def search(
    folder: Folder,
    query: Annotated[str, typer.Option(help="Words to look for, in the index's own way of asking.")],
    first: Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="First day.")],
    last: Annotated[datetime, typer.Option("--to", formats=["%Y-%m-%d"], help="Last day.")],
    index: Annotated[Index, typer.Option("--in", help="Where to look.")] = Index.GDELT,
    language: Annotated[list[str] | None, typer.Option(help="Code of a language, one an option.")] = None,
    country: Annotated[list[str] | None, typer.Option(help="Code of a publisher's country, one an option.")] = None,
    collection: Annotated[list[int] | None, typer.Option(help="Number of a Media Cloud collection.")] = None,
) -> None:
    """Ask an index of news for addresses and keep them as leads; no text is fetched."""
    if last < first:
        raise typer.BadParameter("the last day lies before the first")
    countries = tuple(code.upper() for code in country or ())
    asked = StoryQuery(query, first.date(), last.date(), tuple(language or ()), countries, tuple(collection or ()))
    for line in wiring.search_stories(folder, index.value, asked):
        typer.echo(line)


@app.command()
def text(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Saved pages (HTML), also .gz.")],
    out: Annotated[Path, typer.Option(help="Where the texts go, a line a file.")],
    workers: Annotated[int, typer.Option(min=0, help="Processes; 0 means one a core.")] = 0,
) -> None:
    """Body text, title and date of saved pages; needs no observatory."""
    unread = False
    for line, ok in wiring.read_pages(files, out, workers):
        typer.echo(line, err=True)
        unread = unread or not ok
    if unread:
        raise typer.Exit(1)


@sources.command(name="health")
def sources_health(folder: Folder = Path()) -> None:
    """What came, what stopped coming, what was refused; as of the last build."""
    for line in wiring.source_health(folder):
        typer.echo(line)


@sources.command(name="list")
def sources_list() -> None:
    """The sources that ship with the program."""
    for line in wiring.list_catalogue():
        typer.echo(line)


@sources.command(name="add")
def sources_add(
    folder: Folder,
    ids: Annotated[list[str], typer.Argument(metavar="ID…", help="Sources of the catalogue.")],
) -> None:
    """Copy sources of the catalogue into an observatory; nothing is fetched."""
    for path in wiring.add_sources(folder, ids):
        typer.echo(f"{path}")


@review.command(name="lineages")
def review_lineages(folder: Folder = Path()) -> None:
    """Show which sources seem to carry each other's texts, and what was decided."""
    for line in wiring.lineages(folder):
        typer.echo(line)


@review.command(name="lineage")
def review_lineage(
    folder: Folder,
    source: Annotated[str, typer.Argument(help="Id of a source.")],
    other: Annotated[str, typer.Argument(help="Id of the other.")],
    verdict: Annotated[Verdict, typer.Argument(help="Whether the one depends on the other.")],
    reviewer: Annotated[str, typer.Option(help="Who decides.")],
    note: Annotated[str, typer.Option(help="Why.")] = "",
) -> None:
    """Decide whether two sources are one lineage; `build` then follows."""
    told = wiring.judge_lineage(folder, (source, other), verdict, reviewer, note)
    typer.echo(f"{source} and {other} are {told.verdict.value}. Next: samarkand build {folder}")


@app.command(name="index")
def index_(
    table: Annotated[
        Path, typer.Argument(metavar="TABLE", help="Indicators of areas: CSV (also .gz), Parquet, Arrow.")
    ],
    spec: Annotated[Path, typer.Option(help="What the index is made of, as TOML; see docs/index.md.")],
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where the tables go.")],
) -> None:
    """A composite index with its uncertainty, from any table of indicators; needs no observatory."""
    for line in wiring.build_index(table, spec, out):
        typer.echo(line)


@app.command()
def same(
    pairs: Annotated[Path, typer.Option(help="Pairs of names as JSON lines, also .gz.")],
    out: Annotated[Path, typer.Option(help="Where the answers go, a line a pair.")],
) -> None:
    """Are two organisations the same, and why, whatever their names' scripts; needs no observatory."""
    refused = False
    for line, ok in wiring.same_organisations(pairs, out):
        typer.echo(line, err=True)
        refused = refused or not ok
    if refused:
        raise typer.Exit(1)


@app.command()
def follow(
    documents: Annotated[Path, typer.Option(help="Documents as JSON lines, also .gz.")],
    out: Annotated[Path, typer.Option(help="Where the commitments go, a line each.")],
    as_of: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day they stand on; else the last document's.")
    ] = None,
    workers: Annotated[int, typer.Option(min=0, help="Processes; 0 means one a core.")] = 0,
    cluster: Scheduler = "",
) -> None:
    """What was promised in documents and what became of it; needs no observatory."""
    for line, _ in wiring.follow_file(documents, out, as_of.date() if as_of else None, workers, cluster):
        typer.echo(line, err=True)


@review.command(name="pairs")
def review_pairs(folder: Folder = Path()) -> None:
    """Show exchanges that may be one, by two of their mentions, and why."""
    for line in wiring.open_pairs(folder):
        typer.echo(line)


@review.command(name="pair")
def review_pair(
    folder: Folder,
    mention: Annotated[str, typer.Argument(help="Id of a mention.")],
    other: Annotated[str, typer.Argument(help="Id of the other.")],
    answer: Annotated[Answer, typer.Argument(help="Whether they tell one exchange.")],
    reviewer: Annotated[str, typer.Option(help="Who decides.")],
    note: Annotated[str, typer.Option(help="Why.")] = "",
) -> None:
    """Decide whether two mentions tell one exchange; `build` then follows."""
    told = wiring.judge_pair(folder, (mention, other), answer, reviewer, note)
    typer.echo(f"{mention} and {other} are {told.answer.value}. Next: samarkand build {folder}")


@app.command()
def outlook(folder: Folder = Path()) -> None:
    """Look ahead where the past bears it, and issue dated statements that next year can score."""
    for line in wiring.outlook(folder):
        typer.echo(line)


@app.command(name="score-outlook")
def score_outlook(folder: Folder = Path()) -> None:
    """How what was foretold before turned out."""
    for line in wiring.outlook(folder, only_score=True):
        typer.echo(line)


def main() -> None:
    """Runs a verb. Exit codes: 0 done, 1 the data or a check failed, 2 the call was wrong."""
    try:
        app()
    except SamarkandError as problem:
        typer.echo(f"samarkand: {problem}", err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        typer.echo("samarkand: stopped; run the same command again to go on", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
