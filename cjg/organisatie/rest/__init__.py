"""The organisation under `/api/v1/`."""
