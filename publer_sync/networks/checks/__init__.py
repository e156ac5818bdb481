"""Shared parts of the checks: one protocol, and ways to measure and to report."""
