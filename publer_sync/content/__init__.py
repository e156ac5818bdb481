"""Post files to posts: find, parse, schedule, expand."""
