"""Words, numbers, times and lines: what every renderer writes with."""
