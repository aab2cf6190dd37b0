"""Small made-up books: invented acts in nine languages, with measurements computed from them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product

from samarkand.codebook.indicators import load_indicators
from samarkand.codebook.types import load_codebook
from samarkand.domain.band import Band
from samarkand.domain.document import Document, ReportsOn
from samarkand.domain.edition import Edition
from samarkand.domain.exchange import Exchange, Value
from samarkand.domain.focus import Focus, FocusKind
from samarkand.domain.mention import Mention
from samarkand.domain.milestone import Milestone
from samarkand.domain.party import Place
from samarkand.domain.period import Period
from samarkand.domain.quote import Quote
from samarkand.domain.refusal import Refusal
from samarkand.domain.scale import Grade, Stage, Valence
from samarkand.domain.source import Source, SourceKind
from samarkand.domain.statistic import Statistic
from samarkand.domain.volume import Volume
from samarkand.gazetteer.labels import party_names
from samarkand.measure.budget import budget
from samarkand.measure.measure import measure
from samarkand.measure.record import Record
from samarkand.publish.book import Book

WORLD = Focus(FocusKind.WORLD, (), 2023, 2024)
PAIR = Focus(FocusKind.PAIR, ("SN", "VN"), 2023, 2024)

SOURCES = (
    Source("dakar-desk", "Dakar Ministry of Culture", SourceKind.GOVERNMENT, controlled_by=("SN",), country="SN"),
    Source("hanoi-desk", "Hanoi Ministry of Culture", SourceKind.GOVERNMENT, controlled_by=("VN",), country="VN"),
    Source("harbour", "Harbour Post", SourceKind.NEWSPAPER, controlled_by=(), country="NZ"),
    Source("steppe", "Steppe Herald", SourceKind.NEWSPAPER, controlled_by=(), country="MN"),
    Source("andes", "Andes Wire", SourceKind.AGENCY, controlled_by=(), country="PE"),
    Source("unclear", "Unclear Gazette", SourceKind.NEWSPAPER, controlled_by=None),
)
_BY_ID = {source.id: source for source in SOURCES}


@dataclass(frozen=True)
class Told:
    """One document with the one sentence quoted from it."""

    source: str
    lang: str
    title: str
    text: str


@dataclass(frozen=True)
class Act:
    type: str
    stage: Stage
    parties: tuple[str, ...]
    day: str
    place: tuple[str, str]
    told: tuple[Told, ...]


_D, _A, _G, _U, _C = Stage.DELIVERED, Stage.ANNOUNCED, Stage.AGREED, Stage.UNDER_WAY, Stage.CANCELLED

ACTS = (
    Act(
        "A2",
        _D,
        ("SN", "VN"),
        "2024-03-04",
        ("SN", "Dakar"),
        (
            Told(
                "dakar-desk",
                "fr",
                "Une troupe de Hanoï à Dakar",
                "La troupe de marionnettes sur l'eau de Hanoï a joué quatre soirs à Dakar.",
            ),
            Told(
                "hanoi-desk", "en", "Water puppets travel west", "The water puppet theatre gave four evenings in Dakar."
            ),
            Told(
                "harbour",
                "en",
                "Puppets on a pond in Dakar",
                "Four sold-out evenings brought water puppets to a pond in Dakar.",
            ),
        ),
    ),
    Act(
        "A1",
        _D,
        ("SN", "VN"),
        "2024-05",
        ("VN", "Hue"),
        (
            Told(
                "hanoi-desk",
                "fr",
                "Peintures sous verre à Hué",
                "Une exposition de peintures sous verre sénégalaises s'est ouverte à Hué.",
            ),
        ),
    ),
    Act(
        "E1",
        _G,
        ("SN", "VN"),
        "2023-09-12",
        ("SN", "Dakar"),
        (
            Told(
                "dakar-desk",
                "fr",
                "Accord entre universités",
                "Deux universités de Dakar et de Hanoï ont signé un accord d'échange d'étudiants.",
            ),
            Told(
                "andes",
                "es",
                "Firman convenio dos universidades",
                "Dos universidades, de Dakar y de Hanói, firmaron un convenio de intercambio.",
            ),
        ),
    ),
    Act(
        "H1",
        _A,
        ("SN", "VN"),
        "2024-10-01",
        ("VN", "Hanoi"),
        (
            Told(
                "steppe",
                "ru",
                "Реставраторы готовят общий проект",
                "Реставраторы Сенегала и Вьетнама объявили об общем проекте.",
            ),
        ),
    ),
    Act(
        "X1",
        _D,
        ("SN", "VN"),
        "2023-06-20",
        ("SN", "Saint-Louis"),
        (
            Told(
                "dakar-desk",
                "fr",
                "Des jeunes de Hanoï à Saint-Louis",
                "Vingt jeunes de Hanoï ont passé deux semaines à Saint-Louis.",
            ),
        ),
    ),
    Act(
        "P1",
        _D,
        ("SN", "VN"),
        "2024-02-11",
        ("VN", "Da Nang"),
        (
            Told(
                "hanoi-desk", "en", "Senegalese novel in Vietnamese", "A Senegalese novel has come out in Vietnamese."
            ),
            Told(
                "steppe",
                "de",
                "Roman aus dem Senegal übersetzt",
                "Ein Roman aus dem Senegal ist auf Vietnamesisch erschienen.",
            ),
        ),
    ),
    Act(
        "M1",
        _U,
        ("SN", "VN"),
        "2023",
        ("SN", "Dakar"),
        (
            Told(
                "unclear",
                "it",
                "Commissione al lavoro",
                "La commissione culturale del Senegal e del Vietnam si riunisce a Dakar.",
            ),
        ),
    ),
    Act(
        "A3",
        _C,
        ("SN", "VN"),
        "2024-11-02",
        ("VN", "Hanoi"),
        (
            Told("hanoi-desk", "en", "Festival called off", "The festival with guests from Senegal was called off."),
            Told(
                "dakar-desk", "fr", "Festival annulé", "Le festival de Hanoï, où le Sénégal était invité, est annulé."
            ),
        ),
    ),
    Act(
        "A2",
        _D,
        ("MA", "MX"),
        "2024-04-18",
        ("MA", "Fez"),
        (
            Told("andes", "ar", "موسيقيون من المكسيك في فاس", "قدّم موسيقيون من المكسيك ثلاث حفلات في مدينة فاس."),
            Told("harbour", "es", "Mariachis en Fez", "Un grupo de mariachis ofreció tres conciertos en Fez."),
        ),
    ),
    Act(
        "H5",
        _D,
        ("NP", "CA"),
        "2024-01-30",
        ("NP", "Kathmandu"),
        (
            Told("steppe", "zh", "加拿大归还一尊石像", "加拿大一家博物馆把一尊石像交还尼泊尔。"),
            Told(
                "andes",
                "en",
                "Stone figure goes home to Nepal",
                "A museum in Canada handed a stone figure back to Nepal.",
            ),
        ),
    ),
    Act(
        "A1",
        _D,
        ("MN", "CL"),
        "2023-08-08",
        ("CL", "Valdivia"),
        (Told("steppe", "zh", "蒙古書法在智利展出", "蒙古書法家的作品在智利的瓦爾迪維亞展出，觀眾踴躍。"),),
    ),
    Act(
        "E3",
        _U,
        ("KZ", "PT"),
        "2024-09-03",
        ("PT", "Coimbra"),
        (
            Told(
                "steppe",
                "ru",
                "Казахские студенты в Коимбре",
                "Тридцать студентов из Казахстана начали учёбу в Коимбре.",
            ),
        ),
    ),
    Act(
        "X2",
        _D,
        ("FJ", "NO"),
        "2023-05-17",
        ("NO", "Bergen"),
        (
            Told("harbour", "sv", "Kör från Fiji i Bergen", "En kör från Fiji sjöng i Bergen på nationaldagen."),
            Told("andes", "en", "Fijian choir in Bergen", "A choir from Fiji sang in Bergen."),
        ),
    ),
    Act(
        "P2",
        _G,
        ("BW", "IS"),
        "2024-06-06",
        ("IS", "Reykjavik"),
        (
            Told(
                "harbour",
                "sv",
                "Filmavtal undertecknat",
                "Botswana och Island har undertecknat ett avtal om gemensamma filmer.",
            ),
        ),
    ),
    Act(
        "A4",
        _A,
        ("EG", "PY"),
        "2024-12-01",
        ("EG", "Aswan"),
        (Told("andes", "ar", "باراغواي ضيفة على أسوان", "أعلنت أسوان أن باراغواي ستكون ضيفة على مهرجانها."),),
    ),
    Act(
        "H2",
        _D,
        ("PE", "TZ"),
        "2023-11-11",
        ("PE", "Cusco"),
        (
            Told(
                "andes", "es", "Artesanos de Tanzania en Cusco", "Artesanos de Tanzania enseñaron su oficio en Cusco."
            ),
            Told(
                "harbour",
                "de",
                "Handwerker aus Tansania in Cusco",
                "Handwerker aus Tansania lehrten in Cusco ihr Handwerk.",
            ),
        ),
    ),
    Act(
        "E2",
        _D,
        ("JM", "GE"),
        "2024-07-15",
        ("GE", "Tbilisi"),
        (
            Told(
                "steppe",
                "it",
                "Musicisti giamaicani a Tbilisi",
                "Musicisti giamaicani hanno insegnato per un mese al conservatorio di Tbilisi.",
            ),
        ),
    ),
    Act(
        "D1",
        _D,
        ("ID", "UY"),
        "2024-08-21",
        ("ID", "Bandung"),
        (
            Told(
                "unclear",
                "it",
                "Radio di Bandung e Montevideo",
                "Una radio di Bandung e una di Montevideo hanno trasmesso insieme.",
            ),
        ),
    ),
    Act(
        "T1",
        _U,
        ("EE", "RW"),
        "2024-02-02",
        ("RW", "Kigali"),
        (
            Told(
                "harbour",
                "de",
                "Archive werden digital",
                "Estland und Ruanda digitalisieren gemeinsam Tonarchive in Kigali.",
            ),
        ),
    ),
    Act(
        "G1",
        _G,
        ("OM", "TT"),
        "2023-10-10",
        ("OM", "Muscat"),
        (
            Told("andes", "ar", "مذكرة تفاهم ثقافية", "وقّعت عُمان وترينيداد وتوباغو مذكرة تفاهم ثقافية في مسقط."),
            Told(
                "harbour",
                "en",
                "Muscat signs with Port of Spain",
                "Oman and Trinidad and Tobago signed a memorandum on culture.",
            ),
        ),
    ),
    Act(
        "M2",
        _D,
        ("LK", "BO"),
        "2023-12-05",
        ("BO", "Sucre"),
        (Told("andes", "es", "Becas para artistas", "Sri Lanka y Bolivia entregaron diez becas a artistas jóvenes."),),
    ),
    Act(
        "X3",
        _D,
        ("WS", "AL"),
        "2024-06-28",
        ("WS", "Apia"),
        (
            Told(
                "harbour", "en", "Albanian dancers in Apia", "Dancers from Albania spent a week with families in Apia."
            ),
        ),
    ),
    Act(
        "H4",
        _D,
        ("LA", "CU"),
        "2024-03-21",
        ("LA", "Luang Prabang"),
        (
            Told(
                "andes",
                "es",
                "Cubanos restauran un templo",
                "Especialistas de Cuba terminaron la restauración de un templo en Luang Prabang.",
            ),
            Told(
                "steppe", "ru", "Кубинские мастера в Лаосе", "Кубинские мастера закончили работу в храме Луангпхабанга."
            ),
        ),
    ),
    Act(
        "A5",
        _A,
        ("KE", "KR"),
        "2024-05-09",
        ("KE", "Mombasa"),
        (Told("harbour", "zh", "韓國樂團將訪蒙巴薩", "韓國一個樂團宣布將於明年到肯尼亞的蒙巴薩演出。"),),
    ),
    Act(
        "D2",
        _D,
        ("DZ", "NZ"),
        "2023-07-07",
        ("NZ", "Wellington"),
        (Told("harbour", "fr", "Cinéma algérien à Wellington", "Six films algériens ont été montrés à Wellington."),),
    ),
    Act(
        "E1",
        _D,
        ("PH", "HR"),
        "2023-04-04",
        ("HR", "Split"),
        (Told("unclear", "en", "Twin schools", "Schools in Cebu and Split exchanged two classes for a month."),),
    ),
    Act(
        "P3",
        _D,
        ("GH", "FI"),
        "2024-10-19",
        ("GH", "Accra"),
        (
            Told(
                "steppe", "sv", "Finländska böcker i Accra", "Finländska barnböcker presenterades på bokmässan i Accra."
            ),
        ),
    ),
    Act(
        "A2",
        _D,
        ("BR", "BG", "IN"),
        "2024-09-29",
        ("BG", "Plovdiv"),
        (
            Told(
                "andes",
                "de",
                "Drei Orchester in Plowdiw",
                "Orchester aus Brasilien, Bulgarien und Indien spielten in Plowdiw.",
            ),
            Told("steppe", "zh", "三国乐团在普罗夫迪夫", "巴西、保加利亚和印度的乐团在普罗夫迪夫同台演出。"),
        ),
    ),
    Act(
        "X4",
        _D,
        ("ET", "CR", "XX"),
        "2023-03-03",
        ("CR", "Limon"),
        (Told("andes", "es", "Jóvenes de Etiopía en Limón", "Jóvenes de Etiopía y de otro país visitaron Limón."),),
    ),
    Act(
        "H3",
        _U,
        ("TR", "AR"),
        "2024-04-25",
        ("AR", "Salta"),
        (
            Told(
                "harbour",
                "es",
                "Arqueólogas trabajan en Salta",
                "Arqueólogas de Turquía y de Argentina excavan juntas cerca de Salta.",
            ),
        ),
    ),
)


def _document(number: int, told: Told, day: str) -> Document:
    """Most carry an address; some only a title, and some paraphrase another's report."""
    made = Document(
        f"doc-{number:02}",
        told.text,
        told.title,
        lang=told.lang,
        publisher=_BY_ID[told.source].name,
        source_id=told.source,
        lineage_id=told.source,
        period=Period.parse(day),
        url=f"https://{told.source}.example/{number:02}?a=1&b=2",
    )
    if number % 5 == 1:
        return replace(made, url=None)
    if number % 11 == 2:
        return replace(
            made,
            url=None,
            reports_on=ReportsOn(f"orig-{number}", "Original Paper", day, f"https://original.example/{number}"),
        )
    if number % 11 == 3:
        return replace(made, url=None, reports_on=ReportsOn(f"orig-{number}", "Bulletin of Record"))
    return made


