"""Pure comparison of desired, recorded and remote: ownership, differ, guards, plan."""
