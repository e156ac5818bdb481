"""Reading Publer: its accounts and posts, and once more what a first reading does not show."""
