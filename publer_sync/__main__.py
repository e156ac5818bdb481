"""`python -m publer_sync` is the command `publer-sync`."""

from publer_sync.cli.main import run

run()
