"""What the commands about the state say."""
