"""What several stages do to compare."""
