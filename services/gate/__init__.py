"""The gate: takes in the whole of a request before a thread is spent on it."""
