"""Everything that is known of an index, in one call."""

from samarkand.index.build import build
from samarkand.index.leave_out import with_left_out
from samarkand.index.result import Result
from samarkand.index.sensitivity import with_influences
from samarkand.index.spec import IndexSpec
from samarkand.index.table import IndicatorTable
from samarkand.index.uncertainty import with_uncertainty


def analysed(spec: IndexSpec, source: IndicatorTable) -> Result:
    """The index with its uncertainty, what each part contributes, and, where the spec asks for it, Sobol indices."""
    result = with_left_out(with_uncertainty(build(spec, source)))
    return with_influences(result) if spec.uncertainty.sobol else result
