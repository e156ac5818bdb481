"""What the checks of several rules share: one protocol, and ways to measure and to say it."""
