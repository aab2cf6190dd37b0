"""One web page to its main text, its title and its date."""
