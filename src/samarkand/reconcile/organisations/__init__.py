"""Whether two names are one institution, in whatever script: features, weights and reasons anyone can read."""
