"""The names of every choice an index can be built from."""

from enum import StrEnum


class Impute(StrEnum):
    """What stands in for a missing value. Means and medians are those of the same period."""

    NONE = "none"
    MEAN = "mean"
    MEDIAN = "median"
    GROUP_MEAN = "group_mean"
    GROUP_MEDIAN = "group_median"
    PANEL_LATEST = "panel_latest"
    PANEL_LINEAR = "panel_linear"


class Treat(StrEnum):
    """What is done with an indicator whose skew and kurtosis are both beyond their bounds."""

    NONE = "none"
    WINSORISE = "winsorise"
    LOG = "log"
    LOG_GII = "log_gii"
    BOX_COX = "box_cox"
    WINSORISE_THEN_LOG = "winsorise_then_log"
    WINSORISE_THEN_BOX_COX = "winsorise_then_box_cox"


class Normalise(StrEnum):
    """How indicators come to one scale."""

    MIN_MAX = "min_max"
    Z_SCORE = "z_score"
    RANK = "rank"
    PERCENTILE = "percentile"
    BORDA = "borda"
    SCALED = "scaled"
    FRACTION_OF_MAX = "fraction_of_max"
    DISTANCE_TO_MAX = "distance_to_max"
    DISTANCE_TO_REFERENCE = "distance_to_reference"
    DISTANCE_TO_TARGET = "distance_to_target"
    GOALPOSTS = "goalposts"
    NONE = "none"


class Panel(StrEnum):
    """Over which rows the marks of treatment and normalisation are taken: all periods at once, or each by itself."""

    FIXED = "fixed"
    EACH = "each"


class Weigh(StrEnum):
    """Where weights come from."""

    GIVEN = "given"
    EQUAL = "equal"
    PCA = "pca"
    OPTIMISED = "optimised"


class Aggregate(StrEnum):
    """How the children of a node become its score."""

    ARITHMETIC = "arithmetic"
    GEOMETRIC = "geometric"
    HARMONIC = "harmonic"
    GENERALISED = "generalised"
    COPELAND = "copeland"
    MAZZIOTTA_PARETO = "mazziotta_pareto"
    BENEFIT_OF_DOUBT = "benefit_of_doubt"


class Refused(StrEnum):
    """What happens when a rule refuses an indicator."""

    STOP = "stop"
    DROP = "drop"


class Estimate(StrEnum):
    """Whose estimators turn runs into Sobol indices."""

    OWN = "own"
    SALIB = "salib"
