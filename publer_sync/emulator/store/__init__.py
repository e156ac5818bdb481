"""What the emulator holds: records, ids, clock, faults and limits."""
