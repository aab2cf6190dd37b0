"""The same book makes the same bytes, in this process and in another."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.publish import books

from samarkand.adapters.typesetter import typeset
from samarkand.publish.yearbook import publish

_ROOT = Path(__file__).parents[2]
_PROGRAMME = """
import hashlib
from samarkand.publish.yearbook import publish
from tests.publish import books
for name, data in publish(books.world(), lambda source, assets: source.encode()):
    print(name, hashlib.sha256(data).hexdigest())
"""


def test_publishing_twice_gives_equal_files(world_files: Mapping[str, bytes]) -> None:
    again = dict(publish(books.book(books.WORLD), typeset))
    assert list(again) == list(world_files)
    assert [name for name, data in again.items() if data != world_files[name]] == []


def test_no_path_is_written_twice(world_files: Mapping[str, bytes]) -> None:
    names = [name for name, _ in publish(books.pair(), lambda *_: b"")]
    assert len(names) == len(set(names))


def test_the_seed_of_hashes_changes_nothing() -> None:
    started = []
    for seed in ("1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": f"{_ROOT}{os.pathsep}{_ROOT / 'src'}"}
        started.append(
            subprocess.Popen([sys.executable, "-c", _PROGRAMME], env=env, cwd=_ROOT, stdout=subprocess.PIPE, text=True)
        )
    one, two = (run.communicate()[0].splitlines() for run in started)
    assert len(one) > 400
    assert [a for a, b in zip(one, two, strict=True) if a != b] == []
