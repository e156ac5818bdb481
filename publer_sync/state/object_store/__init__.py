"""The state as an object in S3 and the like."""
