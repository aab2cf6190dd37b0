"""What we look for, as TOML people can edit, and its loader."""
