"""The desk: what relatives leave with a municipality, and what their questions add up to."""
