"""Where the shared corpora lie, for the tests that need them."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import stamina

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real corpora; tests that need it say so and are skipped without it."""
    folder = Path(os.environ.get("SAMARKAND_SHARED", ROOT.parent / "shared"))
    if not (folder / "corpora").is_dir():
        pytest.skip("the shared corpora are not here; set SAMARKAND_SHARED to their folder")
    return folder


@pytest.fixture(autouse=True, scope="session")
def nobody_waits() -> Iterator[None]:
    """What is tried again is tried again at once, as often as it would be."""
    with stamina.set_testing(True, attempts=3, cap=True):
        yield
