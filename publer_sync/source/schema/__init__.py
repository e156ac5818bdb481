"""Check documents against our JSON Schemas, and say what is wrong in words."""
