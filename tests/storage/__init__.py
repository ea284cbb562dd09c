"""Keeping, on both databases."""
