"""Pages of the documentation that are made from rules and networks."""
