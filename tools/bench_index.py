"""How long the uncertainty of an index takes, beside the plain loop that builds one index after another.

python -m tools.bench_index
"""

import time

import numpy as np

from samarkand.index import IndexSpec, IndicatorTable, build, indicator_table, read_spec
from samarkand.index.factors import Runs, factors
from samarkand.index.uncertainty import with_uncertainty

UNITS, INDICATORS, GROUPS, REPLICATES, ALONE = 200, 40, 8, 10_000, 100
CHOICES = """
[impute]
method = "mean"
[treat]
method = "winsorise_then_log"
[uncertainty]
replicates = 10000
leave_out = true
[uncertainty.choices]
"impute.method" = ["mean", "median"]
"normalise.method" = ["min_max", "z_score", "rank"]
"aggregate.top" = ["arithmetic", "geometric", "copeland"]
"""


def table() -> IndicatorTable:
    """A common cause with noise, a quarter of the indicators skewed, 3 % missing, an interval for every value."""
    rng = np.random.default_rng(0)
    common = rng.normal(size=UNITS)
    columns: dict[str, list[float | str]] = {"area": [f"u{n:03}" for n in range(UNITS)]}
    for k in range(INDICATORS):
        values = 0.6 * common + rng.normal(size=UNITS)
        values = np.exp(values) if k % 4 == 0 else values
        values[rng.random(UNITS) < 0.03] = np.nan
        columns |= {
            f"i{k}": values.tolist(),
            f"i{k}.low": (values - 0.2).tolist(),
            f"i{k}.high": (values + 0.3).tolist(),
        }
    return indicator_table(columns, "bench")


def spec() -> IndexSpec:
    groups = "".join(f'[[group]]\nid = "g{g}"\n' for g in range(GROUPS))
    leaves = "".join(f'[[indicator]]\nid = "i{k}"\ngroup = "g{k % GROUPS}"\n' for k in range(INDICATORS))
    return read_spec(f'id = "bench"\n{groups}{leaves}{CHOICES}')


def main() -> None:
    began = time.perf_counter()
    result = build(spec(), table())
    print(f"building once: {time.perf_counter() - began:.2f} s")
    began, worked = time.perf_counter(), time.process_time()
    with_uncertainty(result)
    together, busy = time.perf_counter() - began, time.process_time() - worked
    print(f"{REPLICATES:,} runs, {UNITS} units, {INDICATORS} indicators: {together:.1f} s, {busy:.1f} s of one core")
    varied = factors(result, REPLICATES)
    runs = Runs(result, varied)
    points = np.random.default_rng(1).random((ALONE, len(varied)))
    worked = time.process_time()
    for point in points:
        runs.scores(point[None])
    alone = (time.process_time() - worked) * REPLICATES / ALONE
    print(f"one after another: {alone:.0f} s of one core, reckoned from {ALONE} runs; {alone / busy:.0f} times as long")


if __name__ == "__main__":
    main()
