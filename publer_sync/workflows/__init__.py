"""One function per verb, reading as a list of steps; no click, no printing."""
