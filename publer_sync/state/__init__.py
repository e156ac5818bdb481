"""Memory of writes to Publer: file format, lock, stores."""
