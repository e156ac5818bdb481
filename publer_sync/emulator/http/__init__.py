"""The door of the emulator: requests are checked, counted and answered."""
