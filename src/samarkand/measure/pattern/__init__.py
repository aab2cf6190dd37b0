"""The five-part pattern: mechanisms, diversity, novelty, technology, participation."""
