"""The dossier for clients of the API."""
