"""Posts in the shape that Publer wants: pure functions from posts to the JSON of requests."""
