"""Forms of toegang."""
