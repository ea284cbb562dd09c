"""Listening and speaking: one module per feature, with all its surfaces inside."""
