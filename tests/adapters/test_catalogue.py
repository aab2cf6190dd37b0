"""The sources that ship with the package: well formed, told apart, balanced; and copied whole or not at all."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from samarkand.adapters.catalogue import add_from_catalogue, catalogue
from samarkand.adapters.source_files import read_source
from samarkand.codebook.languages import load_languages
from samarkand.domain.errors import SamarkandError
from samarkand.domain.source import ChannelKind, Source, SourceKind
from samarkand.gazetteer.labels import party_names

SHELF: Mapping[str, Source] = {name: source for name, (source, _) in catalogue().items()}
OFFICIAL = (SourceKind.GOVERNMENT, SourceKind.IGO)
REGIONS = {
    "Africa": {"EG", "KE", "MA", "NG", "SN", "ZA"},
    "Americas": {"AR", "BR", "CA", "CO", "CU", "JM", "MX", "PE", "US"},
    "Asia": {"CN", "ID", "IN", "IR", "JP", "KR", "KZ", "PK", "QA", "TH", "TR", "UZ", "VN"},
    "Europe": {"CH", "DE", "ES", "FR", "GB", "IT", "PL", "RU", "SE", "UA"},
    "Oceania": {"AU", "FJ", "NZ"},
}


@pytest.mark.parametrize("name", SHELF)
def test_every_file_says_what_a_source_must(name: str) -> None:
    source = SHELF[name]
    assert source.expected is not None and source.expected[1] > 0
    assert "estimate" in source.note and ("seen" in source.note or "cited" in source.note or "list page" in source.note)
    assert "not fetched" in source.note, "nobody pretends to have looked"
    assert source.languages and source.licence and source.name and source.kind is not SourceKind.UNKNOWN
    assert source.hosts or source.publishers, "its documents have to be told from others'"
    assert set(source.controlled_by or ()) | ({source.country} - {None}) <= party_names().keys()
    assert source.controlled_by or source.kind not in OFFICIAL


@pytest.mark.parametrize("name", SHELF)
def test_a_channel_leads_to_a_host_of_the_source(name: str) -> None:
    source, shared = SHELF[name], {"www.gov.uk", "www.gov.br"}
    assert source.channels, "a catalogue is for collecting"
    for channel in source.channels:
        host = urlsplit(channel.address).hostname or ""
        assert channel.kind in (ChannelKind.FEED, ChannelKind.LIST)
        assert host in shared or any(host == own or host.endswith(f".{own}") for own in source.hosts)


def test_no_host_no_address_and_no_name_stands_twice() -> None:
    for values in (
        [host for s in SHELF.values() for host in s.hosts],
        [c.address for s in SHELF.values() for c in s.channels],
        [name.casefold() for s in SHELF.values() for name in {s.name, *s.publishers}],
    ):
        assert [value for value, n in Counter(values).items() if n > 1] == []


def test_the_catalogue_is_balanced() -> None:
    countries = Counter(s.country for s in SHELF.values() if s.country)
    languages = {lang for s in SHELF.values() for lang in s.languages}
    official = sum(bool(s.controlled_by) for s in SHELF.values())
    assert len(SHELF) >= 36
    assert len(countries) >= 18
    assert max(countries.values()) <= 3
    assert languages > load_languages().keys(), "all languages of the codebook, and others"
    assert 0.35 <= official / len(SHELF) <= 0.65, f"{official} of {len(SHELF)} are controlled by a party"
    assert sum(s.controlled_by == () for s in SHELF.values()) >= 15, "sources somebody judged independent"
    assert {s.kind for s in SHELF.values()} >= {*OFFICIAL, SourceKind.AGENCY, SourceKind.BROADCASTER}


@pytest.mark.parametrize("region", REGIONS)
def test_every_region_has_both_kinds(region: str) -> None:
    inside = [s for s in SHELF.values() if s.country in REGIONS[region]]
    assert any(s.controlled_by for s in inside)
    assert any(s.controlled_by == () or s.controlled_by is None for s in inside)


def test_every_country_has_a_region() -> None:
    assert {s.country for s in SHELF.values() if s.country} == set().union(*REGIONS.values())


def test_chosen_files_are_copied_as_they_are(tmp_path: Path) -> None:
    paths = add_from_catalogue(["mada-masr", "andina", "mada-masr"], tmp_path, ())
    assert [read_source(path) for path in paths] == [SHELF["mada-masr"], SHELF["andina"]]


HELD = (Source("own", "Our Own", hosts=("andina.pe",)), Source("dawn", "Dawn"))
REFUSED = [
    (["nowhere-times"], "has no source nowhere-times"),
    (["mada-masr", "dawn"], "is a source here already"),
    (["mada-masr", "andina"], "and so does own"),
    (["mada-masr", "uza"], "a file of that name"),
]


@pytest.mark.parametrize(("ids", "told"), REFUSED, ids=[told for _, told in REFUSED])
def test_all_or_none_are_copied(ids: list[str], told: str, tmp_path: Path) -> None:
    (tmp_path / "uza.toml").write_text("# mine\n")
    with pytest.raises(SamarkandError, match=told):
        add_from_catalogue(ids, tmp_path, HELD)
    assert [p.name for p in tmp_path.iterdir()] == ["uza.toml"]
