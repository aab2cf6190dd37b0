"""The initiatives of the story this project started from are found in it."""

import pytest
from tools.annotated import SHARED

from samarkand.codebook.initiatives import load_initiatives
from samarkand.domain.document import Document
from samarkand.follow.initiatives.reading import read_uptake

STORY = SHARED / "inputs" / "release_story.txt"


@pytest.mark.skipif(not STORY.is_file(), reason="the shared folder is not here")
def test_its_initiatives_are_named_and_none_of_it_is_taken_for_a_partys_act() -> None:
    found = read_uptake(Document("story", STORY.read_text("utf-8"), lang="en"), load_initiatives())
    assert {n.initiative for n in found.namings} == {"belt-and-road", "global-civilization-initiative", "shared-future"}
    assert found.deeds == ()
