"""Findings of validate, in each format."""
