"""Mentions to exchanges: which mentions tell the same act, and what all of them together say."""
