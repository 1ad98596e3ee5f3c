"""The intake for clients of the API."""
