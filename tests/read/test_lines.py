"""A mention as the command line writes it."""

from tests.worlds import document, mention

from samarkand.read.lines import event_of, line_of


def test_a_mention_is_written_as_the_reference_says() -> None:
    told = document(1, "A show opened.")
    event = event_of(mention(told))
    assert event["place"] == {"country": "BB", "name": "Port"}
    assert event["date"] == {"start": "2024-05-02", "end": None}
    assert told.whole[event["start"] : event["end"]] == event["quote"]
    assert line_of("d1", [])["events"] == []
