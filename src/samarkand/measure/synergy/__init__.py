"""Whether named programmes and exchange go together."""
