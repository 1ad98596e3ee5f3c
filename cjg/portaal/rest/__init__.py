"""The client's side under `/api/v1/`."""
