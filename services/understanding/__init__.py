"""Floor 1: Swedish text becomes a Situation. spaCy, a small encoder and plain data."""
