"""The parts of a comment on GitHub: what its words may not do, how long it may be, what it shows."""
