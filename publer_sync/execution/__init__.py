"""The only place that writes to Publer: journal of intents, executor, recovery."""
