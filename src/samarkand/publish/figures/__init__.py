"""One file a figure: measurements to a picture, its numbers and its words."""
