"""How the pictures, films and papers of the example shop are drawn."""
