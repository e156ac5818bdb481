"""JSON views of Publer: posts, media, jobs and lists."""
