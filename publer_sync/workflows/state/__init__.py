"""Commands that show or correct the state, step by step."""
