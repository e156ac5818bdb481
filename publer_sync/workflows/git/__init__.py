"""What git knows of the project: its commit, and what a sparse checkout leaves out."""
