"""What was written to Publer, remembered: file format, lock, stores."""
