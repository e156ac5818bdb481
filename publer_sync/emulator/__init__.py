"""A local Publer: the HTTP API as documented, dark corners included; imports nothing else of this package."""
