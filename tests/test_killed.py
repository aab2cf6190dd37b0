"""A build that is killed loses nothing: the next one goes on and ends with the same tables."""

import contextlib
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from samarkand.adapters.parquet_tables import ParquetTables
from samarkand.domain.exchange import Exchange
from samarkand.domain.measurement import Measurement


def demo(folder: Path) -> list[str]:
    return [sys.executable, "-m", "samarkand", "demo", str(folder)]


def outcome(folder: Path) -> tuple[list[Exchange], list[Measurement]]:
    tables = ParquetTables(folder / "tables")
    return list(tables.read("exchanges", Exchange)), list(tables.read("measurements", Measurement))


@pytest.mark.slow
@pytest.mark.parametrize("after", [1.5, 4.0, 7.0])
def test_kill_nine_anywhere_and_go_on(tmp_path: Path, after: float) -> None:
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    subprocess.run(demo(whole), check=True, capture_output=True, timeout=300)
    running = subprocess.Popen(
        demo(broken), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    with contextlib.suppress(subprocess.TimeoutExpired):
        running.wait(timeout=after)
    running.send_signal(signal.SIGKILL)
    running.wait()
    done = subprocess.run(demo(broken), capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    assert outcome(broken) == outcome(whole)
    assert not list(broken.rglob("*.tmp"))
