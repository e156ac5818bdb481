"""Media files: fingerprint and library."""
