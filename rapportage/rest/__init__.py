"""The same use cases for clients of the API."""
