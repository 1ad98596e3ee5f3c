"""REST resources of toegang."""
