"""A made-up observatory of invented countries, large enough to be measured."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import product

from samarkand.domain.band import Band
from samarkand.domain.exchange import Exchange
from samarkand.domain.focus import Focus, FocusKind
from samarkand.domain.measurement import Measurement
from samarkand.domain.party import Place
from samarkand.domain.period import Period
from samarkand.domain.scale import Grade, Layer, Stage, Valence
from samarkand.domain.source import Source, SourceKind
from samarkand.domain.statistic import Statistic
from samarkand.domain.telling import Telling
from samarkand.domain.volume import Volume
from samarkand.measure.record import Record

CODES = ("QM", "QN", "QO", "QP", "QQ", "QR")
TYPES = ("A1", "A2", "H1", "H5", "X2", "E3")
STAGES = (Stage.DELIVERED, Stage.DELIVERED, Stage.ANNOUNCED, Stage.AGREED, Stage.CANCELLED, Stage.UNDER_WAY)
LINES = tuple(f"line-{i}" for i in range(7))
WORLD = Focus(FocusKind.WORLD, (), 2023, 2024)


def exchange(number: int, parties: tuple[str, ...] = ("QM", "QN"), **more: object) -> Exchange:
    """Told by one independent lineage unless said otherwise."""
    made = Exchange(
        id=f"x-{number:04}",
        type="A2",
        stage=Stage.DELIVERED,
        valence=Valence.OPENS,
        parties=parties,
        place=Place(),
        period=Period("2024-05-02"),
        organisations=(),
        title=f"Exchange {number}",
        mentions=(f"m-{number}",),
        values=(),
        lineages=("line-0",),
        independent=("line-0",),
        voices=(),
        grade=Grade.V2,
        direction=None,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def many(size: int = 48) -> tuple[Exchange, ...]:
    """Differs in everything that is measured, by plain arithmetic."""
    out = []
    for i in range(size):
        told = tuple(sorted({LINES[i % 7], LINES[(i * i) % 7]} if i % 3 else {LINES[i % 7]}))
        independent = told if i % 4 else ()
        out.append(
            exchange(
                i,
                tuple(sorted({CODES[i % 2], CODES[2 + i % 4], *([CODES[5]] if i % 5 == 0 else [])})),
                type=TYPES[(i // 2) % 6],
                stage=STAGES[i % 6],
                period=Period(f"{2023 + i % 2}-{1 + i % 12:02}-03"),
                organisations=(f"Museum {i % 9}",) if i % 2 else (),
                lineages=told,
                independent=independent,
                grade=Grade.V3 if len(independent) > 1 else Grade.V2 if independent else Grade.V0,
                voices=(CODES[i % 2], CODES[2 + i % 4])[: i % 3],
                direction=("joint", "directed", None)[i % 3],
                format=("in_person", "online", None, "hybrid")[i % 4],
                lead_sector=("national_government", "education", "public_institution", None, "ngo")[i % 5],
                tech=("ai",) if i % 8 == 0 else (),
                themes=(("film", "documentary film")[: 1 + i % 2] if i % 3 else ()),
                initiative=("framework",) if i % 6 == 0 else (),
            )
        )
    return tuple(out)


def sources(names: Mapping[str, str] | None = None) -> tuple[Source, ...]:
    """A source a lineage, one in each country; `names` gives the countries others."""
    kinds = (SourceKind.NEWSPAPER, SourceKind.AGENCY, SourceKind.GOVERNMENT)
    homes = [(names or {}).get(code, code) for code in CODES]
    return tuple(
        Source(line, line, kinds[i % 3], country=homes[i % 6], languages=("en",)) for i, line in enumerate(LINES)
    )


def tellings(exchanges: tuple[Exchange, ...]) -> tuple[Telling, ...]:
    """Each lineage tells of it every week from its day on, as often as it has lineages and three more."""
    out = []
    for x in exchanges:
        assert x.period is not None
        told = [line for line in sorted(set(x.lineages)) for _ in range(3)]
        out += [Telling(x.id, line, x.period.first + timedelta(weeks=week)) for week, line in enumerate(told)]
    return tuple(out)


def volumes(months: int = 24, per_month: int = 100) -> tuple[Volume, ...]:
    when = [f"{2023 + m // 12}-{1 + m % 12:02}" for m in range(months)]
    return tuple(
        Volume(f"source-{name}", name, month, per_month, per_month, 0, 0, 0) for name, month in product(LINES, when)
    )


def bands(size: int = 48, evidenced: int = 36, focus: Focus = WORLD) -> tuple[Band, ...]:
    return tuple(Band(t, focus.key, size + d, evidenced + d) for t, d in ((0.5, -4), (0.55, 0), (0.6, 6)))


def record(
    focus: Focus = WORLD,
    exchanges: tuple[Exchange, ...] | None = None,
    statistics: tuple[Statistic, ...] = (),
    read: tuple[Volume, ...] | None = None,
    moved: tuple[Band, ...] = (),
    by: tuple[Source, ...] | None = None,
) -> Record:
    told = many() if exchanges is None else exchanges
    return Record(
        focus,
        told,
        volumes() if read is None else read,
        statistics,
        moved,
        sources=sources() if by is None else by,
        tellings=tellings(tuple({x.id: x for x in told if x.period}.values())),
    )


def cell(measured: list[Measurement], indicator: str, name: str = "", layer: Layer = Layer.CLAIMED) -> Measurement:
    found = [m for m in measured if (m.indicator, m.cell, m.layer) == (indicator, name, layer)]
    assert len(found) == 1, f"{indicator} {name!r} on {layer}: {len(found)} measurements"
    return found[0]
