"""Names of countries, peoples, cities, bodies and institutions, and the codes they stand for."""
