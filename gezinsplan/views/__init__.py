"""The screens of coaching."""
