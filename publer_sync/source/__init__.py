"""Text to data that knows its line and column, and checks of that data against a schema."""
