"""The only code that touches disk, network, models and the clock."""
