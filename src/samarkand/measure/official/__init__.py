"""What registers and offices count: entry rules, treaties, twin towns, a song contest, heritage."""
