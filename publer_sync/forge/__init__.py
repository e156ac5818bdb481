"""Forges: where a repository lies, with its pull requests, its issues and the runs of its workflows."""
