"""The running program, put together; imported by nobody."""
