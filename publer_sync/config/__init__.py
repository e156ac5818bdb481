"""The project file: what a project is, and how it is read."""
