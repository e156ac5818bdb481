"""Output of the commands about the state."""
