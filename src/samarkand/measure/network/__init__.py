"""Who exchanges with whom: ties of countries and of organisations, their direction, age and shape."""
