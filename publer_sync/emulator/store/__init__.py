"""Storage of the emulator: records, ids, clock, faults and limits."""
