"""Statistical files and registers, known by their header and described in tables."""
