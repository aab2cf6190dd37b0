"""Books are set once for all tests of the stage: setting is what takes time."""

from collections.abc import Mapping

import pytest
from tests.publish import books
from tests.publish.html_pages import Node, pages_of

from samarkand.adapters.typesetter import typeset
from samarkand.publish.yearbook import publish

Files = Mapping[str, bytes]


@pytest.fixture(scope="session")
def world_files() -> Files:
    return dict(publish(books.world(), typeset))


@pytest.fixture(scope="session")
def pair_files() -> Files:
    return dict(publish(books.pair(), typeset))


@pytest.fixture(scope="session")
def world_pages(world_files: Files) -> Mapping[str, Node]:
    return pages_of(world_files)


@pytest.fixture(scope="session")
def pair_pages(pair_files: Files) -> Mapping[str, Node]:
    return pages_of(pair_files)
