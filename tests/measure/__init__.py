"""Measures of the code: `make measure` prints them, with thirty functions for a person to read."""
