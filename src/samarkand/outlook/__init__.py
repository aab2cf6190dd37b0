"""Measurements and series to forecasts; forecasts and what came to scores."""
