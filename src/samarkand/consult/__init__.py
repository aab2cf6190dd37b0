"""People's judgements: what waits for one, and what follows from it."""
