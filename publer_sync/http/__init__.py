"""What every client of a foreign server needs: where a secret may go, and how an answer is read."""