def _mention(document: Document, act: Act, confidence: float) -> Mention:
    start = len(document.title) + 1
    quote = Quote(document.id, start, start + len(document.text), document.text)
    return Mention(
        act.type, act.stage, act.parties, quote, confidence, place=Place(*act.place), period=Period.parse(act.day)
    )


def _grade(number: int, independent: Sequence[str], stage: Stage) -> Grade:
    if number == 18:
        return Grade.VX
    if not stage.is_practice:
        return Grade.V1 if number == 2 else Grade.V0
    return (Grade.V0, Grade.V2, Grade.V3)[min(2, len(independent))]


def _exchange(number: int, act: Act, mentions: Sequence[Mention], documents: Sequence[Document]) -> Exchange:
    ids = tuple(m.id for m in mentions)
    lineages = tuple(sorted({d.lineage_id for d in documents}))
    independent = tuple(name for name in lineages if _BY_ID[name].controlled_by == ())
    voices = tuple(
        sorted({code for name in lineages for code in _BY_ID[name].controlled_by or () if code in act.parties})
    )
    values = (
        Value("type", act.type, ids),
        *(Value("party", code, ids) for code in act.parties),
        Value("place", "|".join(act.place), ids[:1]),
        Value("period", act.day, ids[-1:]),
    )
    return Exchange(
        id=f"x-{number:016x}",
        type=act.type,
        stage=act.stage,
        valence=Valence.OPENS,
        parties=act.parties,
        place=Place(*act.place),
        period=Period.parse(act.day),
        organisations=(f"House {number % 4}",) if number % 2 else (),
        title=documents[0].title,
        mentions=ids,
        values=values,
        lineages=lineages,
        independent=independent,
        voices=voices,
        grade=_grade(number, independent, act.stage),
        direction=("joint", "directed", None)[number % 3],
    )


