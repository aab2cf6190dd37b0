"""Intervals, resampling and diversity as pure functions of arrays."""
