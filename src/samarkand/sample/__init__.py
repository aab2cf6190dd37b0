"""A small real observatory that ships with the package: dispatches in our own words, registers as facts."""
