"""From what others publish to rows of our own record."""
