"""A scheduler and its workers on loopback, as processes that can be killed one by one."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

ROOT = Path(__file__).parents[1]
_ADDRESS = re.compile(r"tcp://127\.0\.0\.1:\d+")
_PROGRAM = "{before}from distributed.cli.dask_{part} import main; main()"


@dataclass(frozen=True)
class Loopback:
    address: str
    scheduler: "subprocess.Popen[str]"
    workers: "tuple[subprocess.Popen[str], ...]"


def _start(part: str, *words: str, before: str = "") -> "subprocess.Popen[str]":
    """`before` is code that runs first there."""
    return subprocess.Popen(
        [sys.executable, "-c", _PROGRAM.format(before=before, part=part), *words, "--host", "127.0.0.1"],
        env=os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "OMP_NUM_THREADS": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE if part == "scheduler" else subprocess.DEVNULL,
        text=True,
    )


def _address(scheduler: "subprocess.Popen[str]") -> str:
    assert scheduler.stderr is not None
    for line in scheduler.stderr:
        if "Scheduler at" in line and (found := _ADDRESS.search(line)):
            Thread(target=scheduler.stderr.read, daemon=True).start()  # a full pipe would stop it
            return found[0]
    raise AssertionError("the scheduler ended before it had an address")


@contextmanager
def loopback(folder: Path, workers: int = 2, before: str = "") -> Iterator[Loopback]:
    """Ports are chosen by the system; whatever happens, all of it is stopped at the end."""
    started = [_start("scheduler", "--port", "0", "--no-dashboard", "--dashboard-address", "127.0.0.1:0")]
    try:
        address = _address(started[0])
        told = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--death-timeout", "30"]
        for number in range(workers):
            own = ["--local-directory", str(folder / f"worker-{number}")]
            started.append(_start("worker", address, *told, *own, before=before))
        yield Loopback(address, started[0], tuple(started[1:]))
    finally:
        for process in reversed(started):
            process.kill()
        for process in started:
            process.wait(timeout=10)
