"""Decide whether a post in Publer is the one we mean. Everything here is pure; planning and execution ask
it."""
