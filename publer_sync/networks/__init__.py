"""Limits of each network: data, counting, one rule per file."""
