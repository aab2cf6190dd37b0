"""A file kept to show for an act: a contract, a catalogue, a photo."""

from dataclasses import dataclass
from enum import StrEnum

from samarkand.domain.ids import content_id


class ArtefactKind(StrEnum):
    CONTRACT = "contract"
    CATALOGUE = "catalogue"
    PHOTO = "photo"
    REGISTER_ENTRY = "register_entry"
    DATASET = "dataset"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Artefact:
    """`name` is the file's name as its keeper gives it, `sha256` and `size` (bytes) its content, which stays unpublished.

    `document_id` is the document, a row of a register, that it is attached to.
    """

    kind: ArtefactKind
    name: str
    sha256: str
    size: int
    document_id: str

    @property
    def id(self) -> str:
        return content_id("a", self.document_id, self.sha256, self.name)
