"""YAML with positions: a reader that keeps lines and columns, and guesses no types."""
