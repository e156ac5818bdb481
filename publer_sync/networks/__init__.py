"""What each network allows: data, counting, one rule per file."""
