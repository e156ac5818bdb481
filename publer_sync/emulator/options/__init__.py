"""What is not known about Publer, as options: each with its readings and the question it answers."""
