"""Screens of toegang."""
