"""Documents to mentions: gate, classify, then parties, place, date, stage, and the located quote."""
