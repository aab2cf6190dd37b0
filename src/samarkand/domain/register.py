"""A table of exchanges that somebody keeps, as it was last imported."""

from dataclasses import dataclass

from samarkand.domain.source import Source


@dataclass(frozen=True, slots=True)
class Register:
    """`part` names the rows in force in the tables; `sha256` is the content of the sheet they came from.

    `keeper` answers for the rows: whoever controls the keeper is no independent witness of an act of theirs.
    """

    id: str
    keeper: Source
    file: str
    sha256: str
    part: str
    rows: int
    refused: int