def _volumes() -> tuple[Volume, ...]:
    months = [f"{year}-{month:02}" for year in (2023, 2024) for month in range(1, 13)]
    return tuple(
        Volume(s.id, s.lineage_id, month, 40, 38, 2, 1, i % 2) for i, (s, month) in enumerate(product(SOURCES, months))
    )


def _statistics() -> tuple[Statistic, ...]:
    sites = [
        ("PE", "Hill Town"),
        ("KE", "Old Port"),
        ("SN", "Delta"),
        ("VN", "Old Quarter"),
        ("NO", "Fjord Wharf"),
        ("FJ", "Reef Village"),
    ]
    out = [
        Statistic("whc.inscription", "sites", code, None, year, 1.0, label=f"{name} {year}")
        for code, name in sites
        for year in ("2023", "2024")
    ]
    rules = {"2023-01": (0, 1, 1), "2024-01": (1, 1, 0), "2025-01": (1, 2, 0)}
    pairs = (("SN", "VN"), ("VN", "SN"), ("CL", "GE"))
    out += [
        Statistic("visa.rule", "rule", a, b, date, float(v))
        for date, row in rules.items()
        for (a, b), v in zip(pairs, row, strict=True)
    ]
    return tuple(out)


def _told(acts: Sequence[Act]) -> tuple[list[Exchange], dict[str, Mention], dict[str, Document]]:
    exchanges: list[Exchange] = []
    all_mentions: dict[str, Mention] = {}
    all_documents: dict[str, Document] = {}
    number = 0
    for i, act in enumerate(acts):
        documents = [_document(number + k, told, act.day) for k, told in enumerate(act.told)]
        mentions = [_mention(d, act, 0.6 + 0.01 * ((number + k) % 30)) for k, d in enumerate(documents)]
        number += len(documents)
        exchanges.append(_exchange(i, act, mentions, documents))
        all_documents |= {d.id: d for d in documents}
        all_mentions |= {m.id: m for m in mentions}
    return exchanges, all_mentions, all_documents


