"""What Publer refuses, and how the networks count."""
