"""The preview: a page of the posts, kept up to date while files are edited."""
