"""One exchange as one document asserts it."""

from dataclasses import dataclass

from samarkand.domain.ids import content_id
from samarkand.domain.party import Place
from samarkand.domain.period import Period
from samarkand.domain.quote import Quote
from samarkand.domain.scale import Stage, Valence

LOCAL = "local"
REGISTER = "register"
"""Nobody read it: a row of a register says it."""


FORMATS = ("hybrid", "online", "broadcast", "print", "in_person")
SECTORS = (
    "national_government",
    "subnational_government",
    "igo",
    "public_institution",
    "education",
    "business",
    "ngo",
    "media",
    "individual",
)
LEVELS = ("leaders", "ministers", "officials", "institutions", "public")
TECH = ("ai", "vr", "digitisation", "livestream", "social_media")


@dataclass(frozen=True, slots=True)
class Direction:
    """Whose culture, people or objects go where. `kind` is `directed`, `joint` or `multilateral`."""

    kind: str
    origin: tuple[str, ...] = ()
    target: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quantity:
    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class Axes:
    """What is stored beside the type; None or empty where the text is silent."""

    direction: Direction | None = None
    format: str | None = None
    lead_sector: str | None = None
    level: str | None = None
    tech: tuple[str, ...] = ()
    quantity: tuple[Quantity, ...] = ()
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """Without a located quote a mention does not exist. `confidence` lies in 0..1.

    `read_by` is `local`, or the language model and the version of its instructions, as in `some-model/1`; where the
    model only filled what the local reader left open, `local+some-model/1`; `register` where a row of a register says it.
    `judged` says which person decided what. `initiative` holds ids of the codebook's initiatives that the passage names;
    a name in a register's row that no initiative has stays as it is.
    """

    type: str
    stage: Stage
    parties: tuple[str, ...]
    quote: Quote
    confidence: float
    valence: Valence = Valence.OPENS
    alt_types: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    place: Place = Place()
    period: Period | None = None
    initiative: tuple[str, ...] = ()
    background: bool = False
    axes: Axes = Axes()
    read_by: str = LOCAL
    judged: str = ""

    @property
    def document_id(self) -> str:
        return self.quote.document_id

    @property
    def id(self) -> str:
        """Two readings of one passage as the same type between the same parties are one mention."""
        span = f"{self.quote.start}-{self.quote.end}"
        return content_id("m", self.document_id, span, self.type, *sorted(self.parties))