def _bands(focus: Focus, inside: Sequence[Exchange]) -> tuple[Band, ...]:
    evidenced = sum(x.grade.is_evidenced for x in inside)
    return tuple(Band(t, focus.key, len(inside) + d, evidenced + d) for t, d in ((0.5, -1), (0.55, 0), (0.6, 2)))


REFUSALS = (
    Refusal("mail.jsonl", 12, "no text", "the line holds no text", "unclear"),
    Refusal("mail.jsonl", 13, "label", "the label names another language than the text is in", "unclear", kept=True),
)


def book(
    focus: Focus = WORLD,
    acts: Sequence[Act] = ACTS,
    volumes: tuple[Volume, ...] | None = None,
    statistics: tuple[Statistic, ...] | None = None,
) -> Book:
    """The exchanges of the acts that lie within the focus, with what is measured of them."""
    read = _volumes() if volumes is None else volumes
    series = _statistics() if statistics is None else statistics
    exchanges, mentions, documents = _told(acts)
    inside = tuple(x for x in exchanges if x.is_within(focus))
    kept = {m: mentions[m] for x in inside for m in x.mentions}
    indicators = load_indicators()
    measured = measure(
        Record(focus, tuple(exchanges), read, series, _bands(focus, inside) if inside else ()), indicators
    )
    title = "Culture between Senegal and Viet Nam" if focus is PAIR else "Cultural exchange, a made-up world"
    return Book(
        edition=Edition(
            "made-up-2024", title, focus, "2024-12-31", "2025-01-15", (("samarkand", "0"), ("codebook", "0"))
        ),
        exchanges=inside,
        milestones=tuple(Milestone(x.id, x.stage, x.period, x.period, x.grade, x.mentions) for x in inside),
        mentions=kept,
        documents={d: documents[d] for d in {m.document_id for m in kept.values()}},
        sources=SOURCES,
        volumes=read,
        refusals=REFUSALS,
        measurements=tuple(measured),
        indicators=indicators,
        codebook=load_codebook(),
        names=party_names(),
        budget=tuple(budget(measured, indicators)),
    )


@cache
def world() -> Book:
    return book(WORLD)


@cache
def pair() -> Book:
    return book(PAIR)


def unread() -> Book:
    """Nothing was read, so nothing is known."""
    return replace(book(WORLD, (), (), ()), refusals=(), sources=())


def searched_in_vain() -> Book:
    """Much was read and nothing found."""
    return replace(book(WORLD, (), None, ()), refusals=())


def titled(title: str) -> Book:
    """The same title on everything, to see what survives the setting."""
    acts = [replace(act, told=tuple(replace(told, title=title) for told in act.told)) for act in ACTS]
    return book(WORLD, acts)
