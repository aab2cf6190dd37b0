"""Samarkand: an open observatory of international cultural exchange."""

__version__ = "0.1.0"
