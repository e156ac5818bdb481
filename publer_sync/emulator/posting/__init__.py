"""What happens to posts: jobs, new posts, updates, deletes, publishing, and time."""
