"""A type of another domain, added by a file of six examples."""

import time
from pathlib import Path

import pytest

from samarkand import wiring
from samarkand.domain.document import Document
from samarkand.domain.period import Period

SCIENCE = Path(__file__).parents[1] / "examples" / "science"

COOPERATION = [
    (
        "en",
        "PT",
        "The academies of sciences of Portugal and Senegal signed a research agreement on ocean currents in Dakar.",
    ),
    (
        "en",
        "CA",
        "A joint laboratory for permafrost run by Canadian and Finnish researchers opened in Yellowknife on Monday.",
    ),
    ("en", "NZ", "New Zealand and Argentina will send a scientific expedition to study whales next year."),
    ("en", "IN", "India and Kenya began joint research on malaria vaccines at an institute in Kisumu."),
    ("fr", "FR", "La France et le Chili ont signé un accord de recherche sur les télescopes du désert d'Atacama."),
    ("fr", "TN", "La Tunisie et la Norvège ouvrent un laboratoire commun sur les sols salés à Sfax."),
    ("de", "AT", "Österreich und Ghana unterzeichneten in Accra ein Forschungsabkommen über Solarenergie."),
    ("de", "CH", "Schweizer und japanische Forschende nehmen in Kyoto ein gemeinsames Labor für Erdbeben in Betrieb."),
    ("es", "PE", "Perú y Suecia firmaron un acuerdo de investigación sobre los glaciares andinos en Lima."),
    ("es", "ES", "España y Marruecos inauguran un laboratorio conjunto de energía marina en Tánger."),
    ("zh", "CN", "中国和肯尼亚的科学家在内罗毕启动联合实验室，共同开展作物科研合作。"),
    ("zh", "CN", "中国与葡萄牙签署科技合作协议，将在里斯本联合研究海洋观测。"),
]
OTHERS = [
    ("en", "PT", "The orchestra of Lisbon played three concerts in Dakar last week."),
    ("en", "CA", "The Canadian ministry raised the fees for fishing licences."),
    ("en", "NZ", "New Zealand and Argentina agreed on lower tariffs for beef."),
    ("en", "IN", "A museum in Nairobi opened an exhibition of Indian miniatures."),
    ("fr", "FR", "La France et le Chili ont signé un accord sur les visas de travail."),
    ("fr", "TN", "Le festival de Carthage accueille une troupe norvégienne."),
    ("de", "AT", "Der Nationalrat beschloss ein neues Budget für Strassen."),
    ("de", "CH", "Eine japanische Theatertruppe gastierte in Zürich."),
    ("es", "PE", "El congreso de Perú aprobó una ley de pensiones."),
    ("es", "ES", "Una compañía marroquí bailó en el teatro de Sevilla."),
    ("zh", "CN", "中国电影周在内罗毕开幕，放映十部影片。"),
    ("zh", "CN", "全国铁路今天发送旅客一千万人次。"),
]


@pytest.mark.slow
def test_six_examples_teach_a_type_within_a_minute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    began = time.process_time()
    reader = wiring.reader(0.25, SCIENCE)
    assert time.process_time() - began < 60, "seconds of processor time to learn the codebook with a type added"
    texts = [
        Document(f"d{i}", text, lang=lang, country=country, period=Period("2024-05-06"))
        for i, (lang, country, text) in enumerate([*COOPERATION, *OTHERS])
    ]
    found = {d.id: {m.type for m in mentions} for d, mentions in reader.read(texts)}
    told = [i for i in range(len(texts)) if "E4" in found[f"d{i}"]]
    right = sum(i < len(COOPERATION) for i in told)
    assert right >= 9, f"{right} of {len(COOPERATION)} recognised"
    assert len(told) - right <= 1, f"{len(told) - right} of {len(OTHERS)} taken for it"
