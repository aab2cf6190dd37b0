"""Exchanges and statistics to measurements: each number with interval, n, layer and records."""
