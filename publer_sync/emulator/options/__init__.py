"""Options for each open question about Publer, with the readings of each."""
