"""Life of posts: jobs, new posts, updates, deletes, publishing, and time."""
