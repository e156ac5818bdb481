"""One module for each part of the API, and for what only the emulator has."""
