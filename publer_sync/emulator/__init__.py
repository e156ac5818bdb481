"""A local Publer: the HTTP API, dark corners included; imports nothing else of this package."""
