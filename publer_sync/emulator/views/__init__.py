"""What Publer shows: posts, media, jobs and lists, as JSON."""
