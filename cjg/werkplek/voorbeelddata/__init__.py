"""Invented families, staff and three years of work, so that every screen and figure can be looked at.

Reproducible by seed, written set-based. It writes tables as a restore would, not through the services: four thousand
dossiers one by one would take an hour. Every constraint and trigger of the database stays on while it does, so data
that the application would refuse does not get in.
"""
