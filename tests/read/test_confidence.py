"""Confidence is a published sum of signals."""

from samarkand.read.confidence import SIGNALS, Calibration, load_calibration


def test_confidence_grows_with_every_good_sign() -> None:
    made = Calibration(0, {"sure": 1})
    assert made.confidence({"sure": 2}) > made.confidence({"sure": 1}) > made.confidence({})


def test_it_stays_a_probability_however_large_the_signals() -> None:
    made = Calibration(0, {"sure": 1})
    assert 0 <= made.confidence({"sure": -1e9}) < 0.01 < 0.99 < made.confidence({"sure": 1e9}) <= 1


def test_the_packaged_calibration_uses_published_signals_only() -> None:
    assert set(load_calibration().weights) <= set(SIGNALS)
