"""Reading CSV files of registrations: the file, the registry of kinds and the set-based write."""
