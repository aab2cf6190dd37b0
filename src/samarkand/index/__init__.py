"""A composite index from any table of indicators; usable on its own.

`analysed(read_spec(text), indicator_table(columns))` is all there is to call.
"""

from samarkand.index.analyse import analysed
from samarkand.index.build import build, compared, rebuilt, regenerated
from samarkand.index.columns import indicator_table
from samarkand.index.result import Result
from samarkand.index.spec import IndexSpec
from samarkand.index.spec_toml import read_spec
from samarkand.index.table import IndicatorTable

__all__ = [
    "IndexSpec",
    "IndicatorTable",
    "Result",
    "analysed",
    "build",
    "compared",
    "indicator_table",
    "read_spec",
    "rebuilt",
    "regenerated",
]
