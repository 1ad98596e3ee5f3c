"""Programs for whoever works on the code: not part of the application."""
