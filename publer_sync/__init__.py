"""Social media posts as files in git: validate, plan and apply them to Publer."""

__version__ = "0.1.0"
