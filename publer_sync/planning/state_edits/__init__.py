"""Edits of the state by hand, and what the next plan makes of them."""
