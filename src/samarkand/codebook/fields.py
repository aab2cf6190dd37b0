"""The nine fields the types fall into, in the order of a yearbook."""

from collections.abc import Mapping

FIELDS: Mapping[str, str] = {
    "G": "Guidelines and initiatives",
    "M": "Policy mechanisms",
    "A": "Activities",
    "P": "Cultural products",
    "H": "Heritage",
    "X": "People to people",
    "E": "Institutions and education",
    "D": "Media and platforms",
    "T": "Technology",
}
