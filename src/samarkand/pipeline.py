"""The stages, in order, on one page. Nothing else knows the order."""

from types import ModuleType

from samarkand.steps import (
    advising,
    collating,
    entering,
    following,
    looking_ahead,
    measuring,
    publishing,
    reading,
    reconciling,
    reviewing,
    uptake,
)
from samarkand.steps.collecting import collect
from samarkand.steps.observatory import Observatory

STAGES: tuple[tuple[str, ModuleType], ...] = (
    ("collate", collating),
    ("read", reading),
    ("advise", advising),
    ("enter", entering),
    ("review", reviewing),
    ("reconcile", reconciling),
    ("follow", following),
    ("uptake", uptake),
    ("measure", measuring),
    ("outlook", looking_ahead),
    ("publish", publishing),
)
"""Each has a `key`, the hash of all it depends on, and its `work`."""


def build(o: Observatory, last: str = "publish") -> bool:
    """All stages in order, up to the last one asked for; whether any of them had something to do."""
    if o.settings.collect.enabled:
        collect(o)
    asked = [name for name, _ in STAGES].index(last) + 1
    did = [_done(name, stage, o) for name, stage in STAGES[:asked]]
    return any(did)


def _done(name: str, stage: ModuleType, o: Observatory) -> bool:
    """Does the work of a stage unless its input is what it was; says which. Without a key it is never done."""
    if (before := stage.key(o)) and o.stamps.get(name) == before:
        return False
    o.progress.say(f"{name}: {stage.work(o)}")
    o.stamps.set(name, stage.key(o))
    return True
