"""The wall: the canvas live in a browser."""
