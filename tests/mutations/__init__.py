"""Many broken variants of the example files, each of which must end in findings or in posts."""
