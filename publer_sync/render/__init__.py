"""Values to words: never prints, never decides."""
