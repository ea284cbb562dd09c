"""The canvas on paper: as data, as a table and as text."""
