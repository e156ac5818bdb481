"""Decode what Publer answers: pure functions from JSON to our data."""
