"""Rules by which Publer refuses posts, and the networks' counting."""
