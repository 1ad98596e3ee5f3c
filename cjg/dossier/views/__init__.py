"""Pages of the dossier."""
