"""The canvas as a picture."""
