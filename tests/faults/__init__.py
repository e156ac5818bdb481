"""Everything that can go wrong, at every point at which it can, and the promises that must hold then."""
