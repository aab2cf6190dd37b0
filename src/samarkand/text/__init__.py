"""What several stages do to text."""
