"""Kill everything at random under load, and count what was lost or doubled: `make chaos`."""
