"""The side of GitHub: the run we are in, pull requests, comments, issues, outputs."""
