"""How long all indicators take, beside a plain Python loop over the same draws.

python -m tools.bench_measure [--exchanges 100000] [--cards N,P-D1] [--slowest]
"""

import argparse
import resource
import time
from collections.abc import Mapping, Sequence
from random import Random

import numpy as np

from samarkand.codebook.indicators import Indicator, load_indicators
from samarkand.codebook.themes import load_themes
from samarkand.codebook.types import load_codebook
from samarkand.domain.band import Band
from samarkand.domain.exchange import Exchange
from samarkand.domain.focus import Focus, FocusKind
from samarkand.domain.mention import FORMATS, SECTORS, TECH
from samarkand.domain.party import Place
from samarkand.domain.period import Period
from samarkand.domain.scale import Grade, Layer, Stage, Valence
from samarkand.domain.source import Source, SourceKind
from samarkand.domain.telling import Telling
from samarkand.domain.volume import Volume
from samarkand.gazetteer.labels import country_codes
from samarkand.gazetteer.official_languages import official_languages
from samarkand.measure.measure import measure
from samarkand.measure.record import Record
from samarkand.measure.view import View
from samarkand.stats.bootstrap import REPLICATES, bootstrap_share

FIRST, LAST, LINEAGES, LOOP_DRAWS = 2017, 2024, 80, 5
WORLD = Focus(FocusKind.WORLD, (), 2020, LAST)
KINDS = (SourceKind.NEWSPAPER, SourceKind.BROADCASTER, SourceKind.AGENCY, SourceKind.GOVERNMENT, SourceKind.UNIVERSITY)
STAGES = (Stage.DELIVERED, Stage.UNDER_WAY, Stage.ANNOUNCED, Stage.AGREED, Stage.DELIVERED, Stage.CANCELLED)


def made_up(size: int) -> Record:
    """A world in which a few countries and sources do most; three years before the focus are read too."""
    random, countries = Random(7), sorted(country_codes())[:180]
    weights = [1 / (i + 3) for i in range(len(countries))]
    types, themes = [t.code for t in load_codebook().types], [t.name for t in load_themes()]
    names = [f"lineage-{i:02}" for i in range(LINEAGES)]
    reach = [1 / (i + 2) for i in range(LINEAGES)]
    exchanges = []
    for i in range(size):
        parties = sorted(set(random.choices(countries, weights, k=2 + (random.random() < 0.2))))
        told = sorted(set(random.choices(names, reach, k=1 + int(random.expovariate(1)))))
        apart = tuple(told) if random.random() < 0.6 else ()
        exchanges.append(
            Exchange(
                id=f"x-{i:07}",
                type=random.choice(types),
                stage=random.choice(STAGES),
                valence=Valence.OPENS,
                parties=tuple(parties) if len(parties) > 1 else (*parties, "XX"),
                place=Place(),
                period=Period(_day(random)),
                organisations=(f"body {int(random.paretovariate(0.8)) % 20_000}",) if random.random() < 0.6 else (),
                title="",
                mentions=(f"m-{i}",),
                values=(),
                lineages=tuple(told),
                independent=apart,
                voices=(),
                grade=Grade.V3 if len(apart) > 1 else Grade.V2 if apart else Grade.V0,
                direction=random.choice(("joint", "directed", None)),
                format=random.choice((*FORMATS, "in_person", "in_person", None)),
                lead_sector=random.choice((*SECTORS, None)),
                tech=(random.choice(TECH),) if random.random() < 0.05 else (),
                themes=tuple(sorted(set(random.choices(themes, k=2)))),
                initiative=("x",) if random.random() < 0.1 else (),
            )
        )
    return Record(
        focus=WORLD,
        exchanges=tuple(exchanges),
        volumes=tuple(Volume(n, n, m, 400, 400, 0, 0, 0) for n in names for m in _months()),
        statistics=(),
        bands=tuple(Band(0.5 + step / 20, WORLD.key, size - 900 * step, size // 2) for step in range(3)),
        sources=tuple(_source(i, name, countries[i]) for i, name in enumerate(names)),
        tellings=tuple(_tellings(random, exchanges)),
    )


def _day(random: Random) -> str:
    return f"{random.randint(FIRST, LAST)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"


def _months() -> list[str]:
    return [f"{year}-{month:02}" for year in range(FIRST, LAST + 1) for month in range(1, 13)]


def _source(i: int, name: str, country: str) -> Source:
    return Source(name, name, KINDS[i % len(KINDS)], country=country, languages=tuple(official_languages(country)))


def _tellings(random: Random, exchanges: Sequence[Exchange]) -> list[Telling]:
    out = []
    for x in exchanges:
        assert x.period is not None
        out += [Telling(x.id, name, x.period.first) for name in x.lineages]
    return out


def loop(record: Record) -> float:
    """Seconds for all draws of one share, lineages drawn and exchanges walked one by one; reckoned from a few draws."""
    view, random = View(record, Layer.CLAIMED), Random(1)
    names = sorted(view.lineages)
    began = time.process_time()
    for _ in range(LOOP_DRAWS):
        drawn = set(random.choices(names, k=len(names)))
        present = [x for x in view.exchanges if not drawn.isdisjoint(view.witnesses(x))]
        assert 0 <= sum(x.stage.is_practice for x in present) / len(present) <= 1
    return (time.process_time() - began) * REPLICATES / LOOP_DRAWS


def vectorised(record: Record) -> float:
    view = View(record, Layer.CLAIMED)
    hits, table = np.array([x.stage.is_practice for x in view.exchanges]), view.table(view.exchanges)
    began = time.process_time()
    bootstrap_share(table, hits)
    return time.process_time() - began


def each(record: Record, cards: Mapping[str, Indicator]) -> list[tuple[float, str]]:
    """Seconds of a core for each card on its own, the slowest first."""
    out = []
    for name, card in cards.items():
        began = time.process_time()
        measure(record, {name: card})
        out.append((time.process_time() - began, name))
    return sorted(out, reverse=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--exchanges", type=int, default=100_000)
    parser.add_argument("--cards", default="", help="only these, parted by commas")
    parser.add_argument("--slowest", action="store_true", help="time each card on its own instead")
    asked = parser.parse_args()
    all_cards = load_indicators()
    cards = {name: all_cards[name] for name in asked.cards.split(",") if name} or all_cards
    record = made_up(asked.exchanges)
    if asked.slowest:
        for seconds, name in each(record, cards)[:15]:
            print(f"{name:<12}{seconds:8.1f} s of a core")
        return
    began, worked = time.perf_counter(), time.process_time()
    measured = measure(record, cards)
    took, busy = time.perf_counter() - began, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(
        f"{asked.exchanges:,} exchanges, {len(cards)} cards: {len(measured):,} measurements in {took:.0f} s, ", end=""
    )
    print(f"{busy:.0f} s of a core, at most {peak:.1f} GB")
    plain, fast = loop(record), vectorised(record)
    print(
        f"one share, {REPLICATES:,} draws: {fast:.2f} s; one exchange after another {plain:.0f} s, {plain / fast:.0f} times"
    )


if __name__ == "__main__":
    main()
