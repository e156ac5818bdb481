"""Limits of the networks as data, with their sources; every number has one."""
