"""The state on a branch of the repository."""
