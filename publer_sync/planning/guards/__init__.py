"""Guards: each takes changes and holds those that must not be made, or refuses a plan as a whole."""
