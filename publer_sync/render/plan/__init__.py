"""A plan, for the terminal and for machines."""
