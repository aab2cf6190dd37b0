import inspect
from pathlib import Path

import pytest

from samarkand import cli
from samarkand.adapters.new_observatory import create_observatory
from samarkand.adapters.observatory_folder import ObservatoryFolder
from samarkand.domain.focus import Focus, FocusKind
from samarkand.domain.observatory import DEFAULT_THRESHOLD

SHORT = 'title = "x"\nedition = "e"\n[focus]\nyears = [2024, 2024]\n'


@pytest.mark.parametrize(
    ("reader", "threshold"),
    [("", DEFAULT_THRESHOLD), ("[reader]\n", DEFAULT_THRESHOLD), ("[reader]\nthreshold = 0.7\n", 0.7)],
)
def test_a_threshold_nobody_set_is_the_default(tmp_path: Path, reader: str, threshold: float) -> None:
    (tmp_path / "observatory.toml").write_text(SHORT + reader, "utf-8")
    assert ObservatoryFolder(tmp_path).settings().threshold == threshold


def test_new_read_and_a_missing_section_agree(tmp_path: Path) -> None:
    create_observatory(tmp_path, "x", "e", Focus(FocusKind.WORLD, (), 2024, 2024), DEFAULT_THRESHOLD)
    assert ObservatoryFolder(tmp_path).settings().threshold == DEFAULT_THRESHOLD
    assert inspect.signature(cli.read).parameters["threshold"].default == DEFAULT_THRESHOLD
