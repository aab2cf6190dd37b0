"""Work in a process of its own, which is ended when it takes too long and ends itself when it takes too much."""

import atexit
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any, ParamSpec, TypeVar, cast

from samarkand.ports.bounded import Unfinished

P = ParamSpec("P")
T = TypeVar("T")

SECONDS = 20.0
MEMORY = 2_000_000_000
_START = 60.0


class BoundedProcess:
    """A `Bounded`. The process is started when it is first needed and kept for the next work."""

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._seconds, self._memory = seconds, memory
        self._process: SpawnProcess | None = None
        self._line: Connection | None = None
        atexit.register(self.close)

    def run(self, work: Callable[P, T], *args: P.args, **more: P.kwargs) -> T:
        line = self._line or self._begin()
        try:
            line.send((work, args, more))
            if not line.poll(self._seconds):
                raise Unfinished(f"took longer than {self._seconds:g} seconds to read")
            failed, result = line.recv()
        except (OSError, EOFError) as problem:
            self.close()
            raise Unfinished("broke down while it was read") from problem
        except BaseException:
            self.close()
            raise
        if failed:
            raise Unfinished(f"could not be read: {failed}")
        return cast(T, result)

    def _begin(self) -> Connection:
        spawning = get_context("spawn")
        self._line, theirs = spawning.Pipe()
        self._process = spawning.Process(target=_serve, args=(theirs, self._memory), daemon=True)
        self._process.start()
        theirs.close()
        if not self._line.poll(_START):
            self.close()
            raise Unfinished("no process could be started to read it")
        self._line.recv()
        return self._line

    def close(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
        if self._line is not None:
            self._line.close()
        self._process = self._line = None


def _serve(line: Connection, memory: int) -> None:
    """Works until nobody is at the other end."""
    _limit(memory)
    line.send("ready")
    while True:
        try:
            work, args, more = line.recv()
        except (EOFError, KeyboardInterrupt):
            return
        line.send(_tried(work, args, more))


def _tried(work: Callable[..., Any], args: Any, more: Any) -> tuple[str, Any]:
    try:
        return "", work(*args, **more)
    except (Exception, KeyboardInterrupt) as problem:
        return type(problem).__name__, None


def _limit(memory: int) -> None:
    try:
        import resource
    except ImportError:  # a system without such limits
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (memory if most < 0 else min(memory, most), most))
