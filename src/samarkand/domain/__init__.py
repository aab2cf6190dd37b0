"""The words of the project as frozen types. Standard library only, no input or output."""
