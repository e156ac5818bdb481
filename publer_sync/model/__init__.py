"""The nouns that every other package speaks of: frozen data, no input or output."""
