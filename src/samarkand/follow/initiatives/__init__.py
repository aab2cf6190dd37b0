"""Who launched an initiative, who took it up, and what became of it."""
