"""Publer over HTTP: session, limiter, jobs, wire format, read client, write client."""
