"""Files that people bring in, read as what they mean; pure functions, and nothing is kept by them."""
