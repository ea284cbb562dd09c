"""Whole workshops as people live them: what each does, and what everybody sees of it."""
